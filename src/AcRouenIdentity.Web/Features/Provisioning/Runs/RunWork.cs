using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Domain.Provisioning.Planning;
using AcRouenIdentity.Domain.Provisioning.Runs;
using AcRouenIdentity.Infrastructure.Audit;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Web.Features.Shared.Accounts;

namespace AcRouenIdentity.Web.Features.Provisioning.Runs;

/// <summary>Whether a plan goes on to be applied without another look at it.</summary>
public enum Approval
{
    /// <summary>An officer looks at it first.</summary>
    ByAnOfficer,

    /// <summary>Where nothing stops it, whoever asked for the run approves it.</summary>
    WhenNothingStops,

    /// <summary>Whoever asked for the run confirms what stops it under their name.</summary>
    Confirmed,
}

/// <summary>Why a run failed, or waits to be taken up again.</summary>
public enum RunTrouble
{
    None,
    DirectoryAway,
    FilesUnreadable,

    /// <summary>The directory has no place for the state of an account, so that none could be closed.</summary>
    StatesNotKept,

    /// <summary>A fault of ours; the log has it.</summary>
    Fault,
}

/// <summary>
/// Works at a run as far as it goes without anybody's decision. The plan is made anew each time: what is applied already is no difference any more, so that a run taken up
/// after a crash does the rest.
/// </summary>
public sealed class RunWork(RunBook book, IPeopleRegister register, IServiceScopeFactory scopes, TimeProvider clock)
{
    /// <param name="runId">Of a run whose lease this process holds.</param>
    /// <param name="watcher">Told of the progress besides the database.</param>
    /// <returns>What was planned; null where the files are no longer those that were approved.</returns>
    /// <exception cref="DirectoryUnavailableException">The run stays as it is, to be taken up again.</exception>
    /// <exception cref="IOException">The files cannot be read; the run has failed.</exception>
    public async Task<Preview> WorkAsync(int runId, Approval approval, IProgress<RunProgress>? watcher, CancellationToken cancellationToken)
    {
        await using var pulse = new RunPulse(book, clock, runId, cancellationToken);
        var progress = new Watched(pulse, watcher);
        var stopping = pulse.Stopping;

        await ChangeAsync(runId, run => run.Begin(), stopping);
        await using var scope = scopes.CreateAsyncScope();
        var files = await ReadFilesAsync(runId, stopping);
        var made = await scope.ServiceProvider.GetRequiredService<PlanMaking>().MakeAsync((await book.GetAsync(runId, stopping)).Source, progress, stopping);
        var preview = new Preview(made);
        await scope.ServiceProvider.GetRequiredService<RunReporting>().SaveAsync(runId, made, files, stopping);
        if (await DecideAsync(runId, made, SourceFiles.Fingerprint(files), approval, stopping))
        {
            var refused = await scope.ServiceProvider.GetRequiredService<PlanApplying>().ApplyAsync(runId, made, progress, stopping);
            await EndAsync(scope.ServiceProvider, runId, refused, stopping);
        }

        return preview;
    }

    /// <summary>Gives the lease back at once: the run is taken up again where it stands.</summary>
    public Task LeaveAsync(int runId, RunTrouble trouble) => book.TryChangeAsync(
        runId,
        run =>
        {
            if (run.LeaseOwner != RunLease.Mine)
                return false;
            run.Leave(trouble == RunTrouble.None ? null : trouble.ToString());
            return true;
        },
        CancellationToken.None);

    /// <summary>A fault of ours: it is not tried again.</summary>
    public Task FailAsync(int runId) => book.TryChangeAsync(
        runId,
        run =>
        {
            run.End(RunState.Failed, clock.GetUtcNow(), RunTrouble.Fault.ToString());
            return true;
        },
        CancellationToken.None);

