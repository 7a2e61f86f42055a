using AcRouenIdentity.Web.Features.OpenId.Clients;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace AcRouenIdentity.Web.Features.OpenId.Protocol;

/// <summary>
/// The services that an authorization is asked for (RFC 8707 2.1). OpenIddict knows only names that were there at start, and calls a malformed or forbidden one an invalid request; its look at the
/// permissions of the client follows.
/// </summary>
internal sealed class ResourcesOfRequest<TContext>(NamedServices services) : IOpenIddictServerHandler<TContext>
    where TContext : BaseValidatingContext
{
    public static OpenIddictServerHandlerDescriptor Before(OpenIddictServerHandlerDescriptor permissions) => OpenIddictServerHandlerDescriptor
        .CreateBuilder<TContext>()
        .UseSingletonHandler<ResourcesOfRequest<TContext>>()
        .SetOrder(permissions.Order - 1)
        .Build();

    public ValueTask HandleAsync(TContext context)
    {
        var request = context.Transaction.Request!;
        if (request.GetResources().Any(name => !services.IsOpen(request.ClientId, request.GetScopes(), name)))
            context.Reject(Errors.InvalidTarget, ResourcesOfToken.Refusal);
        return ValueTask.CompletedTask;
    }
}
