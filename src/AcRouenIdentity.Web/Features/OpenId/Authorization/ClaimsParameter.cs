using AcRouenIdentity.Domain.OpenId;
using OpenIddict.Abstractions;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace AcRouenIdentity.Web.Features.OpenId.Authorization;

/// <summary>The <c>claims</c> of a request (OpenID Connect Core 5.5), which was found to have their form. OAuth knows none: without <c>openid</c> they are passed over.</summary>
internal static class ClaimsParameter
{
    public static ClaimsRequest Read(OpenIddictRequest request) =>
        request.HasScope(OpenIdScopes.OpenId) && Text(request) is { Length: > 0 } text ? ClaimsJson.Read(text) ?? ClaimsRequest.None : ClaimsRequest.None;

    public static bool IsMalformed(OpenIddictRequest request) => Text(request) is { Length: > 0 } text && ClaimsJson.Read(text) is null;

    private static string? Text(OpenIddictRequest request) => (string?)request.GetParameter(Parameters.Claims);
}
