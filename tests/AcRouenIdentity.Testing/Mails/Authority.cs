using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace AcRouenIdentity.Testing.Mails;

/// <summary>A private authority and the certificates that it signs, for relays and for applications.</summary>
public sealed class Authority : IDisposable
{
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();
    private readonly X509Certificate2 certificate;

    public Authority(string name = "Test authority of mail")
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        certificate = request.CreateSelfSigned(Now.AddYears(-1), Now.AddYears(1));
    }

    public string Pem => certificate.ExportCertificatePem();

    public X509Certificate2 ForLoopback() => Sign("CN=Relay", names => names.AddIpAddress(IPAddress.Loopback), Now.AddMonths(6));

    public X509Certificate2 ForAnotherHost() => Sign("CN=Relay", names => names.AddDnsName("relay.example.org"), Now.AddMonths(6));

    public X509Certificate2 ExpiredYesterday() => Sign("CN=Relay", names => names.AddIpAddress(IPAddress.Loopback), Now.AddDays(-1));

    /// <param name="subject">As the framework reads it: <c>CN=ent, C=FR</c>.</param>
    /// <param name="purpose">Object identifier of what it is for; null: for anything.</param>
    public X509Certificate2 Sign(string subject, Action<SubjectAlternativeNameBuilder>? names, DateTimeOffset notAfter, string? purpose = null, DateTimeOffset? notBefore = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = Request(subject, key, names, purpose);
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(certificate, includeKeyIdentifier: true, includeIssuerAndSerial: false));
        using var bare = request.Create(certificate, notBefore ?? Now.AddMonths(-6), notAfter, RandomNumberGenerator.GetBytes(8));
        return bare.CopyWithPrivateKey(key);
    }

    /// <summary>A certificate that nobody vouches for.</summary>
    public static X509Certificate2 SelfSigned(string subject, DateTimeOffset notAfter)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return Request(subject, key, names: null, purpose: null).CreateSelfSigned(Now.AddMonths(-6), notAfter);
    }

    public void Dispose() => certificate.Dispose();

    private static CertificateRequest Request(string subject, ECDsa key, Action<SubjectAlternativeNameBuilder>? names, string? purpose)
    {
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        if (purpose is not null)
            request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(purpose)], critical: false));
        if (names is null)
            return request;

        var alternatives = new SubjectAlternativeNameBuilder();
        names(alternatives);
        request.CertificateExtensions.Add(alternatives.Build());
        return request;
    }
}
