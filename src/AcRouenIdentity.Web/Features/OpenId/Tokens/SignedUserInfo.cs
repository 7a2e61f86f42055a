using System.Text.Json;
using AcRouenIdentity.Web.Features.OpenId.Clients;
using AcRouenIdentity.Web.Features.OpenId.Keys;
using AcRouenIdentity.Web.Features.Shared.Addresses;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace AcRouenIdentity.Web.Features.OpenId.Tokens;

/// <summary>Userinfo as a signed JWT, for the applications that are registered so (OpenID Connect Core 5.3.2).</summary>
internal sealed class SignedUserInfo(KeyRing keys, ClientCatalog catalog, PublicAddress address)
{
    public const string ContentType = "application/jwt";

    /// <returns>Null for an application that takes plain JSON.</returns>
    public string? Sign(IReadOnlyDictionary<string, object> claims, string? clientId)
    {
        if (catalog.Find(clientId)?.UserInfoKey is not { } key)
            return null;

        var descriptor = new SecurityTokenDescriptor
        {
            Issuer = address.Base.AbsoluteUri,
            Audience = clientId,
            SigningCredentials = keys.Signing(key),
            Claims = claims.ToDictionary(claim => claim.Key, claim => (object)JsonSerializer.SerializeToElement(claim.Value)),
        };
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(descriptor);
    }
}
