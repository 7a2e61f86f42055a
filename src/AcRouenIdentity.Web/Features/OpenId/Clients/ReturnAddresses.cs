using AcRouenIdentity.Domain.Ports;
using Microsoft.AspNetCore.WebUtilities;

namespace AcRouenIdentity.Web.Features.OpenId.Clients;

/// <summary>The registered address of the application whose authorization request waits behind the sign-in page.</summary>
internal sealed class ReturnAddresses(ClientCatalog catalog) : IReturnAddresses
{
    public Uri? Find(string? localReturnPath)
    {
        var at = localReturnPath?.IndexOf('?', StringComparison.Ordinal) ?? -1;
        if (at < 0 || !localReturnPath![..at].EndsWith($"/{OpenIdPaths.Authorize}", StringComparison.Ordinal))
            return null;

        var query = QueryHelpers.ParseQuery(localReturnPath[at..]);
        return catalog.Find(query["client_id"])?.FindRedirect(query["redirect_uri"]);
    }
}
