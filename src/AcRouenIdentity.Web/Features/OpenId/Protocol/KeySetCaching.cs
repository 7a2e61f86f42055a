using Microsoft.AspNetCore;
using Microsoft.Extensions.Options;
using OpenIddict.Server;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace AcRouenIdentity.Web.Features.OpenId.Protocol;

/// <summary>For how long applications may keep the published keys, and a short answer to those that have them already (RFC 9110 13.1.2).</summary>
internal sealed class KeySetCaching(IOptions<OpenIdOptions> options) : IOpenIddictServerHandler<ApplyJsonWebKeySetResponseContext>
{
    public static OpenIddictServerHandlerDescriptor Descriptor { get; } = OpenIddictServerHandlerDescriptor
        .CreateBuilder<ApplyJsonWebKeySetResponseContext>()
        .UseSingletonHandler<KeySetCaching>()
        .SetOrder(OpenIddictServerAspNetCoreHandlers.ProcessJsonResponse<ApplyJsonWebKeySetResponseContext>.Descriptor.Order - 1)
        .Build();

    public ValueTask HandleAsync(ApplyJsonWebKeySetResponseContext context)
    {
        if (context.Transaction.GetHttpRequest()?.HttpContext is not { } http || !string.IsNullOrEmpty(context.Response.Error))
            return ValueTask.CompletedTask;

        if (!KeySetMark.IsKnown(http, context.Response, options.Value.Keys.CachedFor))
            return ValueTask.CompletedTask;

        http.Response.StatusCode = StatusCodes.Status304NotModified;
        context.HandleRequest();
        return ValueTask.CompletedTask;
    }
}
