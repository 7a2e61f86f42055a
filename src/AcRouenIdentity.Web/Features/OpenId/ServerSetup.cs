using AcRouenIdentity.Domain.Codes;
using AcRouenIdentity.Domain.OpenId;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Web.Features.OpenId.Clients;
using AcRouenIdentity.Web.Features.OpenId.Devices;
using AcRouenIdentity.Web.Features.OpenId.Keys;
using AcRouenIdentity.Web.Features.OpenId.Protocol;
using AcRouenIdentity.Web.Features.OpenId.Tokens;
using AcRouenIdentity.Web.Features.Shared.Addresses;
using Microsoft.Extensions.Options;
using OpenIddict.EntityFrameworkCore.Models;
using OpenIddict.Server;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace AcRouenIdentity.Web.Features.OpenId;

/// <summary>What OpenIddict does for us, and what it must not: only the code flow, only S256, only our keys.</summary>
internal static class ServerSetup
{
    public static void AddServer(IServiceCollection services)
    {
        services.AddSingleton<HandlerLists>();
        services.AddScoped<IOpenIddictServerDispatcher, HandlerDispatcher>();
        services.AddOpenIddict()
            .AddCore(core =>
            {
                core.UseEntityFrameworkCore().UseDbContext<IdentityDb>();
                core.ReplaceApplicationStore<OpenIddictEntityFrameworkCoreApplication, ApplicationRows>();
                core.ReplaceAuthorizationStore<OpenIddictEntityFrameworkCoreAuthorization, AuthorizationRows>();
                core.ReplaceTokenStore<OpenIddictEntityFrameworkCoreToken, TokenRows>();
                core.ReplaceApplicationManager<OpenIddictEntityFrameworkCoreApplication, HashedSecretApplications>();
            })
            .AddServer(server =>
            {
                SetEndpoints(server);
                server.AllowAuthorizationCodeFlow().AllowRefreshTokenFlow().AllowTokenExchangeFlow().AllowDeviceAuthorizationFlow();
                server.RegisterScopes([.. OpenIdScopes.All]);
                server.RegisterClaims([.. ClaimTable.Rules.Select(rule => rule.Claim).Distinct()]);
                // Resource servers read them; what is confidential is not in them.
                server.DisableAccessTokenEncryption();
                AddHandlers(server);
                server.UseAspNetCore()
                    .EnableAuthorizationEndpointPassthrough()
                    .EnableTokenEndpointPassthrough()
                    .EnableUserInfoEndpointPassthrough()
                    .EnableEndSessionEndpointPassthrough()
                    .EnableEndUserVerificationEndpointPassthrough()
                    .EnableErrorPassthrough();
            });
        services.AddOptions<OpenIddictServerOptions>().Configure<IOptions<OpenIdOptions>, KeyRing, PublicAddress>(Configure);
        services.AddOptions<OpenIddictServerAspNetCoreOptions>()
            .Configure<PublicAddress>((server, address) => server.DisableTransportSecurityRequirement = !address.IsSecure);
    }

    private static void SetEndpoints(OpenIddictServerBuilder server) => server
        .SetAuthorizationEndpointUris(OpenIdPaths.Authorize)
        .SetPushedAuthorizationEndpointUris(OpenIdPaths.PushedRequest)
        .SetTokenEndpointUris(OpenIdPaths.Token)
        .SetDeviceAuthorizationEndpointUris(OpenIdPaths.DeviceAuthorization)
        .SetEndUserVerificationEndpointUris(OpenIdPaths.Device)
        .SetUserInfoEndpointUris(OpenIdPaths.UserInfo)
        .SetIntrospectionEndpointUris(OpenIdPaths.Introspect)
        .SetRevocationEndpointUris(OpenIdPaths.Revoke)
        .SetEndSessionEndpointUris(OpenIdPaths.Logout)
        .SetConfigurationEndpointUris(OpenIdPaths.Configuration, OpenIdPaths.AuthorizationServer)
        .SetJsonWebKeySetEndpointUris(OpenIdPaths.Keys);

