using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Domain.Provisioning.Identifiers;
using AcRouenIdentity.Domain.Provisioning.Planning;
using AcRouenIdentity.Domain.Provisioning.Runs;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Infrastructure.Provisioning;
using AcRouenIdentity.Web.Features.Provisioning.Changes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.Provisioning.Runs;

/// <summary>Does what a plan says, in batches.</summary>
/// <param name="db">With nothing else to save.</param>
public sealed class PlanApplying(
    IdentityDb db, IPeopleEntries entries, EstablishmentChanges establishments, Adoption adoption, IdentifierReservations reservations, AccountChanges changes,
    IOptions<ProvisioningOptions> options, TimeProvider clock)
{
    private const int Batch = 500;

    /// <returns>How many establishments the directory refused.</returns>
    /// <exception cref="DirectoryUnavailableException">Part of it is done; a plan made anew says the rest.</exception>
    public async Task<int> ApplyAsync(int runId, MadePlan made, IProgress<RunProgress> progress, CancellationToken cancellationToken)
    {
        await RemoveOldLinesAsync(runId, cancellationToken);
        if (made.Known.Unrecorded > 0)
            await adoption.AdoptAsync(made.Known.Unrecorded, progress, cancellationToken);
        var refused = await establishments.ApplyAsync(made.Said.Establishments, cancellationToken);
        await TakeNumensAwayAsync(made.Plan, cancellationToken);

        var total = made.Plan.Summary.Lines.Values.Sum();
        var allocation = await AllocationAsync(made.Known, cancellationToken);
        await ApplyAsync(runId, made.Plan.Lines.Chunk(Batch), allocation, done => progress.Report(new RunProgress(RunStep.Applying, done, total)), cancellationToken);
        progress.Report(new RunProgress(RunStep.Applying, total, total));
        return refused;
    }

    /// <summary>What was planned, and the conflicts of an attempt that was cut short: both are said anew.</summary>
    private Task<int> RemoveOldLinesAsync(int runId, CancellationToken cancellationToken) => db.PersonChanges
        .Where(change => change.RunId == runId && (change.Stage == ChangeStage.Planned || change.Kind == PlanKind.Conflict || change.Stage == ChangeStage.Failed))
        .ExecuteDeleteAsync(cancellationToken);

    /// <summary>The directory writes one batch while the database records the one before.</summary>
    private async Task ApplyAsync(int runId, IEnumerable<PlanLine[]> batches, IdentifierAllocation allocation, Action<int> report, CancellationToken cancellationToken)
    {
        ChangesUnderWay? before = null;
        var done = 0;
        try
        {
            foreach (var batch in batches)
            {
                report(done);
                var now = await BeginAsync(runId, batch, allocation, cancellationToken);
                (var finished, before) = (before, now);
                if (finished is not null)
                    await changes.FinishAsync(finished, cancellationToken);
                done += batch.Length;
            }

            if (before is not null)
                await changes.FinishAsync(before, cancellationToken);
        }
        finally
        {
            await EndedAsync(before);
        }
    }

    /// <summary>Nothing writes any more once somebody takes the run up again.</summary>
    private static async Task EndedAsync(ChangesUnderWay? changes)
    {
        if (changes is not null)
            await changes.Writing.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    private async Task<ChangesUnderWay> BeginAsync(int runId, IReadOnlyCollection<PlanLine> batch, IdentifierAllocation allocation, CancellationToken cancellationToken)
    {
        await ReportConflictsAsync(runId, batch.Where(line => line.Kind == PlanKind.Conflict), cancellationToken);
        var lines = await IdentifyAsync([.. batch.Where(line => line.Kind != PlanKind.Conflict)], allocation, cancellationToken);
        return await changes.BeginAsync([.. lines.Select(line => new IntendedChange(line))], runId, cancellationToken);
    }

    private async Task ReportConflictsAsync(int runId, IEnumerable<PlanLine> conflicts, CancellationToken cancellationToken)
    {
        db.PersonChanges.AddRange(conflicts.Select(line => ChangeFacts.Write(line, runId, ChangeStage.Done, clock.GetUtcNow(), by: null, note: null)));
        await db.SaveChangesAsync(cancellationToken);
        db.ChangeTracker.Clear();
    }

    /// <summary>Those who have no login or no address yet get theirs.</summary>
    private async Task<IReadOnlyList<PlanLine>> IdentifyAsync(IReadOnlyList<PlanLine> lines, IdentifierAllocation allocation, CancellationToken cancellationToken)
    {
        var newcomers = lines
            .Where(line => line.After is { Login: null } or { Address: null })
            .Select(line => new Newcomer(line.Key, line.After!.Facts.GivenName, line.After.Facts.Surname))
            .DistinctBy(newcomer => newcomer.Key)
            .ToList();
        if (newcomers.Count == 0)
            return lines;

        var given = (await reservations.ReserveAsync(newcomers, allocation, cancellationToken)).ToDictionary(identity => identity.Key);
        return [.. lines.Select(line => given.TryGetValue(line.Key, out var identity) ? With(line, identity) : line)];
    }

    private static PlanLine With(PlanLine line, GivenIdentity identity) =>
        line with { After = line.After! with { Login = line.After.Login ?? identity.Login, Address = line.After.Address ?? identity.Address } };

    /// <summary>A NUMEN that passes from one person to another must be free before it is given.</summary>
    private async Task TakeNumensAwayAsync(Plan plan, CancellationToken cancellationToken)
    {
        foreach (var line in plan.Lines)
        {
            if (line is { Before.Facts.Numen: { } before, After: { } after } && after.Facts.Numen != before)
                await entries.RemoveNumenAsync(line.Key, cancellationToken);
        }
    }

    private async Task<IdentifierAllocation> AllocationAsync(PeopleKnown known, CancellationToken cancellationToken)
    {
        var logins = await reservations.FindGivenAsync(IdentifierKind.Login, cancellationToken);
        var addresses = await reservations.FindGivenAsync(IdentifierKind.Address, cancellationToken);
        logins.AddAll(known.Logins);
        addresses.AddAll(known.Addresses);
        return new IdentifierAllocation(options.Value.IdentifierRules, logins, addresses);
    }
}
