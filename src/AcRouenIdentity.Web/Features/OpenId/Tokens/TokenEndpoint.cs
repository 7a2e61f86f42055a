using System.Collections.Immutable;
using AcRouenIdentity.Domain.OpenId;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Infrastructure.Database;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace AcRouenIdentity.Web.Features.OpenId.Tokens;

/// <summary>Codes and refresh tokens, once OpenIddict found them genuine: read the session and the account again, then give tokens that end with the session.</summary>
internal sealed class TokenEndpoint(
    SessionStanding standings, IdentityDb db, TimeProvider clock, IOptions<OpenIdOptions> options, ILogger<TokenEndpoint> logger)
{
    private const string Scheme = OpenIddictServerAspNetCoreDefaults.AuthenticationScheme;

    public async Task<IResult> HandleAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var request = context.GetOpenIddictServerRequest()!;
        var ticket = await context.AuthenticateAsync(Scheme);
        var grant = ticket.Principal!;
        try
        {
            var standing = await standings.GetAsync(grant.GetClaim(ClaimNames.SessionId), grant.GetScopes(), cancellationToken);
            if (standing is Standing.Open open)
                await TouchAsync(open.Session.Id, request.ClientId!, cancellationToken);
            return standing.Match(
                open: found => Give(found, grant.GetScopes()),
                sessionOver: () => Refuse(request.ClientId, "the session is over"),
                accountClosed: () => Refuse(request.ClientId, "the account is not active"),
                mailClosed: () => Refuse(request.ClientId, "mail is closed for a while"));
        }
        catch (DirectoryUnavailableException exception)
        {
            // Neither the code nor the refresh token is spent: the client may try again.
            Log.DirectoryUnavailable(logger, exception);
            return OutageAnswer.Json(context);
        }
    }

    private IResult Give(Standing.Open standing, ImmutableArray<string> granted)
    {
        var principal = TokenIdentity.OfTokens(standing, granted);
        var left = standing.Session.ExpiresAt - clock.GetUtcNow();
        principal.SetAccessTokenLifetime(left < options.Value.AccessTokenLifetime ? left : options.Value.AccessTokenLifetime);
        principal.SetRefreshTokenLifetime(left);
        return Results.SignIn(principal, properties: null, Scheme);
    }

    private IResult Refuse(string? clientId, string reason)
    {
        Log.TokensRefused(logger, clientId, reason);
        var properties = new AuthenticationProperties(new Dictionary<string, string?>
        {
            [OpenIddictServerAspNetCoreConstants.Properties.Error] = Errors.InvalidGrant,
            [OpenIddictServerAspNetCoreConstants.Properties.ErrorDescription] = "The session of this token is over.",
        });
        return Results.Forbid(properties, [Scheme]);
    }

    private Task<int> TouchAsync(string sessionId, string clientId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return db.Set<SessionClient>()
            .Where(row => row.SessionId == sessionId && row.ClientId == clientId)
            .ExecuteUpdateAsync(update => update.SetProperty(row => row.LastAt, now), cancellationToken);
    }
}
