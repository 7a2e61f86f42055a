using AcRouenIdentity.Domain.OpenId;
using AcRouenIdentity.Web.Features.OpenId.Clients;
using AcRouenIdentity.Web.Features.OpenId.Dpop;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace AcRouenIdentity.Web.Features.OpenId.Protocol;

/// <summary>
/// A token that is bound to a key is active for the services that look at proofs, which are told the key (RFC 9449 6.2). One that does not, as the mail service, would take it from anybody who stole it.
/// </summary>
internal sealed class BoundAtIntrospection(ClientCatalog catalog) : IOpenIddictServerHandler<ValidateIntrospectionRequestContext>, IOpenIddictServerHandler<HandleIntrospectionRequestContext>
{
    public static OpenIddictServerHandlerDescriptor BeforeItIsAllowed { get; } = OpenIddictServerHandlerDescriptor
        .CreateBuilder<ValidateIntrospectionRequestContext>()
        .UseSingletonHandler<BoundAtIntrospection>()
        .SetOrder(StandingAtIntrospection.Descriptor.Order + 1)
        .Build();

    public static OpenIddictServerHandlerDescriptor BeforeItIsTold { get; } = OpenIddictServerHandlerDescriptor
        .CreateBuilder<HandleIntrospectionRequestContext>()
        .UseSingletonHandler<BoundAtIntrospection>()
        .SetOrder(OpenIddictServerHandlers.Introspection.AttachMetadataClaims.Descriptor.Order + 1)
        .Build();

    public ValueTask HandleAsync(ValidateIntrospectionRequestContext context)
    {
        if (TokenBond.Of(context.GenericTokenPrincipal).Key is not null && catalog.Find(context.ClientId) is { Kind: ClientKind.Resource, LooksAtProofs: false })
            context.Reject(Errors.InvalidToken, "The token is bound to a key, and this service looks at no proofs.");
        return ValueTask.CompletedTask;
    }

    public ValueTask HandleAsync(HandleIntrospectionRequestContext context)
    {
        if (TokenBond.Of(context.Confirmation).Key is not null)
            context.TokenType = DpopRequest.Name;
        return ValueTask.CompletedTask;
    }
}
