using AcRouenIdentity.Domain.OpenId;
using AcRouenIdentity.Domain.Ports;
using Microsoft.AspNetCore.WebUtilities;

namespace AcRouenIdentity.Web.Features.OpenId.Clients;

/// <summary>The registered address of the application whose authorization request waits behind the sign-in page.</summary>
internal sealed class ReturnAddresses(ClientCatalog catalog) : IReturnAddresses
{
    /// <summary>A page on the way to the authorization endpoint carries the rest of the way in this parameter.</summary>
    private const string ReturnParameter = "retour";

    public Uri? Find(string? localReturnPath)
    {
        var at = localReturnPath?.IndexOf('?', StringComparison.Ordinal) ?? -1;
        if (at < 0)
            return null;

        var query = QueryHelpers.ParseQuery(localReturnPath![at..]);
        if (!localReturnPath[..at].EndsWith($"/{OpenIdPaths.Authorize}", StringComparison.Ordinal))
            return Find(query.GetValueOrDefault(ReturnParameter));
        if (catalog.Find(query.GetValueOrDefault("client_id")) is not { } client
            || !Uri.TryCreate(query.GetValueOrDefault("redirect_uri"), UriKind.Absolute, out var asked))
            return null;

        return client.RedirectUris.Any(registered => Matches(client, registered, asked)) ? asked : null;
    }

    // RFC 8252 7.3: a public client chooses its port on the loopback address when it asks.
    private static bool Matches(Client client, Uri registered, Uri asked) =>
        registered.OriginalString == asked.OriginalString
        || (client.Kind is ClientKind.Public && registered.IsLoopback && asked.IsLoopback
            && registered.Scheme == asked.Scheme && registered.Host == asked.Host && registered.PathAndQuery == asked.PathAndQuery);
}
