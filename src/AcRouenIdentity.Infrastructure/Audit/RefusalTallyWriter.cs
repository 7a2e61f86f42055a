using AcRouenIdentity.Infrastructure.Database;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Infrastructure.Audit;

/// <summary>Writes the counts of refused sign-ins to the trail, each minute and at the end.</summary>
internal sealed class RefusalTallyWriter(
    RefusalTally tally, IServiceScopeFactory scopes, IOptions<AuditOptions> options, TimeProvider clock, ILogger<RefusalTallyWriter> logger) : BackgroundService
{
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await WriteAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.TallyEvery, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            await WriteAsync(stoppingToken);
    }

    private async Task WriteAsync(CancellationToken cancellationToken)
    {
        var taken = tally.Take();
        if (taken.Count == 0)
            return;

        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var trail = scope.ServiceProvider.GetRequiredService<AuditTrail>();
            foreach (var refusals in taken)
                trail.Record(refusals);
            await scope.ServiceProvider.GetRequiredService<IdentityDb>().SaveChangesAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            tally.PutBack(taken);
        }
        catch (Exception exception)
        {
            tally.PutBack(taken);
            logger.RefusalsNotWritten(exception);
        }
    }
}
