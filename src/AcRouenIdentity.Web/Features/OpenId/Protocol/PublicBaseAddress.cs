using AcRouenIdentity.Web.Features.Shared;
using Microsoft.AspNetCore;
using OpenIddict.Server;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace AcRouenIdentity.Web.Features.OpenId.Protocol;

/// <summary>OpenIddict builds the addresses of discovery from those of the request; whatever Host says, ours is the configured one.</summary>
internal sealed class PublicBaseAddress(PublicAddress address) : IOpenIddictServerHandler<ProcessRequestContext>
{
    public static OpenIddictServerHandlerDescriptor Descriptor { get; } = OpenIddictServerHandlerDescriptor
        .CreateBuilder<ProcessRequestContext>()
        .UseSingletonHandler<PublicBaseAddress>()
        .SetOrder(OpenIddictServerAspNetCoreHandlers.ResolveRequestUri.Descriptor.Order + 1)
        .Build();

    public ValueTask HandleAsync(ProcessRequestContext context)
    {
        var request = context.Transaction.GetHttpRequest()!;
        context.BaseUri = address.Base;
        context.RequestUri = Uri.TryCreate(address.Base, $".{request.Path}{request.QueryString}", out var uri) ? uri : address.Base;
        return ValueTask.CompletedTask;
    }
}
