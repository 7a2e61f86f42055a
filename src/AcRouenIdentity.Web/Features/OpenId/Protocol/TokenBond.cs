using System.Buffers.Text;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using OpenIddict.Abstractions;

namespace AcRouenIdentity.Web.Features.OpenId.Protocol;

/// <summary>Without what a token is worth nothing (RFC 7800 3): a certificate (RFC 8705 3.1), a key (RFC 9449 6.1), or both.</summary>
/// <param name="Certificate">SHA-256 of it.</param>
/// <param name="Key">Its thumbprint.</param>
internal sealed record TokenBond(string? Certificate, string? Key)
{
    private const string Claim = "cnf";
    private const string CertificateMember = "x5t#S256";
    private const string KeyMember = "jkt";

    public static TokenBond None { get; } = new(Certificate: null, Key: null);

    public static string MarkOf(X509Certificate2 certificate) => Base64Url.EncodeToString(SHA256.HashData(certificate.RawData));

    /// <param name="token">One of ours.</param>
    public static TokenBond Of(ClaimsPrincipal? token) => token?.GetClaim(Claim) is { Length: > 0 } claim ? Of(JsonNode.Parse(claim)!.AsObject()) : None;

    public static TokenBond Of(JsonObject? confirmation) => new((string?)confirmation?[CertificateMember], (string?)confirmation?[KeyMember]);

    public void Put(ClaimsPrincipal token)
    {
        var members = new JsonObject();
        if (Certificate is not null)
            members[CertificateMember] = Certificate;
        if (Key is not null)
            members[KeyMember] = Key;
        if (members.Count > 0)
            token.SetClaim(Claim, members);
    }
}
