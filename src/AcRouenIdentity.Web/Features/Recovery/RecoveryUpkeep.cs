using AcRouenIdentity.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Features.Recovery;

/// <summary>Forgets recoveries, requests and codes that are over.</summary>
internal sealed class RecoveryUpkeep(IServiceScopeFactory scopes, TimeProvider clock, ILogger<RecoveryUpkeep> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                await ForgetAsync(scope.ServiceProvider.GetRequiredService<IdentityDb>(), stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                Log.UpkeepFailed(logger, exception);
            }
        }
    }

    private async Task ForgetAsync(IdentityDb db, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await db.RecoveryTickets.Where(ticket => ticket.ExpiresAt < now).ExecuteDeleteAsync(cancellationToken);
        await db.RecoveryRequests.Where(request => request.ExpiresAt < now).ExecuteDeleteAsync(cancellationToken);
        await db.AssistanceCodes.Where(code => code.ExpiresAt < now).ExecuteDeleteAsync(cancellationToken);
    }
}
