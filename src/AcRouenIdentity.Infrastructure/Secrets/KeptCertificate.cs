using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using AcRouenIdentity.Infrastructure.Database;
using Microsoft.AspNetCore.DataProtection;

namespace AcRouenIdentity.Infrastructure.Secrets;

/// <summary>A certificate that nobody vouches for, for signatures where the administrator gave none: made at first use, the same for every node.</summary>
public sealed class KeptCertificate(IDataProtectionProvider protection, TimeProvider clock)
{
    private const int RsaBits = 3072;
    private const int Years = 10;

    private readonly KeptKey kept = new(protection, "profile-certificate", "AcRouenIdentity.ProfileCertificate");

    /// <param name="db">With nothing else to save.</param>
    /// <param name="name">Whom the certificate names where it is made now.</param>
    /// <returns>With its private key.</returns>
    public async Task<X509Certificate2> GetAsync(IdentityDb db, string name, CancellationToken cancellationToken) =>
        X509CertificateLoader.LoadPkcs12(await kept.GetOrMakeAsync(db, () => Make(name), cancellationToken), password: null);

    private byte[] Make(string name)
    {
        using var key = RSA.Create(RsaBits);
        var subject = new X500DistinguishedNameBuilder();
        subject.AddCommonName(name);
        var request = new CertificateRequest(subject.Build(), key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));

        var now = clock.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddYears(Years));
        return certificate.Export(X509ContentType.Pkcs12);
    }
}
