using AcRouenIdentity.Web.Features.OpenId.Clients;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace AcRouenIdentity.Web.Features.OpenId.Protocol;

/// <summary>The services that a token is asked for (RFC 8707 2.2): some of those that were authorized by name, never others. What is exchanged is an authorization of its own.</summary>
internal sealed class ResourcesOfToken(NamedServices services) : IOpenIddictServerHandler<ValidateTokenRequestContext>
{
    public const string Refusal = "A resource is unknown, or not for this client, its authorization or these scopes.";

    public static OpenIddictServerHandlerDescriptor Descriptor { get; } = OpenIddictServerHandlerDescriptor
        .CreateBuilder<ValidateTokenRequestContext>()
        .UseSingletonHandler<ResourcesOfToken>()
        .SetOrder(OpenIddictServerHandlers.Exchange.ValidateResourcePermissions.Descriptor.Order - 1)
        .Build();

    public ValueTask HandleAsync(ValidateTokenRequestContext context)
    {
        var grant = context.AuthorizationCodePrincipal ?? context.DeviceCodePrincipal ?? context.RefreshTokenPrincipal;
        var named = context.Request.GetResources();
        // A code is redeemed for all of its scopes, whatever the request says.
        var scopes = grant is not null && (!context.Request.IsRefreshTokenGrantType() || string.IsNullOrEmpty(context.Request.Scope)) ? grant.GetScopes() : context.Request.GetScopes();
        if (named.Any(name => !services.IsOpen(context.ClientId, scopes, name) || (grant is not null && !grant.GetResources().Contains(name))))
            context.Reject(Errors.InvalidTarget, Refusal);
        return ValueTask.CompletedTask;
    }
}
