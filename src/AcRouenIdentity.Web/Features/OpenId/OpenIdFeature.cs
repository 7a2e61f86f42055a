using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Infrastructure.Secrets;
using AcRouenIdentity.Web.Features.OpenId.Authorization;
using AcRouenIdentity.Web.Features.OpenId.Clients;
using AcRouenIdentity.Web.Features.OpenId.Consents;
using AcRouenIdentity.Web.Features.OpenId.Devices;
using AcRouenIdentity.Web.Features.OpenId.Dpop;
using AcRouenIdentity.Web.Features.OpenId.Keys;
using AcRouenIdentity.Web.Features.OpenId.Logout;
using AcRouenIdentity.Web.Features.OpenId.MutualTls;
using AcRouenIdentity.Web.Features.OpenId.OpenRegistration;
using AcRouenIdentity.Web.Features.OpenId.Protocol;
using AcRouenIdentity.Web.Features.OpenId.Registration;
using AcRouenIdentity.Web.Features.OpenId.Tokens;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.OpenId;

public static class OpenIdFeature
{
    public static void AddOpenId(this WebApplicationBuilder builder)
    {
        builder.Services.AddKeyProtection(builder.Configuration);
        AddSettings(builder);
        AddKeys(builder.Services);
        AddTokens(builder.Services);
        AddCertificates(builder.Services);
        AddProofs(builder.Services);
        AddLogout(builder.Services);
        builder.Services.AddScoped<SelfRegistration>();
        builder.Services.AddScoped<RegistrationEndpoint>();
        builder.Services.AddScoped<UnknownClients>();
        builder.Services.AddHostedService<OpenIdUpkeep>();
        ServerSetup.AddServer(builder.Services);
    }

    public static void MapOpenId(this WebApplication app)
    {
        // The pages of the authorization and end session endpoints are mapped with the other Razor pages.
        app.MapPost(OpenIdPaths.Token, (HttpContext context, TokenEndpoint endpoint, CancellationToken cancellationToken) =>
            endpoint.HandleAsync(context, cancellationToken)).AllowAnonymous().DisableAntiforgery();
        app.MapMethods(OpenIdPaths.UserInfo, [HttpMethods.Get, HttpMethods.Post], (HttpContext context, UserInfoEndpoint endpoint, CancellationToken cancellationToken) =>
            endpoint.HandleAsync(context, cancellationToken)).AllowAnonymous().DisableAntiforgery();
        app.MapGet(OpenIdPaths.MailKeys, (HttpContext context, MailKeySet keys) => keys.Answer(context)).AllowAnonymous();
        if (app.Services.GetRequiredService<IOptions<OpenIdOptions>>().Value.OpenRegistration.IsOn)
            app.MapPost(OpenIdPaths.Register, (HttpContext context, RegistrationEndpoint endpoint, CancellationToken cancellationToken) =>
                endpoint.HandleAsync(context, cancellationToken)).AllowAnonymous().DisableAntiforgery();
    }

    /// <summary>Reads or makes the keys and brings the clients to the configuration. To be awaited once the database is migrated, before the host answers.</summary>
    /// <exception cref="OptionsValidationException">A client of the configuration would not be served safely.</exception>
    public static async Task PrepareOpenIdAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<KeySchedule>().RunAsync(cancellationToken);
        await services.GetRequiredService<KeyUptake>().RunAsync(cancellationToken);
        await services.GetRequiredService<ClientCatalog>().RefreshAsync(cancellationToken);
        await scope.ServiceProvider.GetRequiredService<ClientSync>().RunAsync(cancellationToken);

