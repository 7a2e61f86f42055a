using System.Collections.Immutable;
using System.Security.Claims;
using System.Text.Json;
using AcRouenIdentity.Domain.OpenId;
using AcRouenIdentity.Domain.SignIn;
using Microsoft.IdentityModel.JsonWebTokens;
using OpenIddict.Abstractions;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace AcRouenIdentity.Web.Features.OpenId.Tokens;

/// <summary>Puts claims into the form that OpenIddict makes tokens of.</summary>
internal static class TokenIdentity
{
    private const string AuthenticationType = "AcRouenIdentity";

    /// <summary>What an authorization code holds: whose it is and under which session. The rest is read when it is redeemed.</summary>
    /// <param name="resources">Names of the services that it was asked for.</param>
    public static ClaimsPrincipal OfCode(Session session, ImmutableArray<string> scopes, ImmutableArray<string> resources, RequestedClaims requested, string authorizationId)
    {
        var identity = Empty();
        identity.SetClaim(Claims.Subject, session.Subject);
        identity.SetClaim(ClaimNames.SessionId, session.Id);
        identity.SetScopes(scopes);
        identity.SetResources(resources);
        identity.SetAuthorizationId(authorizationId);
        CarriedClaims.Write(identity, requested);
        return new ClaimsPrincipal(identity);
    }

    /// <param name="scopes">All that was granted, also where a refresh asks for fewer: the next refresh token keeps them (RFC 6749 6).</param>
    public static ClaimsPrincipal OfTokens(Standing.Open standing, ImmutableArray<string> scopes, RequestedClaims requested)
    {
        var identity = Empty();
        foreach (var claim in standing.Claims)
            Add(identity, claim);
        identity.SetClaim(ClaimNames.AuthenticationClass, PersonClaims.ClassOf(standing.Session, requested.Classes));
        CarriedClaims.Write(identity, requested);
        identity.SetScopes(scopes);
        identity.SetDestinations(claim => Destinations(PlacesOf(claim.Type, scopes, requested)));
        return new ClaimsPrincipal(identity);
    }

    // The user of an introspection answer (RFC 7662 2.2) is the login.
    private static ClaimsIdentity Empty() => new(AuthenticationType, ClaimNames.PreferredUsername, Claims.Role);

    private static void Add(ClaimsIdentity identity, PersonClaim claim) => claim.Match(
        text: text => identity.SetClaim(text.Name, text.Value),
        list: list => AddList(identity, list),
        flag: flag => identity.SetClaim(flag.Name, flag.Value),
        number: number => identity.SetClaim(number.Name, number.Value),
        group: group => identity.SetClaim(group.Name, JsonSerializer.SerializeToElement(group.Members)));

    // Claims of one name are a text where there is one only; JSON stays a list. OpenIddict knows that amr is one, and wants it as claims.
    private static ClaimsIdentity AddList(ClaimsIdentity identity, PersonClaim.TextList list)
    {
        if (list.Name == ClaimNames.AuthenticationMethods)
            return identity.SetClaims(list.Name, [.. list.Values]);

        identity.AddClaim(new Claim(list.Name, JsonSerializer.Serialize(list.Values), JsonClaimValueTypes.JsonArray));
        return identity;
    }

    private static ClaimPlaces PlacesOf(string claim, ImmutableArray<string> scopes, RequestedClaims requested) =>
        claim is CarriedClaims.UserInfo ? ClaimPlaces.AccessToken : ClaimTable.PlacesOf(claim, scopes) | requested.PlacesOf(claim);

    private static IEnumerable<string> Destinations(ClaimPlaces places)
    {
        if (places.HasFlag(ClaimPlaces.AccessToken))
            yield return OpenIddictConstants.Destinations.AccessToken;
        if (places.HasFlag(ClaimPlaces.IdToken))
            yield return OpenIddictConstants.Destinations.IdentityToken;
    }
}
