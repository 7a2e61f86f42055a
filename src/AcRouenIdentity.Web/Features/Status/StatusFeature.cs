using AcRouenIdentity.Web.Features.Shared.Errors;
using AcRouenIdentity.Web.Features.Status.Announcements;
using AcRouenIdentity.Web.Features.Status.Trouble;

namespace AcRouenIdentity.Web.Features.Status;

internal static class StatusFeature
{
    public static void AddStatus(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ServiceHealth>();
        builder.Services.AddSingleton<ProbeMemory>();
        builder.Services.AddSingleton<ServiceBoard>();
        builder.Services.AddScoped<AnnouncementDesk>();
        builder.Services.AddScoped<AssistanceDesk>();
        builder.Services.AddHostedService<ServiceProbes>();
        // Probes say themselves, by name, which service does not answer: no address of theirs goes to the log each minute.
        builder.Services.AddHttpClient(ServiceProbes.ClientName)
            .RemoveAllLoggers()
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
    }

    /// <summary>Probes for a load balancer: the process runs; it can serve people. A word and a status code, nothing to parse. And the state of the services, for machines.</summary>
    public static void MapHealth(this WebApplication app)
    {
        app.MapGet("/health/live", () => Results.Text("live")).AllowAnonymous();
        app.MapGet("/health/ready", ReadyAsync).AllowAnonymous();
        app.MapGet("/etat.json", StatusJson.AnswerAsync).AllowAnonymous().WithMetadata(new WorksInOutageAttribute());
    }

    private static async Task<IResult> ReadyAsync(ServiceHealth health, CancellationToken cancellationToken)
    {
        var state = await health.LookAsync(cancellationToken);
        return state.IsReady ? Results.Text("ready") : Results.Text("unavailable", statusCode: StatusCodes.Status503ServiceUnavailable);
    }
}