    private static void AddHandlers(OpenIddictServerBuilder server)
    {
        server.AddEventHandler(ParameterForm<ExtractAuthorizationRequestContext>.Descriptor);
        server.AddEventHandler(ParameterForm<ExtractPushedAuthorizationRequestContext>.Descriptor);
        server.AddEventHandler(ParameterForm<ExtractTokenRequestContext>.Descriptor);
        server.AddEventHandler(ParameterForm<ExtractDeviceAuthorizationRequestContext>.Descriptor);
        server.AddEventHandler(ParameterForm<ExtractEndUserVerificationRequestContext>.Descriptor);
        server.AddEventHandler(ParameterForm<ExtractUserInfoRequestContext>.Descriptor);
        server.AddEventHandler(ParameterForm<ExtractIntrospectionRequestContext>.Descriptor);
        server.AddEventHandler(ParameterForm<ExtractRevocationRequestContext>.Descriptor);
        server.AddEventHandler(ParameterForm<ExtractEndSessionRequestContext>.Descriptor);
        server.AddEventHandler(StateOrNonce.Descriptor);
        server.AddEventHandler(ResponseModeOfClient.Descriptor);
        server.AddEventHandler(ClaimsForm<ValidateAuthorizationRequestContext>.After(OpenIddictServerHandlers.Authentication.ValidateResourcePermissions.Descriptor));
        server.AddEventHandler(ClaimsForm<ValidatePushedAuthorizationRequestContext>.After(OpenIddictServerHandlers.Authentication.ValidatePushedResourcePermissions.Descriptor));
        server.AddEventHandler(FormPostAnswer.Descriptor);
        server.AddEventHandler(ErrorsToTheClient.Descriptor);
        server.AddEventHandler(AudienceOfToken.Descriptor);
        AddResources(server);
        AddDevices(server);
        AddCertificates(server);
        AddProofs(server);
        server.AddEventHandler(MissingVerifier.Descriptor);
        server.AddEventHandler(ServedClients.Descriptor);
        server.AddEventHandler(SecretTransport.Descriptor);
        server.AddEventHandler(AssertionForm.Descriptor);
        server.AddEventHandler(AssertionOnce.Descriptor);
        server.RemoveEventHandler(OpenIddictServerHandlers.RedeemTokenEntry.Descriptor);
        server.AddEventHandler(TokensOnce.Descriptor);
        server.AddEventHandler(TokenKeyChoice.Descriptor);
        server.AddEventHandler(MailTokenForm.Descriptor);
        server.AddEventHandler(TokensSaved.OfOne);
        server.AddEventHandler(TokensSaved.OfAnswer);
        server.AddEventHandler(KnownKeys.Descriptor);
        server.AddEventHandler(KeySetCaching.Descriptor);
        server.AddEventHandler(StandingAtIntrospection.Descriptor);
        server.AddEventHandler(WholeGrantRevocation.Descriptor);
        server.AddEventHandler(DiscoveryAdditions.Descriptor);
    }

    private static void AddResources(OpenIddictServerBuilder server)
    {
        server.DisableResourceValidation();
        server.RemoveEventHandler(OpenIddictServerHandlers.Authentication.ValidateResourceParameter.Descriptor);
        server.RemoveEventHandler(OpenIddictServerHandlers.Authentication.ValidatePushedResourceParameter.Descriptor);
        server.RemoveEventHandler(OpenIddictServerHandlers.Exchange.ValidateResourceParameter.Descriptor);
        server.AddEventHandler(ResourcesOfRequest<ValidateAuthorizationRequestContext>.Before(OpenIddictServerHandlers.Authentication.ValidateResourcePermissions.Descriptor));
        server.AddEventHandler(ResourcesOfRequest<ValidatePushedAuthorizationRequestContext>.Before(OpenIddictServerHandlers.Authentication.ValidatePushedResourcePermissions.Descriptor));
        server.AddEventHandler(ResourcesOfToken.Descriptor);
        server.AddEventHandler(NamedAtIntrospection.BeforeItIsAllowed);
        server.AddEventHandler(NamedAtIntrospection.BeforeItIsTold);
    }

    private static void AddDevices(OpenIddictServerBuilder server)
    {
        server.AddEventHandler(DeviceOrigin.Descriptor);
        server.AddEventHandler(TypedCode.Descriptor);
        server.AddEventHandler(OnlyTypedCodes.Descriptor);
        server.AddEventHandler(PollingPace.Descriptor);
        server.AddEventHandler(UserCodeAlone.Descriptor);
    }

