using System.Collections.Immutable;
using System.Security.Claims;
using AcRouenIdentity.Domain.OpenId;
using AcRouenIdentity.Domain.Ports;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace AcRouenIdentity.Web.Features.OpenId.Tokens;

/// <summary>Codes and refresh tokens, once OpenIddict found them genuine: read the session and the account again, then give tokens that end with the session.</summary>
internal sealed class TokenEndpoint(
    SessionStanding standings, SessionGrants grants, CarriedClaims carried, TimeProvider clock, IOptions<OpenIdOptions> options, ILogger<TokenEndpoint> logger)
{
    private const string Scheme = OpenIddictServerAspNetCoreDefaults.AuthenticationScheme;

    public async Task<IResult> HandleAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var request = context.GetOpenIddictServerRequest()!;
        var ticket = await context.AuthenticateAsync(Scheme);
        var grant = ticket.Principal!;
        try
        {
            var scopes = request.IsTokenExchangeGrantType() ? Exchanged(request) : grant.GetScopes();
            if (scopes.Length == 0)
                return Refuse(Errors.InvalidScope, "An exchange names the scopes of the service that is to be called.");

            var standing = await standings.GetAsync(grant.GetClaim(ClaimNames.SessionId), scopes, request.ClientId, cancellationToken);
            if (standing is Standing.Open open)
                await grants.NoteUseAsync(open.Session.Id, request.ClientId!, cancellationToken);
            return standing.Match(
                open: found => GiveOfClass(found, scopes, request, grant),
                sessionOver: () => RefuseOver(request.ClientId, "the session is over"),
                accountClosed: () => RefuseOver(request.ClientId, "the account is not active"),
                mailClosed: () => RefuseOver(request.ClientId, "mail is closed for a while"));
        }
        catch (DirectoryUnavailableException exception)
        {
            // Neither the code nor the refresh token is spent: the client may try again.
            Log.DirectoryUnavailable(logger, exception);
            return OutageAnswer.Json(context);
        }
    }

    /// <summary>One access token to call a service with: nobody signs in by it and it cannot be refreshed.</summary>
    private static ImmutableArray<string> Exchanged(OpenIddictRequest request) =>
        [.. request.GetScopes().Except([OpenIdScopes.OpenId, OpenIdScopes.OfflineAccess], StringComparer.Ordinal)];

    /// <summary>An exchanged token is for a service, which is not who asked for them.</summary>
    private RequestedClaims Requested(OpenIddictRequest request, ClaimsPrincipal grant) =>
        request.IsTokenExchangeGrantType() ? RequestedClaims.None : carried.Read(grant, request.ClientId);

    /// <summary>The session may be worth less than when the code was given.</summary>
    private IResult GiveOfClass(Standing.Open standing, ImmutableArray<string> granted, OpenIddictRequest request, ClaimsPrincipal grant)
    {
        var requested = Requested(request, grant);
        if (PersonClaims.ClassOf(standing.Session, requested.Classes) is not null)
            return Give(standing, granted, requested, grant);

        Log.TokensRefused(logger, request.ClientId, "the session is of no class that acr must be of");
        return Refuse(Errors.InvalidGrant, "The session is no longer of a class that 'acr' must be of.");
    }

    private IResult Give(Standing.Open standing, ImmutableArray<string> granted, RequestedClaims requested, ClaimsPrincipal grant)
    {
        var principal = TokenIdentity.OfTokens(standing, granted, requested);
        // What was exchanged hangs on the same authorization as the token that it was exchanged for.
        principal.SetAuthorizationId(grant.GetAuthorizationId());
        // All that was authorized, also where this request names fewer: the next refresh token keeps them.
        principal.SetResources(grant.GetResources());
        var left = standing.Session.ExpiresAt - clock.GetUtcNow();
        principal.SetAccessTokenLifetime(left < options.Value.AccessTokenLifetime ? left : options.Value.AccessTokenLifetime);
        principal.SetRefreshTokenLifetime(left);
        return Results.SignIn(principal, properties: null, Scheme);
    }

    private IResult RefuseOver(string? clientId, string reason)
    {
        Log.TokensRefused(logger, clientId, reason);
        return Refuse(Errors.InvalidGrant, "The session of this token is over.");
    }

    private static IResult Refuse(string error, string description)
    {
        var properties = new AuthenticationProperties(new Dictionary<string, string?>
        {
            [OpenIddictServerAspNetCoreConstants.Properties.Error] = error,
            [OpenIddictServerAspNetCoreConstants.Properties.ErrorDescription] = description,
        });
        return Results.Forbid(properties, [Scheme]);
    }
}
