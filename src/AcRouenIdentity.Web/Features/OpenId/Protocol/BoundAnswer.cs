using AcRouenIdentity.Web.Features.OpenId.Dpop;
using OpenIddict.Server;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace AcRouenIdentity.Web.Features.OpenId.Protocol;

/// <summary>Tells the application that its token wants a proof with each use (RFC 9449 5).</summary>
internal sealed class BoundAnswer : IOpenIddictServerHandler<ProcessSignInContext>
{
    public static OpenIddictServerHandlerDescriptor Descriptor { get; } = OpenIddictServerHandlerDescriptor
        .CreateBuilder<ProcessSignInContext>()
        .UseSingletonHandler<BoundAnswer>()
        .SetOrder(OpenIddictServerHandlers.AttachSignInParameters.Descriptor.Order + 1)
        .Build();

    public ValueTask HandleAsync(ProcessSignInContext context)
    {
        if (TokenBond.Of(context.AccessTokenPrincipal ?? context.IssuedTokenPrincipal).Key is not null)
            context.Response.TokenType = DpopRequest.Name;
        return ValueTask.CompletedTask;
    }
}
