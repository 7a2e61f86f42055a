using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Infrastructure.Directory;
using AcRouenIdentity.Infrastructure.Passwords;
using AcRouenIdentity.Infrastructure.Provisioning;
using AcRouenIdentity.Infrastructure.Secrets;
using AcRouenIdentity.Web.Features.MyAccount;
using AcRouenIdentity.Web.Features.Activation;
using AcRouenIdentity.Web.Features.Alarms;
using AcRouenIdentity.Web.Features.Audit;
using AcRouenIdentity.Web.Features.BackupAddresses;
using AcRouenIdentity.Web.Features.Directory;
using AcRouenIdentity.Web.Features.HelpDesk;
using AcRouenIdentity.Web.Features.Home;
using AcRouenIdentity.Web.Features.Letters;
using AcRouenIdentity.Web.Features.MailClients;
using AcRouenIdentity.Web.Features.OpenId;
using AcRouenIdentity.Web.Features.Passkeys;
using AcRouenIdentity.Web.Features.Passwords;
using AcRouenIdentity.Web.Features.Provisioning;
using AcRouenIdentity.Web.Features.Recovery;
using AcRouenIdentity.Web.Features.Shared;
using AcRouenIdentity.Web.Features.Shared.Languages;
using AcRouenIdentity.Web.Features.Shared.Scripts;
using AcRouenIdentity.Web.Features.SecondFactors;
using AcRouenIdentity.Web.Features.SignIn;
using AcRouenIdentity.Web.Features.Status;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web;

/// <summary>Composes the provider: one line a feature.</summary>
public static class AcRouenIdentityHost
{
    /// <summary>Builds a host that is ready to run: configuration checked, database migrated, keys loaded.</summary>
    /// <param name="configure">Configuration above all other, or null.</param>
    /// <param name="replace">Last word on services, or null.</param>
    public static async Task<WebApplication> BuildAsync(
        Action<IConfigurationManager>? configure, Action<IServiceCollection>? replace, CancellationToken cancellationToken)
    {
        var builder = CreateBuilder(configure);
        AddParts(builder);
        replace?.Invoke(builder.Services);

        var app = builder.Build();
        await PrepareAsync(app, cancellationToken);
        UseParts(app);
        return app;
    }

    /// <summary>The configuration of every command, and nothing registered yet.</summary>
    /// <param name="configure">Configuration above all other, or null.</param>
    internal static WebApplicationBuilder CreateBuilder(Action<IConfigurationManager>? configure)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            // Pages are found in this assembly, whichever one was started.
            ApplicationName = typeof(AcRouenIdentityHost).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
        });
        if (Environment.GetEnvironmentVariable("ACROUEN_CONFIG") is { Length: > 0 } file)
            builder.Configuration.AddJsonFile(Path.GetFullPath(file), optional: false, reloadOnChange: false);
        configure?.Invoke(builder.Configuration);
        return builder;
    }

    private static void AddParts(WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<ISecretGenerator, SecretGenerator>();
        builder.Services.AddSingleton<IPasswordStrength, ZxcvbnPasswordStrength>();
        builder.Services.AddIdentityDatabase(builder.Configuration);
        builder.Services.AddLdapDirectory(builder.Configuration.GetSection("Directory"));
        builder.Services.AddSingleton<KeyedHash>();
        builder.AddAudit();
        builder.AddShared();
        builder.AddSignIn();
        builder.AddAlarms();
        builder.AddPasswords();
        builder.AddHome();
        builder.AddStatus();
        builder.AddOpenId();
        builder.AddProvisioning();
        builder.AddLetters();
        builder.AddBackupAddresses();
        builder.AddPasskeys();
        builder.AddSecondFactors();
        builder.AddMyAccount();
        builder.AddActivation();
        builder.AddRecovery();
        builder.AddDirectory();
        builder.AddHelpDesk();
        builder.AddMailClients();
    }

    private static async Task PrepareAsync(WebApplication app, CancellationToken cancellationToken)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IdentityDb>();
        await db.BringUpToDateAsync(cancellationToken);
        await app.Services.GetRequiredService<KeyedHash>().PrepareAsync(db, cancellationToken);
        await app.Services.GetRequiredService<ConfidentialFacts>().PrepareAsync(db, cancellationToken);
        await OpenIdFeature.PrepareOpenIdAsync(app.Services, cancellationToken);
    }

    private static void UseParts(WebApplication app)
    {
        app.UseShared();
        app.UseAuthentication();
        app.UsePreferredLanguage();
        app.UseAuthorization();
        app.MapRazorPages();
        app.MapHealth();
        app.MapOpenId();
        app.MapProvisioning();
        app.MapMailClients();
        app.MapPageScripts();
    }
}
