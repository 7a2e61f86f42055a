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
        return localReturnPath[..at].EndsWith($"/{OpenIdPaths.Authorize}", StringComparison.Ordinal)
            ? catalog.Find(query.GetValueOrDefault("client_id"))?.FindRedirect(query.GetValueOrDefault("redirect_uri"))
            : Find(query.GetValueOrDefault(ReturnParameter));
    }
}
