using AcRouenIdentity.Web.Features.OpenId.Protocol;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace AcRouenIdentity.Web.Features.OpenId.Keys;

/// <summary>
/// The public keys of tokens that mail servers check by themselves (RFC 7517). They stand apart: Dovecot 2.3 takes a token of the type <c>JWT</c> alone, which an id_token has as well, and neither an application that
/// verifies by its set nor a mail server that verifies by this one can take the one for the other.
/// </summary>
internal sealed class MailKeySet(KeyRing ring, IOptions<OpenIdOptions> options)
{
    public IResult Answer(HttpContext context)
    {
        var published = new Set([.. ring.OfMail.Select(Published)]);
        return KeySetMark.IsKnown(context, published, options.Value.Keys.CachedFor) ? Results.StatusCode(StatusCodes.Status304NotModified) : Results.Json(published);
    }

    private static PublishedKey Published(ECDsaSecurityKey key)
    {
        var point = key.ECDsa.ExportParameters(includePrivateParameters: false).Q;
        return new(JsonWebAlgorithmsKeyTypes.EllipticCurve, JsonWebKeyUseNames.Sig, SecurityAlgorithms.EcdsaSha256, key.KeyId, JsonWebKeyECTypes.P256, Base64UrlEncoder.Encode(point.X), Base64UrlEncoder.Encode(point.Y));
    }

    private sealed record Set(IReadOnlyList<PublishedKey> Keys);

    /// <summary>RFC 7518 6.2.1.</summary>
    private sealed record PublishedKey(string Kty, string Use, string Alg, string Kid, string Crv, string X, string Y);
}
