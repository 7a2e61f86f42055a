using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Provisioning.Feeds;
using AcRouenIdentity.Domain.Provisioning.Planning;
using AcRouenIdentity.Domain.Provisioning.Records;
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

    /// <summary>All that its lines and its stops name.</summary>
    public async Task<IReadOnlyList<Rne>> FindEstablishmentsAsync(CancellationToken cancellationToken) =>
        EstablishmentsOf(await AllLines.Select(line => line.Establishments).Distinct().ToListAsync(cancellationToken));

    /// <summary>Those that these lines and the stops of the run name.</summary>
    public IReadOnlyList<Rne> EstablishmentsOf(IEnumerable<PersonChange> lines) => EstablishmentsOf(lines.Select(line => line.Establishments));

    private Rne[] EstablishmentsOf(IEnumerable<string> joined) =>
    [
        .. joined.SelectMany(text => text.Split(';', StringSplitOptions.RemoveEmptyEntries)).Distinct().Select(Rne.Parse)
            .Concat(Stops.OfType<ConfirmationNeeded.EstablishmentEmpties>().Select(stop => stop.Establishment)),
    ];

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

/// <param name="Number">Of this page, from 1.</param>
/// <param name="Total">Of all pages together.</param>
public sealed record Sheet<T>(IReadOnlyList<T> Rows, int Number, int Size, int Total)
{
    public int Last => Math.Max(1, (Total + Size - 1) / Size);
}

public sealed class RunReports(IdentityDb db)
{
    /// <summary>Runs, the latest first.</summary>
    public Task<Sheet<ProvisioningRun>> ListAsync(int number, int size, CancellationToken cancellationToken) =>
        SheetAsync(db.ProvisioningRuns.AsNoTracking().OrderByDescending(run => run.Id), number, size, cancellationToken);

    /// <summary>Lines of a report; see <see cref="RunReport.Lines(PlanKind?, Rne?)"/>.</summary>
    public Task<Sheet<PersonChange>> ListLinesAsync(RunReport report, PlanKind? kind, Rne? establishment, int number, int size, CancellationToken cancellationToken) =>
        SheetAsync(report.Lines(kind, establishment), number, size, cancellationToken);

    /// <summary>Delegated people whom the conflicts of these lines are about, by their directory key.</summary>
    public Task<Dictionary<string, PersonRecord>> FindLookalikesAsync(IEnumerable<PersonChange> lines, CancellationToken cancellationToken)
    {
        var keys = lines.Where(line => line.Reason == PlanReason.ProbableDuplicate).SelectMany(Others).Distinct().ToArray();
        return db.People.AsNoTracking().Where(person => keys.Contains(person.DirectoryKey)).ToDictionaryAsync(person => person.DirectoryKey, cancellationToken);
    }

    /// <summary>The question whether somebody of the feed is a delegated person, as this run asks it.</summary>
    public Task<PersonChange?> FindQuestionAsync(int number, string feedKey, CancellationToken cancellationToken) => db.PersonChanges.AsNoTracking()
        .FirstOrDefaultAsync(line => line.RunId == number && line.DirectoryKey == feedKey && line.Reason == PlanReason.ProbableDuplicate, cancellationToken);

    public static IReadOnlyList<string> Others(PersonChange line) => (line.Others ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public async Task<RunReport?> FindAsync(int number, CancellationToken cancellationToken)
    {
        if (await db.ProvisioningRuns.AsNoTracking().SingleOrDefaultAsync(run => run.Id == number, cancellationToken) is not { } run)
            return null;

        var files = await db.RunFiles.AsNoTracking().Where(file => file.RunId == number).OrderBy(file => file.Name).ToListAsync(cancellationToken);
        var issues = await db.RunIssues.AsNoTracking().Where(issue => issue.RunId == number).OrderBy(issue => issue.Id).ToListAsync(cancellationToken);
        return new RunReport(run, files, issues, db.PersonChanges.AsNoTracking().Where(change => change.RunId == number));
    }

    private static async Task<Sheet<T>> SheetAsync<T>(IQueryable<T> rows, int number, int size, CancellationToken cancellationToken)
    {
        var total = await rows.CountAsync(cancellationToken);
        var shown = Math.Clamp(number, 1, Math.Max(1, (total + size - 1) / size));
        return new Sheet<T>(await rows.Skip((shown - 1) * size).Take(size).ToListAsync(cancellationToken), shown, size, total);
    }
}
