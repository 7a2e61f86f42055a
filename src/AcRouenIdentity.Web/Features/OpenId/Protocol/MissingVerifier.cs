using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace AcRouenIdentity.Web.Features.OpenId.Protocol;

/// <summary>A code that is bound to a verifier is worth nothing without it, as with a wrong one (RFC 7636 4.6). OpenIddict calls the request malformed.</summary>
internal sealed class MissingVerifier : IOpenIddictServerHandler<ValidateTokenRequestContext>
{
    public static OpenIddictServerHandlerDescriptor Descriptor { get; } = OpenIddictServerHandlerDescriptor
        .CreateBuilder<ValidateTokenRequestContext>()
        .UseSingletonHandler<MissingVerifier>()
        .SetOrder(OpenIddictServerHandlers.Exchange.ValidateProofKeyForCodeExchangeRequirement.Descriptor.Order - 1)
        .Build();

    public ValueTask HandleAsync(ValidateTokenRequestContext context)
    {
        if (context.Request.IsAuthorizationCodeGrantType() && !string.IsNullOrEmpty(context.Request.Code) && string.IsNullOrEmpty(context.Request.CodeVerifier)
            && !string.IsNullOrEmpty(context.AuthorizationCodePrincipal?.GetClaim(Claims.Private.CodeChallenge)))
            context.Reject(Errors.InvalidGrant, "The code is bound to a verifier.");
        return ValueTask.CompletedTask;
    }
}
