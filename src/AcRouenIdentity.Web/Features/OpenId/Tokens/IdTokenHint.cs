using System.Security.Claims;
using AcRouenIdentity.Domain.OpenId;
using Microsoft.AspNetCore.Authentication;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace AcRouenIdentity.Web.Features.OpenId.Tokens;

/// <summary>An id_token of ours that an application shows again.</summary>
/// <param name="ClientId">The application that it was given to, which may be another one.</param>
public sealed record IdTokenHint(string Subject, string? SessionId, string? ClientId)
{
    /// <returns>
    /// Null where there is none, and for one that did not verify: OpenIddict then succeeds with an empty principal, so that only the subject tells.
    /// </returns>
    public static async Task<IdTokenHint?> FindAsync(HttpContext context)
    {
        var ticket = await context.AuthenticateAsync(OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);
        return ticket.Principal is { } principal && principal.GetClaim(Claims.Subject) is { Length: > 0 } subject
            ? new IdTokenHint(subject, principal.GetClaim(ClaimNames.SessionId), ClientOf(principal))
            : null;
    }

    private static string? ClientOf(ClaimsPrincipal principal) => principal.GetPresenters().Concat(principal.GetAudiences()).FirstOrDefault();
}