    private async Task<IReadOnlyList<RunFile>> ReadFilesAsync(int runId, CancellationToken cancellationToken)
    {
        var run = await book.GetAsync(runId, cancellationToken);
        try
        {
            return await SourceFiles.ReadAsync(run.Source, runId, cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            await ChangeAsync(runId, failed => failed.End(RunState.Failed, clock.GetUtcNow(), RunTrouble.FilesUnreadable.ToString()), cancellationToken);
            throw;
        }
    }

    /// <returns>Whether the plan is to be applied now.</returns>
    private async Task<bool> DecideAsync(int runId, MadePlan made, string fingerprint, Approval approval, CancellationToken cancellationToken)
    {
        if (made.Plan.IsRefused)
        {
            await ChangeAsync(runId, run => run.End(RunState.Refused, clock.GetUtcNow(), failure: null), cancellationToken);
            return false;
        }

        if (register.ReadsAs(AccountState.Departed) == AccountState.Active)
        {
            await ChangeAsync(runId, run => run.End(RunState.Failed, clock.GetUtcNow(), RunTrouble.StatesNotKept.ToString()), cancellationToken);
            return false;
        }

        await using var scope = scopes.CreateAsyncScope();
        var audit = scope.ServiceProvider.GetRequiredService<AuditTrail>();
        var db = scope.ServiceProvider.GetRequiredService<IdentityDb>();
        var run = await db.ProvisioningRuns.FindAsync([runId], cancellationToken) ?? throw new LeaseLostException(runId);
        var stops = made.Plan.Summary.Confirmations;
        var wasApproved = run.State == RunState.Applying && run.Fingerprint == fingerprint;
        run.Fingerprint = fingerprint;
        run.Stops = ConfirmationText.Write(stops);
        var applies = Approve(run, stops, wasApproved, approval);
        if (applies && !wasApproved)
            audit.Record(new AuditEvent.ProvisioningApproved(runId, stops.Count, await scope.ServiceProvider.GetRequiredService<OfficerSubjects>().FindAsync(run.ApprovedBy, cancellationToken)));
        if (!applies)
        {
            await SaveLinesAsync(runId, made.Plan, cancellationToken);
            run.Wait(stops.Count > 0 ? RunState.Stopped : RunState.Planned);
        }

        await db.SaveChangesAsync(cancellationToken);
        return applies;
    }

    /// <summary>Before anybody is asked: who looks at a plan that waits sees all of its lines.</summary>
    private async Task SaveLinesAsync(int runId, Plan plan, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<RunReporting>().SaveLinesAsync(runId, plan, cancellationToken);
    }

    private static bool Approve(ProvisioningRun run, IReadOnlyList<ConfirmationNeeded> stops, bool wasApproved, Approval approval)
    {
        if (wasApproved)
            return ConfirmationText.Covers(ConfirmationText.Read(run.ConfirmedStops), stops);
        if (approval == Approval.ByAnOfficer || (approval == Approval.WhenNothingStops && stops.Count > 0))
            return false;

        if (stops.Count > 0)
            run.Confirm(run.AskedBy);
        else
            run.Approve(run.AskedBy);
        run.Begin();
        return true;
    }

    private async Task EndAsync(IServiceProvider services, int runId, int establishmentsRefused, CancellationToken cancellationToken)
    {
        var db = services.GetRequiredService<IdentityDb>();
        var run = await db.ProvisioningRuns.FindAsync([runId], cancellationToken) ?? throw new LeaseLostException(runId);
        var summary = await services.GetRequiredService<RunReporting>().CountAsync(run, cancellationToken) with { EstablishmentsRefused = establishmentsRefused };
        run.Summary = summary.Write();
        run.End(RunState.Applied, clock.GetUtcNow(), failure: null);
        services.GetRequiredService<AuditTrail>().Record(new AuditEvent.ProvisioningEnded(runId, RunState.Applied, summary.Applied, summary.Failed));
        await db.SaveChangesAsync(cancellationToken);
        await services.GetRequiredService<RunDesk>().AbandonOvertakenAsync(runId, cancellationToken);
    }

    private Task ChangeAsync(int runId, Action<ProvisioningRun> change, CancellationToken cancellationToken) =>
        book.ChangeAsync(runId, RunLease.Mine, change, cancellationToken);

    private sealed class Watched(RunPulse pulse, IProgress<RunProgress>? watcher) : IProgress<RunProgress>
    {
        public void Report(RunProgress value)
        {
            pulse.Report(value);
            watcher?.Report(value);
        }
    }
}
