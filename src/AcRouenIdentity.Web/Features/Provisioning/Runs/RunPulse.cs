using AcRouenIdentity.Domain.Provisioning.Runs;
using AcRouenIdentity.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Features.Provisioning.Runs;

/// <param name="Total">Zero where nobody knows.</param>
public sealed record RunProgress(RunStep Step, int Done, int Total);

/// <summary>Tells every second how far the work is, and keeps its lease. Work is cancelled when the lease is lost.</summary>
internal sealed class RunPulse : IProgress<RunProgress>, IAsyncDisposable
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);

    private readonly RunBook book;
    private readonly TimeProvider clock;
    private readonly int runId;
    private readonly CancellationTokenSource stop;
    private readonly Task beating;
    private volatile RunProgress progress = new(RunStep.None, 0, 0);
    private RunStep step;
    private DateTimeOffset stepBegunAt;

    public RunPulse(RunBook book, TimeProvider clock, int runId, CancellationToken cancellationToken)
    {
        (this.book, this.clock, this.runId) = (book, clock, runId);
        stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        beating = BeatAsync();
    }

    /// <summary>Cancelled when the work must stop.</summary>
    public CancellationToken Stopping => stop.Token;

    public void Report(RunProgress value) => progress = value;

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await beating;
        stop.Dispose();
    }

    private async Task BeatAsync()
    {
        // The pulse is of the machine: it beats though the clock of a test stands still.
        using var timer = new PeriodicTimer(Beat);
        try
        {
            while (await timer.WaitForNextTickAsync(stop.Token))
            {
                if (!await TellAsync(progress))
                    await stop.CancelAsync();
            }
        }
        catch (OperationCanceledException)
        {
        }
    }

    /// <summary>A run that rests has no lease: whoever worked at it gave it back and is about to end.</summary>
    private Task<bool> IsSomebodyElsesAsync(IdentityDb db) =>
        db.ProvisioningRuns.AnyAsync(run => run.Id == runId && run.LeaseOwner != null && run.LeaseOwner != RunLease.Mine, stop.Token);

    private async Task<bool> TellAsync(RunProgress now)
    {
        if (step != now.Step)
            (step, stepBegunAt) = (now.Step, clock.GetUtcNow());
        var until = clock.GetUtcNow() + ProvisioningRun.LeaseTime;
        try
        {
            return await book.AskAsync(async db => await db.ProvisioningRuns
                .Where(run => run.Id == runId && run.LeaseOwner == RunLease.Mine)
                .ExecuteUpdateAsync(
                    update => update
                        .SetProperty(run => run.Step, now.Step)
                        .SetProperty(run => run.Done, now.Done)
                        .SetProperty(run => run.Total, now.Total)
                        .SetProperty(run => run.StepBegunAt, stepBegunAt)
                        .SetProperty(run => run.LeaseUntil, until),
                    stop.Token) > 0 || !await IsSomebodyElsesAsync(db));
        }
        catch (System.Data.Common.DbException)
        {
            // The database is away for an instant: the work itself will say so if it stays away.
            return true;
        }
    }
}
