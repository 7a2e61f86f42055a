using AcRouenIdentity.Domain.Letters;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Web.Features.Shared.Work;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Features.Letters.Batches;

/// <summary>Wakes the printer of this node.</summary>
public sealed class BatchSignal : WakeUp;

/// <summary>Prints the batches that officers asked for, and takes up those whose worker died; destroys what nobody confirmed in time.</summary>
internal sealed class BatchWorker(IServiceScopeFactory scopes, BatchSignal signal, TimeProvider clock, ILogger<BatchWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan AfterTrouble = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var pause = Turn;
            try
            {
                await DestroyOldAsync(stoppingToken);
                pause = await TurnAsync(stoppingToken) ? TimeSpan.Zero : Turn;
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                Log.TurnFailed(logger, exception);
                pause = AfterTrouble;
            }

            if (pause > TimeSpan.Zero)
                await signal.WaitAsync(pause, TimeProvider.System, stoppingToken);
        }
    }

    /// <returns>Whether there was something to do.</returns>
    private async Task<bool> TurnAsync(CancellationToken cancellationToken)
    {
        foreach (var batch in await FindWorkAsync(cancellationToken))
        {
            if (!Worker.IsGone(batch.LeaseOwner, batch.LeaseUntil, clock.GetUtcNow()))
                continue;
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<BatchWork>().WorkAsync(batch.Id, progress: null, cancellationToken);
            return true;
        }

        return false;
    }

    private async Task<List<LetterBatch>> FindWorkAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IdentityDb>().LetterBatches.AsNoTracking()
            .Where(batch => batch.State == BatchState.Asked || batch.State == BatchState.Printing)
            .OrderBy(batch => batch.Id)
            .ToListAsync(cancellationToken);
    }

    private async Task DestroyOldAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<BatchDesk>().DestroyOldAsync(cancellationToken);
    }
}
