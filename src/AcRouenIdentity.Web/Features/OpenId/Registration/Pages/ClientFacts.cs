using AcRouenIdentity.Domain.OpenId;

namespace AcRouenIdentity.Web.Features.OpenId.Registration.Pages;

/// <summary>The settings of an application that say something, in words.</summary>
internal static class ClientFacts
{
    public static IReadOnlyList<(string Field, IReadOnlyList<string> Values)> Of(ClientEntry entry, ClientWording words) =>
        [.. All(entry, entry.Settings, words).Where(fact => fact.Values.Count > 0)];

    private static IEnumerable<(string Field, IReadOnlyList<string> Values)> All(ClientEntry entry, ClientSettings client, ClientWording words)
    {
        yield return (nameof(client.RedirectUris), [.. client.RedirectUris]);
        yield return (nameof(client.PostLogoutRedirectUris), [.. client.PostLogoutRedirectUris]);
        yield return (nameof(client.BackChannelLogoutUri), client.BackChannelLogoutUri is { } logout ? [logout] : []);
        yield return (nameof(client.Scopes), [.. client.Scopes]);
        if (client.Kind is not ClientKind.Public)
            yield return (nameof(client.TokenEndpointAuth), [client.TokenEndpointAuth ?? words.Of(ClientAuthentication.Any)]);
        yield return (nameof(client.CertificateName), client.CertificateName is { } certificate ? [$"{words.Of(client.CertificateNameKind)} : {certificate}"] : []);
        yield return (nameof(client.TokenBinding), client.TokenBinding is TokenBinding.None ? [] : [words.Of(client.TokenBinding)]);
        yield return (nameof(client.ResourceUri), client.ResourceUri is { } name ? [name] : []);
        yield return (nameof(client.Resources), [.. client.Resources]);
        if (client.Kind is ClientKind.Resource)
            yield break;

        yield return (nameof(client.Pkce), [words.Of(client.Pkce)]);
        yield return (nameof(client.Consent), [words.ConsentOf(entry)]);
        yield return (nameof(client.PushedRequests), [words.Of(client.PushedRequests)]);
        yield return (nameof(client.ResponseModes), [.. client.ResponseModes]);
        yield return (nameof(client.RefreshReuse), client.Scopes.Contains(OpenIdScopes.OfflineAccess) ? [words.Of(client.RefreshReuse)] : []);
        yield return (nameof(client.TokenExchange), [words.Of(client.TokenExchange)]);
        yield return (nameof(client.DeviceAuthorization), [words.Of(client.DeviceAuthorization)]);
        yield return (nameof(client.Subject), [words.Of(client.Subject)]);
        yield return (nameof(client.Sector), client.Sector is { } sector ? [sector] : []);
        yield return (nameof(client.IdTokenAlgorithm), [client.IdTokenAlgorithm ?? "RS256"]);
        yield return (nameof(client.UserInfoAlgorithm), client.UserInfoAlgorithm is { } algorithm ? [algorithm] : []);
    }
}
