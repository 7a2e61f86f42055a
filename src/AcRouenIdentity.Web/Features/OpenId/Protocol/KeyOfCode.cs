using System.Buffers.Text;
using AcRouenIdentity.Web.Features.OpenId.Dpop;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace AcRouenIdentity.Web.Features.OpenId.Protocol;

/// <summary>The key to which an authorization request binds its code (RFC 9449 10) is said in its form: by no other would the code be redeemed.</summary>
internal sealed class KeyOfCode<TContext> : IOpenIddictServerHandler<TContext>
    where TContext : BaseValidatingContext
{
    private const int ThumbprintCharacters = 43;

    public static OpenIddictServerHandlerDescriptor Before(OpenIddictServerHandlerDescriptor permissions) => OpenIddictServerHandlerDescriptor
        .CreateBuilder<TContext>()
        .UseSingletonHandler<KeyOfCode<TContext>>()
        .SetOrder(permissions.Order - 2)
        .Build();

    public ValueTask HandleAsync(TContext context)
    {
        if ((string?)context.Transaction.Request![DpopRequest.KeyParameter] is { Length: > 0 } said && (said.Length != ThumbprintCharacters || !Base64Url.IsValid(said)))
            context.Reject(Errors.InvalidRequest, "'dpop_jkt' is no thumbprint of a key.");
        return ValueTask.CompletedTask;
    }
}
