using System.CommandLine;
using System.Globalization;
using AcRouenIdentity.Domain.Provisioning.Planning;
using AcRouenIdentity.Domain.Provisioning.Runs;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Infrastructure.Provisioning;
using AcRouenIdentity.Web.Features.Provisioning.Runs;
using AcRouenIdentity.Web.Features.Shared.Commands;
using AcRouenIdentity.Web.Features.Shared.Establishments;
using AcRouenIdentity.Web.Features.Shared.Notices;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Features.Provisioning.Commands;

/// <summary><c>provision runs</c> and <c>provision show</c>.</summary>
internal static class RunCommands
{
    private const int Latest = 30;

    private static readonly Argument<int> Number = new("number") { Description = "Number of the run." };
    private static readonly Option<string?> Csv = new("--csv") { Description = "File to write the report to." };
    private static readonly Option<PlanKind?> Kind = new("--kind") { Description = "Only lines of this kind." };

    public static Command CreateRuns()
    {
        var runs = new Command("runs", "List the latest runs.");
        runs.Run(ListAsync);
        return runs;
    }

    public static Command CreateShow()
    {
        var show = new Command("show", "Show a run: who, when, which files, what.") { Number, Csv, Kind };
        show.Run(ShowAsync);
        return show;
    }

    private static async Task<int> ListAsync(ParseResult parsed, Wording wording, TerminalReport report, CancellationToken cancellationToken)
    {
        await using var host = await CommandHost.BuildAsync(cancellationToken);
        var runs = await host.Services.GetRequiredService<RunBook>().AskAsync(db => db.ProvisioningRuns.AsNoTracking().OrderByDescending(run => run.Id).Take(Latest).ToListAsync(cancellationToken));
        if (runs.Count == 0)
            report.Say(wording["NoRuns"]);
        else
            report.WriteTable(
                [wording["ColumnRun"], wording["ColumnAskedAt"], wording["ColumnAskedBy"], wording["ColumnState"], wording["ColumnApplied"], wording["ColumnFailed"], wording["ColumnSource"]],
                runs.Select(run => Row(run, wording)));
        return ExitCodes.Done;
    }

    private static IReadOnlyList<string> Row(ProvisioningRun run, Wording wording)
    {
        var summary = RunSummary.Read(run.Summary);
        return
        [
            run.Id.ToString(CultureInfo.InvariantCulture), wording.Moment(run.AskedAt), run.AskedBy, wording.Of(run.State),
            summary.Applied.ToString("N0", wording.Culture), summary.Failed.ToString("N0", wording.Culture), run.Source,
        ];
    }

    private static async Task<int> ShowAsync(ParseResult parsed, Wording wording, TerminalReport report, CancellationToken cancellationToken)
    {
        var number = parsed.GetValue(Number);
        await using var host = await CommandHost.BuildAsync(cancellationToken);
        await using var scope = host.Services.CreateAsyncScope();
        if (await scope.ServiceProvider.GetRequiredService<RunReports>().FindAsync(number, cancellationToken) is not { } run)
            return report.Refuse(wording["RunUnknown"]);

        var schools = await scope.ServiceProvider.GetRequiredService<SchoolNames>().FindAsync(await run.FindEstablishmentsAsync(cancellationToken), cancellationToken);
        var rows = new ReportRows(wording, schools);
        if (parsed.GetValue(Csv) is { } csv)
            await CsvReport.WriteAsync(csv, rows.Headings, rows.All(run), cancellationToken);
        report.WriteTable([wording["ColumnRun"], wording["ColumnAskedAt"], wording["ColumnAskedBy"], wording["ColumnState"], wording["ColumnApplied"], wording["ColumnFailed"], wording["ColumnSource"]], [Row(run.Run, wording)]);
        foreach (var file in run.Files)
            report.Say($"{file.Name}  {file.Bytes.ToString("N0", wording.Culture)}  sha256:{file.Sha256}");
        foreach (var row in run.Issues.Select(rows.Of).Concat(run.Lines(parsed.GetValue(Kind)).Select(rows.Of)))
            report.Write(row);
        report.WriteSummary(rows.Summary(run), rows.Conclusions(run));
        return ExitCodes.Done;
    }
}
