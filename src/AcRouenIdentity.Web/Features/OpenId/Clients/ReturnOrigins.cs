using AcRouenIdentity.Domain.Ports;
using Microsoft.AspNetCore.WebUtilities;

namespace AcRouenIdentity.Web.Features.OpenId.Clients;

/// <summary>The origins of the application whose authorization request is waiting behind the sign-in page.</summary>
internal sealed class ReturnOrigins(ClientCatalog catalog) : IReturnOrigins
{
    public IReadOnlyCollection<string> Find(string? localReturnPath)
    {
        var query = localReturnPath?.IndexOf('?', StringComparison.Ordinal) ?? -1;
        if (query < 0 || !localReturnPath![..query].EndsWith($"/{OpenIdPaths.Authorize}", StringComparison.Ordinal))
            return [];

        var clientId = QueryHelpers.ParseQuery(localReturnPath[query..])["client_id"].ToString();
        return catalog.Find(clientId) is { } client ? Of(client.RedirectUris) : [];
    }

    public static IReadOnlyCollection<string> Of(IEnumerable<Uri> addresses) => [.. addresses.Select(SourceOf).OfType<string>().Distinct()];

    /// <returns>Null for an IPv6 address, which the grammar of CSP (host-source) cannot write.</returns>
    private static string? SourceOf(Uri uri) => uri switch
    {
        { Scheme: not ("http" or "https") } => $"{uri.Scheme}:",
        { HostNameType: UriHostNameType.IPv6 } => null,
        // A public client listens on any port (RFC 8252 7.3).
        { IsLoopback: true, IsDefaultPort: true } => $"{uri.Scheme}://{uri.Host}:*",
        _ => uri.GetLeftPart(UriPartial.Authority),
    };
}
