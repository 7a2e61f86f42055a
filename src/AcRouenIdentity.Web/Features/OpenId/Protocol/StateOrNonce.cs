using AcRouenIdentity.Domain.OpenId;
using AcRouenIdentity.Web.Features.OpenId.Clients;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace AcRouenIdentity.Web.Features.OpenId.Protocol;

/// <summary>A client that cannot do PKCE must at least bind the answer to the browser that asked (RFC 9700 2.1.1, 4.7).</summary>
internal sealed class StateOrNonce(ClientCatalog catalog) : IOpenIddictServerHandler<ValidateAuthorizationRequestContext>
{
    public static OpenIddictServerHandlerDescriptor Descriptor { get; } = OpenIddictServerHandlerDescriptor
        .CreateBuilder<ValidateAuthorizationRequestContext>()
        .UseSingletonHandler<StateOrNonce>()
        .SetOrder(OpenIddictServerHandlers.Authentication.ValidateProofKeyForCodeExchangeRequirement.Descriptor.Order + 1)
        .Build();

    public ValueTask HandleAsync(ValidateAuthorizationRequestContext context)
    {
        var request = context.Request;
        var unbound = string.IsNullOrEmpty(request.CodeChallenge) && string.IsNullOrEmpty(request.State) && string.IsNullOrEmpty(request.Nonce);
        if (unbound && catalog.Find(context.ClientId) is { Pkce: PkceUse.Unable })
            context.Reject(Errors.InvalidRequest, "Without PKCE, 'state' or 'nonce' is required.");
        return ValueTask.CompletedTask;
    }
}
