using System.Collections.Immutable;
using AcRouenIdentity.Domain.OpenId;
using AcRouenIdentity.Domain.Ports;
using Microsoft.AspNetCore.Authentication;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace AcRouenIdentity.Web.Features.OpenId.Tokens;

/// <summary>Claims of the person as they are now, for the scopes of the access token and what was asked for by name (OpenID Connect Core 5.3, 5.5).</summary>
internal sealed class UserInfoEndpoint(SessionStanding standings, SignedUserInfo signed, CarriedClaims carried, ILogger<UserInfoEndpoint> logger)
{
    private const string Scheme = OpenIddictServerAspNetCoreDefaults.AuthenticationScheme;

    public async Task<IResult> HandleAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var ticket = await context.AuthenticateAsync(Scheme);
        var token = ticket.Principal!;
        if (!token.HasScope(OpenIdScopes.OpenId))
            return Refuse(Errors.InsufficientScope, "The token was not given for signing in.");

        try
        {
            var clientId = token.GetPresenters().FirstOrDefault();
            var standing = await standings.GetAsync(token.GetClaim(ClaimNames.SessionId), token.GetScopes(), clientId, cancellationToken);
            return standing.Match(
                open: found => Tell(Told(found.Claims, token.GetScopes(), carried.Read(token, clientId)), clientId),
                sessionOver: () => Refuse(Errors.InvalidToken, "The session of this token is over."),
                accountClosed: () => Refuse(Errors.InvalidToken, "The session of this token is over."),
                mailClosed: () => Refuse(Errors.InvalidToken, "Mail is closed for this account."));
        }
        catch (DirectoryUnavailableException exception)
        {
            Log.DirectoryUnavailable(logger, exception);
            return OutageAnswer.Json(context);
        }
    }

    private IResult Tell(Dictionary<string, object> claims, string? clientId) =>
        signed.Sign(claims, clientId) is { } token ? Results.Text(token, SignedUserInfo.ContentType) : Results.Json(claims);

    private static Dictionary<string, object> Told(IEnumerable<PersonClaim> claims, ImmutableArray<string> scopes, RequestedClaims requested) => claims
        .Where(claim => (ClaimTable.PlacesOf(claim.Name, scopes) | requested.PlacesOf(claim.Name)).HasFlag(ClaimPlaces.UserInfo))
        .ToDictionary(claim => claim.Name, Value);

    private static object Value(PersonClaim claim) => claim.Match<object>(
        text: text => text.Value,
        list: list => list.Values,
        flag: flag => flag.Value,
        number: number => number.Value,
        group: group => group.Members);

    private static IResult Refuse(string error, string description) => Results.Challenge(
        new AuthenticationProperties(new Dictionary<string, string?>
        {
            [OpenIddictServerAspNetCoreConstants.Properties.Error] = error,
            [OpenIddictServerAspNetCoreConstants.Properties.ErrorDescription] = description,
        }),
        [Scheme]);
}
