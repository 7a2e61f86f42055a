using System.Security.Cryptography.X509Certificates;
using AcRouenIdentity.Domain.OpenId;

namespace AcRouenIdentity.Web.Features.OpenId.MutualTls;

/// <summary>Whether a certificate is that of a client (RFC 8705 2).</summary>
internal sealed class CertificateJudge(CertificateAuthorities authorities, TimeProvider clock)
{
    /// <returns>Why not, for the log; null where it is.</returns>
    public string? ProblemOf(Client client, X509Certificate2 certificate) => client.CertificateName is { } name
        ? certificate.Says(name) ? authorities.ProblemOf(certificate) : $"it is for \"{certificate.Subject}\""
        : !client.Certificates.Contains(Convert.ToBase64String(certificate.RawData)) ? "it is not registered"
        : IsGoodNow(certificate) ? null
        : "it is not valid now";

    private bool IsGoodNow(X509Certificate2 certificate)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return certificate.NotBefore.ToUniversalTime() <= now && now <= certificate.NotAfter.ToUniversalTime();
    }
}
