using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace AcRouenIdentity.Testing.Mails;

/// <summary>A private authority and the certificates that it signs for relays.</summary>
public sealed class Authority : IDisposable
{
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();
    private readonly X509Certificate2 certificate;

    public Authority()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Test authority of mail", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        certificate = request.CreateSelfSigned(Now.AddYears(-1), Now.AddYears(1));
    }

    public string Pem => certificate.ExportCertificatePem();

    public X509Certificate2 ForLoopback() => Sign(names => names.AddIpAddress(IPAddress.Loopback), Now.AddMonths(6));

    public X509Certificate2 ForAnotherHost() => Sign(names => names.AddDnsName("relay.example.org"), Now.AddMonths(6));

    public X509Certificate2 ExpiredYesterday() => Sign(names => names.AddIpAddress(IPAddress.Loopback), Now.AddDays(-1));

    public void Dispose() => certificate.Dispose();

    private X509Certificate2 Sign(Action<SubjectAlternativeNameBuilder> names, DateTimeOffset notAfter)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Relay", key, HashAlgorithmName.SHA256);
        var alternatives = new SubjectAlternativeNameBuilder();
        names(alternatives);
        request.CertificateExtensions.Add(alternatives.Build());
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(certificate, includeKeyIdentifier: true, includeIssuerAndSerial: false));
        using var bare = request.Create(certificate, Now.AddMonths(-6), notAfter, RandomNumberGenerator.GetBytes(8));
        return bare.CopyWithPrivateKey(key);
    }
}
