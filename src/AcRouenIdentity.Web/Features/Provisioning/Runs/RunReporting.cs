using AcRouenIdentity.Domain.Provisioning.Feeds;
using AcRouenIdentity.Domain.Provisioning.Planning;
using AcRouenIdentity.Domain.Provisioning.Runs;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Infrastructure.Provisioning;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Features.Provisioning.Runs;

/// <summary>The report that is kept with a run: files, what was wrong in them, numbers, and until it is applied the lines of its plan.</summary>
/// <param name="db">With nothing else to save.</param>
public sealed class RunReporting(IdentityDb db, EstablishmentChanges establishments, TimeProvider clock)
{
    private const int Batch = 1000;

    public async Task SaveAsync(int runId, MadePlan made, IReadOnlyList<RunFile> files, CancellationToken cancellationToken)
    {
        await db.RunFiles.Where(file => file.RunId == runId).ExecuteDeleteAsync(cancellationToken);
        await db.RunIssues.Where(issue => issue.RunId == runId).ExecuteDeleteAsync(cancellationToken);
        db.RunFiles.AddRange(files);
        await SaveAllAsync(made.Said.Issues.Select(issue => RowOf(issue, runId)), cancellationToken);

        var different = made.Plan.IsRefused ? [] : await establishments.FindDifferentAsync(made.Said.Establishments, cancellationToken);
        var run = await db.ProvisioningRuns.FindAsync([runId], cancellationToken) ?? throw new LeaseLostException(runId);
        run.Day = made.Day;
        run.Absence = made.Plan.Absence;
        // A run that is taken up keeps the numbers of its whole plan; other files are another plan.
        if (run.Summary is null || run.Fingerprint != SourceFiles.Fingerprint(files))
            run.Summary = RunSummary.Of(made.Plan.Summary, made.Said.Issues.Count, different.Count).Write();
        await db.SaveChangesAsync(cancellationToken);
        db.ChangeTracker.Clear();
    }

    /// <summary>Lines of a plan that waits for somebody.</summary>
    public async Task SaveLinesAsync(int runId, Plan plan, CancellationToken cancellationToken)
    {
        await RemoveLinesAsync(runId, cancellationToken);
        var now = clock.GetUtcNow();
        await SaveAllAsync(plan.Lines.Select(line => ChangeFacts.Write(line, runId, ChangeStage.Planned, now, by: null, note: null)), cancellationToken);
    }

    public Task RemoveLinesAsync(int runId, CancellationToken cancellationToken) =>
        db.PersonChanges.Where(change => change.RunId == runId && change.Stage == ChangeStage.Planned).ExecuteDeleteAsync(cancellationToken);

    /// <summary>The numbers of the plan, with what became of it.</summary>
    public async Task<RunSummary> CountAsync(ProvisioningRun run, CancellationToken cancellationToken)
    {
        var lines = await db.PersonChanges.Where(change => change.RunId == run.Id)
            .GroupBy(change => new { change.Kind, change.Stage })
            .Select(group => new { group.Key.Kind, group.Key.Stage, Count = group.Count() })
            .ToListAsync(cancellationToken);
        return RunSummary.Read(run.Summary) with
        {
            Lines = lines.GroupBy(line => line.Kind).ToDictionary(group => group.Key, group => group.Sum(line => line.Count)),
            Applied = lines.Where(line => line.Stage == ChangeStage.Done && line.Kind != PlanKind.Conflict).Sum(line => line.Count),
            Failed = lines.Where(line => line.Stage == ChangeStage.Failed).Sum(line => line.Count),
        };
    }

    private static RunIssue RowOf(FeedIssue issue, int runId) => new()
    {
        RunId = runId,
        Kind = issue.Kind,
        Effect = issue.Effect,
        Subject = issue.Subject,
        File = issue.Place.File,
        Line = issue.Place.Line,
        DirectoryKey = issue.Person?.Value,
        Detail = issue.Detail,
    };

    private async Task SaveAllAsync(IEnumerable<object> rows, CancellationToken cancellationToken)
    {
        foreach (var batch in rows.Chunk(Batch))
        {
            db.AddRange(batch);
            await db.SaveChangesAsync(cancellationToken);
            db.ChangeTracker.Clear();
        }

        await db.SaveChangesAsync(cancellationToken);
        db.ChangeTracker.Clear();
    }
}
