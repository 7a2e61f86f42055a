using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Domain.Provisioning.Runs;
using AcRouenIdentity.Infrastructure.Audit;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Web.Features.Shared.Accounts;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Features.Provisioning.Runs;

/// <summary>What officers decide about runs.</summary>
/// <param name="db">With nothing else to save.</param>
public sealed class RunDesk(IdentityDb db, RunReporting reporting, AuditTrail audit, TimeProvider clock, OfficerSubjects officers)
{
    /// <summary>A worker plans it soon. Who asks twice before it has begun gets the same run.</summary>
    public async Task<ProvisioningRun> AskAsync(string source, RunOrigin origin, string by, CancellationToken cancellationToken)
    {
        if (await db.ProvisioningRuns.AsNoTracking().FirstOrDefaultAsync(asked => asked.State == RunState.Asked && asked.Source == source, cancellationToken) is { } same)
            return same;

        var run = new ProvisioningRun { AskedAt = clock.GetUtcNow(), AskedBy = by, Source = source, Origin = origin };
        db.Add(run);
        await db.SaveChangesAsync(cancellationToken);
        return run;
    }

    /// <summary>False where it does not wait for this decision any more, or what stops it is not confirmed.</summary>
    public Task<bool> ApproveAsync(int id, string by, CancellationToken cancellationToken) => DecideAsync(
        id,
        run =>
        {
            if (run.State != RunState.Planned)
                return false;
            run.Approve(by);
            return true;
        },
        cancellationToken);

    /// <summary>Confirms what stops a plan, which is then applied.</summary>
    /// <param name="stops">As the officer saw them.</param>
    public Task<bool> ConfirmAsync(int id, string by, string stops, CancellationToken cancellationToken) => DecideAsync(
        id,
        run =>
        {
            if (run.State != RunState.Stopped || run.Stops != stops)
                return false;
            run.Confirm(by);
            return true;
        },
        cancellationToken);

    /// <summary>Gives up a run that waits. What another run has applied stays.</summary>
    public async Task<bool> AbandonAsync(int id, CancellationToken cancellationToken)
    {
        var run = await db.ProvisioningRuns.SingleOrDefaultAsync(run => run.Id == id, cancellationToken);
        if (run is not { IsWaiting: true } and not { State: RunState.Asked })
            return false;
        run.End(RunState.Abandoned, clock.GetUtcNow(), failure: null);
        if (!await TrySaveAsync(cancellationToken))
            return false;

        await reporting.RemoveLinesAsync(id, cancellationToken);
        RunUploads.Delete(run);
        return true;
    }

    /// <summary>Plans that wait since before this run was applied are of another day: whoever wants one has it made again.</summary>
    public async Task AbandonOvertakenAsync(int runId, CancellationToken cancellationToken)
    {
        var waiting = await db.ProvisioningRuns.AsNoTracking()
            .Where(run => run.Id < runId && (run.State == RunState.Planned || run.State == RunState.Stopped))
            .Select(run => run.Id)
            .ToListAsync(cancellationToken);
        foreach (var id in waiting)
            await AbandonAsync(id, cancellationToken);

        if (await db.ProvisioningRuns.FindAsync([runId], cancellationToken) is { } applied)
            RunUploads.Delete(applied);
    }

    private async Task<bool> DecideAsync(int id, Func<ProvisioningRun, bool> decide, CancellationToken cancellationToken)
    {
        var run = await db.ProvisioningRuns.SingleOrDefaultAsync(run => run.Id == id, cancellationToken);
        if (run is null || !decide(run))
            return false;
        audit.Record(new AuditEvent.ProvisioningApproved(id, ConfirmationText.Read(run.ConfirmedStops).Count, await officers.FindAsync(run.ApprovedBy, cancellationToken)));
        return await TrySaveAsync(cancellationToken);
    }

    private async Task<bool> TrySaveAsync(CancellationToken cancellationToken)
    {
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return true;
        }
        catch (DbUpdateException exception) when (exception.IsConflict())
        {
            db.ChangeTracker.Clear();
            return false;
        }
    }
}
