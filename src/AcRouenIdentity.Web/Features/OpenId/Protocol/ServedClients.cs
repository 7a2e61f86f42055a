using AcRouenIdentity.Web.Features.OpenId.Clients;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace AcRouenIdentity.Web.Features.OpenId.Protocol;

/// <summary>
/// Nothing is answered to a client that the catalogue does not serve: what its registration asks for could not be looked at. One that OpenIddict knows and this node does not was registered on another
/// node a moment ago, or is disabled.
/// </summary>
internal sealed class ServedClients(ClientCatalog catalog) : IOpenIddictServerHandler<ProcessAuthenticationContext>
{
    public static OpenIddictServerHandlerDescriptor Descriptor { get; } = OpenIddictServerHandlerDescriptor
        .CreateBuilder<ProcessAuthenticationContext>()
        .UseSingletonHandler<ServedClients>()
        .SetOrder(OpenIddictServerHandlers.ValidateClientId.Descriptor.Order + 1)
        .Build();

    public async ValueTask HandleAsync(ProcessAuthenticationContext context)
    {
        if (string.IsNullOrEmpty(context.ClientId) || catalog.Find(context.ClientId) is not null)
            return;

        if (catalog.FindDisabled(context.ClientId) is null)
            await catalog.RefreshAsync(context.CancellationToken);
        if (catalog.Find(context.ClientId) is null)
            context.Reject(Errors.InvalidClient, "The client is not served.");
    }
}
