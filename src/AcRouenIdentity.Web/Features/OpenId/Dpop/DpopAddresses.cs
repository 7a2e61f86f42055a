using AcRouenIdentity.Web.Features.Shared.Addresses;
using Microsoft.Extensions.Options;
using OpenIddict.Server;

namespace AcRouenIdentity.Web.Features.OpenId.Dpop;

/// <summary>The endpoints at which proofs are looked at, as applications know them: never by what a request says of itself.</summary>
internal sealed class DpopAddresses(PublicAddress address, IOptions<OpenIdOptions> options)
{
    /// <returns>None for an endpoint that looks at none.</returns>
    public IReadOnlyList<Uri> Of(OpenIddictServerEndpointType endpoint) => endpoint switch
    {
        OpenIddictServerEndpointType.Token => All(OpenIdPaths.Token),
        OpenIddictServerEndpointType.PushedAuthorization => All(OpenIdPaths.PushedRequest),
        OpenIddictServerEndpointType.UserInfo => All(OpenIdPaths.UserInfo),
        _ => [],
    };

    private IReadOnlyList<Uri> All(string path) => [address.Of(path), .. options.Value.MutualTls.Base is { } certified ? [new Uri(certified, path)] : Array.Empty<Uri>()];
}
