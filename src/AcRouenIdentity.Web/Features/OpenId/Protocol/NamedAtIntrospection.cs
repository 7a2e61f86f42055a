using AcRouenIdentity.Web.Features.OpenId.Clients;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace AcRouenIdentity.Web.Features.OpenId.Protocol;

/// <summary>A service asks about tokens that are for it by its name. OpenIddict looks for its identifier in them: it is added for that, and is not told.</summary>
internal sealed class NamedAtIntrospection(NamedServices services) :
    IOpenIddictServerHandler<ValidateIntrospectionRequestContext>, IOpenIddictServerHandler<HandleIntrospectionRequestContext>
{
    public static OpenIddictServerHandlerDescriptor BeforeItIsAllowed { get; } = OpenIddictServerHandlerDescriptor
        .CreateBuilder<ValidateIntrospectionRequestContext>()
        .UseSingletonHandler<NamedAtIntrospection>()
        .SetOrder(OpenIddictServerHandlers.Introspection.ValidateAuthorizedParty.Descriptor.Order - 1)
        .Build();

    public static OpenIddictServerHandlerDescriptor BeforeItIsTold { get; } = OpenIddictServerHandlerDescriptor
        .CreateBuilder<HandleIntrospectionRequestContext>()
        .UseSingletonHandler<NamedAtIntrospection>()
        .SetOrder(OpenIddictServerHandlers.Introspection.AttachApplicationClaims.Descriptor.Order + 1)
        .Build();

    public ValueTask HandleAsync(ValidateIntrospectionRequestContext context)
    {
        var token = context.GenericTokenPrincipal!;
        if (services.IsAmong(context.ClientId, token.GetAudiences()))
            token.SetAudiences(token.GetAudiences().Add(context.ClientId!));
        return ValueTask.CompletedTask;
    }

    public ValueTask HandleAsync(HandleIntrospectionRequestContext context)
    {
        if (services.IsAmong(context.Request.ClientId, context.Audiences))
            context.Audiences.Remove(context.Request.ClientId!);
        return ValueTask.CompletedTask;
    }
}
