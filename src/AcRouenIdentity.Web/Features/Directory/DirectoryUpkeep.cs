using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Web.Features.Directory.Index;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Features.Directory;

/// <summary>Keeps the index of this node as the database has people, and forgets counts that count no more.</summary>
internal sealed class DirectoryUpkeep(IServiceScopeFactory scopes, IndexKeeper keeper, TimeProvider clock, ILogger<DirectoryUpkeep> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(20);
    internal static readonly TimeSpan CountsKept = TimeSpan.FromDays(2);
    private const int PeriodsOfAnHour = 180;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, clock);
        var turn = 0;
        do
        {
            try
            {
                await keeper.RefreshAsync(stoppingToken);
                if (turn++ % PeriodsOfAnHour == 0)
                    await ForgetCountsAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                Log.UpkeepFailed(logger, exception);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task ForgetCountsAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var old = clock.GetUtcNow() - CountsKept;
        await scope.ServiceProvider.GetRequiredService<IdentityDb>().DirectoryUses.Where(use => use.Since < old).ExecuteDeleteAsync(cancellationToken);
    }
}
