using System.Globalization;
using Microsoft.Extensions.Options;
using Serilog;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Formatting.Compact;
using Serilog.Formatting.Display;

namespace AcRouenIdentity.Web.Features.Shared.Logs;

/// <summary>One line an event on the standard output. Queries, bodies and names of people never reach it.</summary>
internal static class LogsRegistration
{
    private const string Line = "{Timestamp:yyyy-MM-ddTHH:mm:ss.fffzzz} {Level:u3} {SourceContext}: {Message:lj}{NewLine}{Exception}";

    public static void AddLogs(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<LogOptions>().BindConfiguration(LogOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Logging.ClearProviders();
        builder.Services.AddSerilog(Configure, preserveStaticLogger: true);
    }

    private static void Configure(IServiceProvider services, LoggerConfiguration log) => log
        .MinimumLevel.Information()
        // At Information the framework and OpenIddict write the address and the parameters of every request, codes included.
        .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
        .MinimumLevel.Override("Microsoft.Hosting.Lifetime", LogEventLevel.Information)
        .MinimumLevel.Override("OpenIddict", LogEventLevel.Warning)
        .Enrich.FromLogContext()
        .Enrich.With<NumenMask>()
        .ReadFrom.Services(services)
        .WriteTo.Console(Formatter(services));

    private static ITextFormatter Formatter(IServiceProvider services) =>
        services.GetRequiredService<IOptions<LogOptions>>().Value.Format switch
        {
            LogFormat.Text => new MessageTemplateTextFormatter(Line, CultureInfo.InvariantCulture),
            LogFormat.Json => new RenderedCompactJsonFormatter(),
        };

    /// <summary>One line a request. It names the route and not the path: what a person typed after a slash stays out.</summary>
    public static void UseRequestLog(this WebApplication app) => app.UseSerilogRequestLogging(options =>
    {
        options.Logger = app.Services.GetRequiredService<Serilog.ILogger>();
        options.MessageTemplate = "{RequestMethod} {Route} {StatusCode} in {Elapsed:0.0} ms";
        options.GetMessageTemplateProperties = (context, _, elapsed, status) =>
        [
            new LogEventProperty("RequestMethod", new ScalarValue(KnownMethod(context.Request.Method))),
            new LogEventProperty("Route", new ScalarValue((context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "-")),
            new LogEventProperty("StatusCode", new ScalarValue(status)),
            new LogEventProperty("Elapsed", new ScalarValue(elapsed)),
        ];
        options.GetLevel = (context, _, failure) => failure is null ? Level(context) : LogEventLevel.Error;
    });

    // A method is any word a client likes.
    private static string KnownMethod(string method) =>
        HttpMethods.IsGet(method) || HttpMethods.IsPost(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method) ? HttpMethods.GetCanonicalizedValue(method) : "-";

    // Files and probes are many and say nothing when they succeed.
    private static LogEventLevel Level(HttpContext context) =>
        context.Response.StatusCode < StatusCodes.Status400BadRequest
        && (context.Request.Path.StartsWithSegments("/theme") || context.Request.Path.StartsWithSegments("/health"))
            ? LogEventLevel.Debug
            : LogEventLevel.Information;
}
