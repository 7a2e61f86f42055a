using AcRouenIdentity.Web.Features.OpenId.Dpop;
using Microsoft.AspNetCore;
using OpenIddict.Server;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace AcRouenIdentity.Web.Features.OpenId.Protocol;

/// <summary>Reads a token of the scheme <c>DPoP</c> (RFC 9449 7.1); OpenIddict reads those of <c>Bearer</c>.</summary>
internal sealed class TokenByProof : IOpenIddictServerHandler<ExtractUserInfoRequestContext>
{
    public static OpenIddictServerHandlerDescriptor Descriptor { get; } = OpenIddictServerHandlerDescriptor
        .CreateBuilder<ExtractUserInfoRequestContext>()
        .UseSingletonHandler<TokenByProof>()
        .SetOrder(OpenIddictServerAspNetCoreHandlers.ExtractAccessToken<ExtractUserInfoRequestContext>.Descriptor.Order + 1)
        .Build();

    public ValueTask HandleAsync(ExtractUserInfoRequestContext context)
    {
        if (context.Request is { } request && DpopRequest.TokenOf(context.Transaction.GetHttpRequest()!) is { } token)
            request.AccessToken = token;
        return ValueTask.CompletedTask;
    }
}
