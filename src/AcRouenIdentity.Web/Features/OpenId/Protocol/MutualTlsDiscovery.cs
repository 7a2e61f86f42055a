using AcRouenIdentity.Web.Features.OpenId.MutualTls;
using Microsoft.Extensions.Options;
using OpenIddict.Server;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace AcRouenIdentity.Web.Features.OpenId.Protocol;

/// <summary>What the discovery document says of certificates (RFC 8705 5), where they are looked at.</summary>
internal sealed class MutualTlsDiscovery(IOptions<OpenIdOptions> options) : IOpenIddictServerHandler<HandleConfigurationRequestContext>
{
    public static OpenIddictServerHandlerDescriptor Descriptor { get; } = OpenIddictServerHandlerDescriptor
        .CreateBuilder<HandleConfigurationRequestContext>()
        .UseSingletonHandler<MutualTlsDiscovery>()
        .SetOrder(OpenIddictServerHandlers.Discovery.AttachAdditionalMetadata.Descriptor.Order + 2)
        .Build();

    public ValueTask HandleAsync(HandleConfigurationRequestContext context)
    {
        var settings = options.Value.MutualTls;
        if (!settings.IsOn)
            return ValueTask.CompletedTask;

        context.TlsClientCertificateBoundAccessTokens = true;
        foreach (var methods in new[]
                 {
                     context.TokenEndpointAuthenticationMethods, context.PushedAuthorizationEndpointAuthenticationMethods, context.IntrospectionEndpointAuthenticationMethods,
                     context.RevocationEndpointAuthenticationMethods, context.DeviceAuthorizationEndpointAuthenticationMethods,
                 })
            methods.UnionWith(settings.Methods);
        if (settings.Base is { } address)
            AddAliases(context, address);
        return ValueTask.CompletedTask;
    }

    private static void AddAliases(HandleConfigurationRequestContext context, Uri address)
    {
        context.MtlsPushedAuthorizationEndpointAlias = new Uri(address, OpenIdPaths.PushedRequest);
        context.MtlsDeviceAuthorizationEndpointAlias = new Uri(address, OpenIdPaths.DeviceAuthorization);
        context.MtlsTokenEndpointAlias = new Uri(address, OpenIdPaths.Token);
        context.MtlsUserInfoEndpointAlias = new Uri(address, OpenIdPaths.UserInfo);
        context.MtlsIntrospectionEndpointAlias = new Uri(address, OpenIdPaths.Introspect);
        context.MtlsRevocationEndpointAlias = new Uri(address, OpenIdPaths.Revoke);
    }
}
