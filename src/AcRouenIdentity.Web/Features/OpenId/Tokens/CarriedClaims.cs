using System.Security.Claims;
using AcRouenIdentity.Domain.OpenId;
using AcRouenIdentity.Web.Features.OpenId.Clients;
using OpenIddict.Abstractions;

namespace AcRouenIdentity.Web.Features.OpenId.Tokens;

/// <summary>
/// What an application asked to be told by name, as codes and tokens carry it. It is read against what the application may ask for now. Of an access token, only what userinfo is to say.
/// </summary>
public sealed class CarriedClaims(ClientCatalog catalog)
{
    public const string IdToken = "claims_id_token";
    public const string UserInfo = "claims_userinfo";
    public const string Classes = "claims_acr";

    public static void Write(ClaimsIdentity identity, RequestedClaims requested)
    {
        identity.SetClaims(IdToken, [.. requested.IdToken]);
        identity.SetClaims(UserInfo, [.. requested.UserInfo]);
        identity.SetClaims(Classes, [.. requested.Classes]);
    }

    public RequestedClaims Read(ClaimsPrincipal token, string? clientId) => Allowed(new(token.GetClaims(IdToken), token.GetClaims(UserInfo), token.GetClaims(Classes)), clientId);

    public RequestedClaims Allowed(RequestedClaims requested, string? clientId) => requested.Within(catalog.FindEvenDisabled(clientId)?.Scopes ?? []);
}
