using System.Collections.Immutable;
using AcRouenIdentity.Domain.OpenId;
using AcRouenIdentity.Web.Features.OpenId.Clients;
using AcRouenIdentity.Web.Features.OpenId.Dpop;
using OpenIddict.Server;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace AcRouenIdentity.Web.Features.OpenId.Protocol;

/// <summary>What the discovery document says beyond what OpenIddict does itself.</summary>
internal sealed class DiscoveryAdditions(NamedServices services) : IOpenIddictServerHandler<HandleConfigurationRequestContext>
{
    public static OpenIddictServerHandlerDescriptor Descriptor { get; } = OpenIddictServerHandlerDescriptor
        .CreateBuilder<HandleConfigurationRequestContext>()
        .UseSingletonHandler<DiscoveryAdditions>()
        .SetOrder(OpenIddictServerHandlers.Discovery.AttachAdditionalMetadata.Descriptor.Order + 1)
        .Build();

    public ValueTask HandleAsync(HandleConfigurationRequestContext context)
    {
        // OpenID Connect Back-Channel Logout 1.0, 2.1.
        context.Metadata["backchannel_logout_supported"] = true;
        context.Metadata["backchannel_logout_session_supported"] = true;
        context.Metadata["acr_values_supported"] = (ImmutableArray<string?>)[PersonClaims.AuthenticationClass, PersonClaims.MultiFactorClass];
        context.Metadata["userinfo_signing_alg_values_supported"] = (ImmutableArray<string?>)["RS256", "ES256"];
        context.Metadata["token_endpoint_auth_signing_alg_values_supported"] = (ImmutableArray<string?>)[.. AssertionForm.Algorithms];
        // RFC 9449 5.1.
        context.Metadata["dpop_signing_alg_values_supported"] = (ImmutableArray<string?>)[.. DpopKey.Algorithms];
        context.Metadata["ui_locales_supported"] = (ImmutableArray<string?>)["fr", "en"];
        // RFC 9728 4.
        if (services.Names is { Count: > 0 } names)
            context.Metadata["protected_resources"] = (ImmutableArray<string?>)[.. names];
        return ValueTask.CompletedTask;
    }
}
