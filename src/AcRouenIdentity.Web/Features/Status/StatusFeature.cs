namespace AcRouenIdentity.Web.Features.Status;

internal static class StatusFeature
{
    public static void AddStatus(this WebApplicationBuilder builder) => builder.Services.AddSingleton<ServiceHealth>();

    /// <summary>Probes for a load balancer: the process runs; it can serve people. A word and a status code, nothing to parse.</summary>
    public static void MapHealth(this WebApplication app)
    {
        app.MapGet("/health/live", () => Results.Text("live")).AllowAnonymous();
        app.MapGet("/health/ready", ReadyAsync).AllowAnonymous();
    }

    private static async Task<IResult> ReadyAsync(ServiceHealth health, CancellationToken cancellationToken)
    {
        var state = await health.LookAsync(cancellationToken);
        return state.IsReady ? Results.Text("ready") : Results.Text("unavailable", statusCode: StatusCodes.Status503ServiceUnavailable);
    }
}
