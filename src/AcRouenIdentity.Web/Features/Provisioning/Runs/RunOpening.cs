using AcRouenIdentity.Domain.Provisioning.Runs;

namespace AcRouenIdentity.Web.Features.Provisioning.Runs;

/// <param name="Run">Its lease is this process's; null when another one works.</param>
/// <param name="Other">Number of the run that is worked at.</param>
public sealed record OpenedRun(ProvisioningRun? Run, bool IsResumed, int? Other);

/// <summary>Begins a run from the command line: the one that was interrupted on the same source, or a new one in its place.</summary>
public sealed class RunOpening(RunBook book, TimeProvider clock)
{
    public async Task<OpenedRun> OpenAsync(string source, string by, CancellationToken cancellationToken)
    {
        foreach (var left in await book.FindWorkAsync(cancellationToken))
        {
            if (!RunLease.IsLeft(left, clock.GetUtcNow()))
                return new OpenedRun(null, IsResumed: false, left.Id);
            if (left.Source == source && left.State == RunState.Applying && await TakeAsync(left.Id, cancellationToken))
                return new OpenedRun(await book.GetAsync(left.Id, cancellationToken), IsResumed: true, null);
            if (left.Origin == RunOrigin.Dropped && left.State is RunState.Planning or RunState.Applying)
                await book.TryChangeAsync(left.Id, Abandon, cancellationToken);
        }

        var run = new ProvisioningRun { AskedAt = clock.GetUtcNow(), AskedBy = by, Source = source };
        run.TakeLease(RunLease.Mine, clock.GetUtcNow());
        return await book.TryAddAsync(run, cancellationToken) is { } added
            ? new OpenedRun(added, IsResumed: false, null)
            : new OpenedRun(null, IsResumed: false, (await book.FindWorkAsync(cancellationToken)).FirstOrDefault()?.Id ?? 0);
    }

    /// <summary>What it wrote stays, and what it was writing is said again by the next plan.</summary>
    private bool Abandon(ProvisioningRun run)
    {
        run.End(RunState.Abandoned, clock.GetUtcNow(), failure: null);
        return true;
    }

    private Task<bool> TakeAsync(int id, CancellationToken cancellationToken) => book.TryChangeAsync(
        id,
        run =>
        {
            run.TakeLease(RunLease.Mine, clock.GetUtcNow());
            return true;
        },
        cancellationToken);
}
