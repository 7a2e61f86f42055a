using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Infrastructure.Directory;
using AcRouenIdentity.Infrastructure.Secrets;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.Provisioning;

/// <summary>What a preview needs and no more: without the database, it cannot even be brought up to date.</summary>
internal static class PreviewHost
{
    /// <exception cref="OptionsValidationException">Something is wrong in the configuration.</exception>
    public static WebApplication Build()
    {
        var builder = AcRouenIdentityHost.CreateBuilder(configure: null);
        builder.Logging.ClearProviders();
        builder.Logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace).SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<ISecretGenerator, SecretGenerator>();
        builder.Services.AddLdapDirectory(builder.Configuration.GetSection(DirectoryOptions.Section));
        builder.AddProvisioning();

        var app = builder.Build();
        app.Services.GetRequiredService<IStartupValidator>().Validate();
        return app;
    }
}
