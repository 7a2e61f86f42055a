using System.Collections.Immutable;
using AcRouenIdentity.Domain.OpenId;
using AcRouenIdentity.Web.Features.OpenId.Clients;
using AcRouenIdentity.Web.Features.OpenId.Dpop;
using AcRouenIdentity.Web.Features.Shared.Addresses;
using Microsoft.Extensions.Options;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace AcRouenIdentity.Web.Features.OpenId.Protocol;

/// <summary>What the discovery document says beyond what OpenIddict does itself.</summary>
internal sealed class DiscoveryAdditions(NamedServices services, PublicAddress address, IOptions<OpenIdOptions> options) : IOpenIddictServerHandler<HandleConfigurationRequestContext>
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
        context.Metadata["acr_values_supported"] = (ImmutableArray<string?>)[.. PersonClaims.Classes];
        context.Metadata[Metadata.ClaimsParameterSupported] = true;
        context.Metadata["userinfo_signing_alg_values_supported"] = (ImmutableArray<string?>)["RS256", "ES256"];
        context.Metadata["token_endpoint_auth_signing_alg_values_supported"] = (ImmutableArray<string?>)[.. AssertionForm.Algorithms];
        // RFC 9449 5.1.
        context.Metadata["dpop_signing_alg_values_supported"] = (ImmutableArray<string?>)[.. DpopKey.Algorithms];
        context.Metadata["ui_locales_supported"] = (ImmutableArray<string?>)["fr", "en"];
        // RFC 9728 4.
        if (services.Names is { Count: > 0 } names)
            context.Metadata["protected_resources"] = (ImmutableArray<string?>)[.. names];
        if (options.Value.OpenRegistration.IsOn)
            AddRegistration(context);
        return ValueTask.CompletedTask;
    }

    /// <summary>RFC 8414 2. That public clients are served goes without saying elsewhere; programs that register themselves look for it.</summary>
    private void AddRegistration(HandleConfigurationRequestContext context)
    {
        context.Metadata["registration_endpoint"] = new Uri(address.Base, OpenIdPaths.Register).AbsoluteUri;
        context.TokenEndpointAuthenticationMethods.Add(OpenRegistrationRules.NoSecret);
        context.RevocationEndpointAuthenticationMethods.Add(OpenRegistrationRules.NoSecret);
    }
}
