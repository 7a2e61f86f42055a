using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.OpenId.MutualTls;

/// <summary>The authorities whose certificates prove clients. Nothing is fetched to look at a chain, and those of the system mean nothing here.</summary>
internal sealed class CertificateAuthorities(IOptions<OpenIdOptions> options, TimeProvider clock) : IDisposable
{
    private static readonly Oid ClientAuthentication = new("1.3.6.1.5.5.7.3.2");

    private readonly X509Certificate2Collection known = options.Value.MutualTls.AuthorityFile is { } file ? Read(file) : [];

    /// <returns>What is wrong with that file; null when it may be used.</returns>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="CryptographicException">It holds no certificates.</exception>
    public static string? ProblemOf(string file)
    {
        var read = Read(file);
        try
        {
            return !read.Any(IsRoot) ? "holds no authority that signed itself: chains end nowhere."
                : read.FirstOrDefault(certificate => !IsAuthority(certificate)) is { } other ? $"holds \"{other.Subject}\", which is no authority."
                : null;
        }
        finally
        {
            Forget(read);
        }
    }

    /// <summary>Whether one of them signed it, for clients, and it is good now.</summary>
    /// <returns>What is wrong with it, for the log; null where nothing is.</returns>
    public string? ProblemOf(X509Certificate2 certificate)
    {
        using var chain = new X509Chain();
        var policy = chain.ChainPolicy;
        policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        foreach (var authority in known)
            (IsRoot(authority) ? policy.CustomTrustStore : policy.ExtraStore).Add(authority);
        policy.ApplicationPolicy.Add(ClientAuthentication);
        policy.RevocationMode = X509RevocationMode.NoCheck;
        policy.DisableCertificateDownloads = true;
        policy.VerificationTime = clock.GetUtcNow().UtcDateTime;
        try
        {
            return chain.Build(certificate) ? null : string.Join(", ", chain.ChainStatus.Select(status => status.Status));
        }
        finally
        {
            foreach (var element in chain.ChainElements)
                element.Certificate.Dispose();
        }
    }

    public void Dispose() => Forget(known);

    private static X509Certificate2Collection Read(string file)
    {
        var read = new X509Certificate2Collection();
        read.ImportFromPemFile(file);
        return read;
    }

    private static bool IsAuthority(X509Certificate2 certificate) =>
        certificate.Extensions.OfType<X509BasicConstraintsExtension>().Any(constraints => constraints.CertificateAuthority);

    private static bool IsRoot(X509Certificate2 certificate) => certificate.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData);

    private static void Forget(X509Certificate2Collection certificates)
    {
        foreach (var certificate in certificates)
            certificate.Dispose();
    }
}