        if (services.GetRequiredService<IOptions<KeyProtectionOptions>>().Value.CertificateFile is not { Length: > 0 })
            Log.KeysUnprotected(services.GetRequiredService<ILogger<KeyVault>>());
    }

    private static void AddSettings(WebApplicationBuilder builder)
    {
        // A misspelt setting of a client must not be silently without effect.
        builder.Services.AddOptions<OpenIdOptions>()
            .Bind(builder.Configuration.GetSection(OpenIdOptions.Section), binder => binder.ErrorOnUnknownConfiguration = true)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        builder.Services.AddSingleton<IPostConfigureOptions<OpenIdOptions>, ClientSecretFiles>();
        builder.Services.AddSingleton<IValidateOptions<OpenIdOptions>, ClientValidation>();
        builder.Services.AddSingleton<ClientCatalog>();
        builder.Services.AddSingleton<NamedServices>();
        builder.Services.AddScoped<ClientStore>();
        builder.Services.AddScoped<ClientSync>();
        builder.Services.AddScoped<ClientSaving>();
        builder.Services.AddScoped<ClientDesk>();
        builder.Services.AddScoped<ClientBook>();
        builder.Services.AddScoped<ClientImport>();
        builder.Services.AddSingleton<ClientWording>();
        builder.Services.AddHostedService<ClientRefresh>();
        builder.Services.AddSingleton<IReturnAddresses, ReturnAddresses>();
    }

    private static void AddKeys(IServiceCollection services)
    {
        services.AddSingleton<KeyRing>();
        services.AddSingleton<KeyTimetable>();
        services.AddSingleton<KeyUptake>();
        services.AddScoped<KeyVault>();
        services.AddScoped<KeySchedule>();
        services.AddScoped<KeyReplacement>();
        services.AddScoped<KeyShelf>();
        services.AddSingleton<KeyWording>();
        services.AddSingleton<MailKeySet>();
        services.AddHostedService<KeyUpkeep>();
    }

    private static void AddTokens(IServiceCollection services)
    {
        services.AddSingleton<FreshProof>();
        services.AddSingleton<RequestAddress>();
        services.AddSingleton<RequestDemands>();
        services.AddSingleton<CarriedClaims>();
        services.AddSingleton<Subjects>();
        services.AddSingleton<SignedUserInfo>();
        services.AddSingleton<PersonMemory>();
        services.AddSingleton<UseMemory>();
        services.AddSingleton<GrantQuestions>();
        services.AddScoped<PersonReadings>();
        services.AddScoped<ConsentBook>();
        services.AddSingleton<ConsentForm>();
        services.AddSingleton<DeviceWording>();
        services.AddScoped<SessionStanding>();
        services.AddScoped<SessionGrants>();
        services.AddScoped<TokenEndpoint>();
        services.AddScoped<UserInfoEndpoint>();
    }

    private static void AddCertificates(IServiceCollection services)
    {
        services.AddSingleton<IValidateOptions<OpenIdOptions>, MutualTlsValidation>();
        services.AddSingleton<IConfigureOptions<KestrelServerOptions>, KestrelCertificates>();
        services.AddSingleton<CertificateReader>();
        services.AddSingleton<CertificateAuthorities>();
        services.AddSingleton<CertificateJudge>();
    }

    private static void AddProofs(IServiceCollection services)
    {
        services.AddSingleton<DpopAddresses>();
        services.AddSingleton<DpopNonces>();
        services.AddScoped<UsedOnce>();
    }

    private static void AddLogout(IServiceCollection services)
    {
        services.AddScoped<SessionDismissal>();
        services.AddScoped<ISessionParticipants>(provider => provider.GetRequiredService<SessionDismissal>());
        services.AddScoped<IApplicationAccess, ApplicationAccess>();
        services.AddScoped<LogoutDesk>();
        services.AddSingleton<LogoutTokens>();
        services.AddSingleton<LogoutPost>();
        services.AddHttpClient(LogoutPost.ClientName, client => client.Timeout = LogoutPost.Timeout)
            .ConfigurePrimaryHttpMessageHandler(LogoutPost.CreateHandler);
        services.AddSingleton<LogoutSignal>();
        services.ConfigureDbContext<SqliteIdentityDb>((provider, db) => db.AddInterceptors(provider.GetRequiredService<LogoutSignal>()));
        services.ConfigureDbContext<PostgreSqlIdentityDb>((provider, db) => db.AddInterceptors(provider.GetRequiredService<LogoutSignal>()));
        services.AddHostedService<LogoutSender>();
    }
}
