using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.Shared.Commands;

/// <summary>The parts of the provider that a command needs, not started. What goes wrong on the way is told on the standard error.</summary>
internal static class CommandHost
{
    /// <summary>All parts, with the database brought up to date.</summary>
    /// <exception cref="OptionsValidationException">Something is wrong in the configuration.</exception>
    public static Task<WebApplication> BuildAsync(CancellationToken cancellationToken) => AcRouenIdentityHost.BuildAsync(
        configure: null,
        services => services.Replace(ServiceDescriptor.Singleton<ILoggerFactory>(_ => LoggerFactory.Create(LogToStandardError))),
        cancellationToken);

    public static void LogToStandardError(ILoggingBuilder logging) =>
        logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace).SetMinimumLevel(LogLevel.Warning);
}