    private static void AddCertificates(OpenIddictServerBuilder server)
    {
        CertificateOfRequest<ExtractPushedAuthorizationRequestContext>.Replace(server);
        CertificateOfRequest<ExtractDeviceAuthorizationRequestContext>.Replace(server);
        CertificateOfRequest<ExtractTokenRequestContext>.Replace(server);
        CertificateOfRequest<ExtractUserInfoRequestContext>.Replace(server);
        CertificateOfRequest<ExtractIntrospectionRequestContext>.Replace(server);
        CertificateOfRequest<ExtractRevocationRequestContext>.Replace(server);
        server.RemoveEventHandler(OpenIddictServerHandlers.ValidateClientCertificate.Descriptor);
        server.AddEventHandler(CertificateOfClient.Descriptor);
        server.AddEventHandler(MutualTlsDiscovery.Descriptor);
    }

    private static void AddProofs(OpenIddictServerBuilder server)
    {
        server.AddEventHandler(TokenByProof.Descriptor);
        server.AddEventHandler(ProofOfRequest.Descriptor);
        server.RemoveEventHandler(OpenIddictServerHandlers.Protection.ValidateProofOfPossession.Descriptor);
        server.AddEventHandler(KeyOfToken.Descriptor);
        server.AddEventHandler(ProofOnce.Descriptor);
        server.AddEventHandler(KeyOfCode<ValidateAuthorizationRequestContext>.Before(OpenIddictServerHandlers.Authentication.ValidateResourcePermissions.Descriptor));
        server.AddEventHandler(KeyOfCode<ValidatePushedAuthorizationRequestContext>.Before(OpenIddictServerHandlers.Authentication.ValidatePushedResourcePermissions.Descriptor));
        server.AddEventHandler(BoundTokens.Descriptor);
        server.AddEventHandler(BoundAnswer.Descriptor);
        server.AddEventHandler(BoundAtIntrospection.BeforeItIsAllowed);
        server.AddEventHandler(BoundAtIntrospection.BeforeItIsTold);
        server.AddEventHandler(DpopChallenge.Descriptor);
    }

    private static void Configure(OpenIddictServerOptions server, IOptions<OpenIdOptions> openId, KeyRing keys, PublicAddress address)
    {
        server.Issuer = address.Base;
        server.RequestTokenLifetime = openId.Value.PushedRequestLifetime;
        server.AuthorizationCodeLifetime = openId.Value.AuthorizationCodeLifetime;
        server.AccessTokenLifetime = openId.Value.AccessTokenLifetime;
        server.IdentityTokenLifetime = openId.Value.IdTokenLifetime;
        server.RefreshTokenReuseLeeway = openId.Value.RefreshReuseLeeway;
        server.DeviceCodeLifetime = openId.Value.DeviceCodeLifetime;
        server.UserCodeLifetime = openId.Value.DeviceCodeLifetime;
        server.UserCodeCharset.Clear();
        server.UserCodeCharset.UnionWith(UserCode.Characters.Select(character => character.ToString()));
        server.UserCodeLength = UserCode.Length;
        server.UserCodeDisplayFormat = UserCode.Form;
        server.CodeChallengeMethods.Remove(CodeChallengeMethods.Plain);
        server.SubjectTypes.Add(SubjectTypes.Pairwise);
        OnlyAccessTokens(server.SubjectTokenTypes);
        OnlyAccessTokens(server.RequestedTokenTypes);
        server.ActorTokenTypes.Clear();
        server.TokenValidationParameters.NameClaimType = ClaimNames.PreferredUsername;
        server.TokenValidationParameters.ClockSkew = TimeSpan.Zero;
        AddKeys(server, keys);
    }

    /// <summary>What is exchanged, and for what.</summary>
    private static void OnlyAccessTokens(HashSet<string> types) => types.IntersectWith([TokenTypeIdentifiers.AccessToken]);

    private static void AddKeys(OpenIddictServerOptions server, KeyRing keys)
    {
        server.SigningCredentials.AddRange(keys.All.Where(key => key.IsOfApplications).Select(KeyRing.Sign));
        server.EncryptionCredentials.AddRange(keys.All.Where(key => key.Purpose is KeyPurpose.TokenEncryption).Select(KeyRing.Encrypt));
    }
}
