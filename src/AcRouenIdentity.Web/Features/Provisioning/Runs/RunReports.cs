using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Provisioning.Feeds;
using AcRouenIdentity.Domain.Provisioning.Planning;
using AcRouenIdentity.Domain.Provisioning.Runs;
using AcRouenIdentity.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Features.Provisioning.Runs;

/// <summary>A run with its report, as it is shown.</summary>
public sealed class RunReport
{
    internal RunReport(ProvisioningRun run, IReadOnlyList<RunFile> files, IReadOnlyList<RunIssue> issues, IQueryable<PersonChange> lines)
    {
        (Run, Files, Issues, AllLines) = (run, files, issues, lines);
        Summary = RunSummary.Read(run.Summary);
        Stops = ConfirmationText.Read(run.Stops);
    }

    public ProvisioningRun Run { get; }

    public IReadOnlyList<RunFile> Files { get; }

    public IReadOnlyList<RunIssue> Issues { get; }

    public RunSummary Summary { get; }

    public IReadOnlyList<ConfirmationNeeded> Stops { get; }

    private IQueryable<PersonChange> AllLines { get; }

    /// <summary>Lines of one kind, all when null, in the order of the run; read as they are enumerated.</summary>
    public IEnumerable<PersonChange> Lines(PlanKind? kind) => Lines(kind, establishment: null);

    /// <summary>Those that touch one establishment, any when null, too.</summary>
    public IQueryable<PersonChange> Lines(PlanKind? kind, Rne? establishment)
    {
        var part = establishment is { } rne ? $";{rne};" : null;
        return AllLines
            .Where(line => kind == null || line.Kind == kind)
            .Where(line => part == null || line.Establishments.Contains(part))
            .OrderBy(line => line.Id);
    }
}

public sealed class RunReports(IdentityDb db)
{
    public async Task<RunReport?> FindAsync(int number, CancellationToken cancellationToken)
    {
        if (await db.ProvisioningRuns.AsNoTracking().SingleOrDefaultAsync(run => run.Id == number, cancellationToken) is not { } run)
            return null;

        var files = await db.RunFiles.AsNoTracking().Where(file => file.RunId == number).OrderBy(file => file.Name).ToListAsync(cancellationToken);
        var issues = await db.RunIssues.AsNoTracking().Where(issue => issue.RunId == number).OrderBy(issue => issue.Id).ToListAsync(cancellationToken);
        return new RunReport(run, files, issues, db.PersonChanges.AsNoTracking().Where(change => change.RunId == number));
    }
}
