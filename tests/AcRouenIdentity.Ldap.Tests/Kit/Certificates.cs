using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace AcRouenIdentity.Ldap.Tests.Kit;

/// <summary>A private authority and the server certificates it signs.</summary>
internal sealed class Certificates : IDisposable
{
    private readonly X509Certificate2 authority;

    public Certificates()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Test authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        authority = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddYears(-2), DateTimeOffset.UtcNow.AddYears(2));
    }

    public string AuthorityPem => authority.ExportCertificatePem();

    public X509Certificate2Collection Authorities => [X509Certificate2.CreateFromPem(AuthorityPem)];

    public X509Certificate2 ForLoopback() => Sign(names => names.AddIpAddress(IPAddress.Loopback), DateTimeOffset.UtcNow.AddYears(1));

    public X509Certificate2 ForAnotherHost() => Sign(names => names.AddDnsName("ldap.example.org"), DateTimeOffset.UtcNow.AddYears(1));

    public X509Certificate2 ExpiredYesterday() => Sign(names => names.AddIpAddress(IPAddress.Loopback), DateTimeOffset.UtcNow.AddDays(-1));

    public void Dispose() => authority.Dispose();

    private X509Certificate2 Sign(Action<SubjectAlternativeNameBuilder> names, DateTimeOffset notAfter)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Directory", key, HashAlgorithmName.SHA256);
        var alternatives = new SubjectAlternativeNameBuilder();
        names(alternatives);
        request.CertificateExtensions.Add(alternatives.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], critical: false));
        // Two authorities of these tests have one name; the key identifier tells them apart, as it does when a real one is renewed.
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(authority, includeKeyIdentifier: true, includeIssuerAndSerial: false));
        using var bare = request.Create(authority, DateTimeOffset.UtcNow.AddYears(-1), notAfter, RandomNumberGenerator.GetBytes(8));
        return bare.CopyWithPrivateKey(key);
    }
}
