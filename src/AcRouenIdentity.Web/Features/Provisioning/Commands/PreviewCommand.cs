using System.CommandLine;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Provisioning.Planning;
using AcRouenIdentity.Web.Features.Shared.Commands;
using Spectre.Console;

namespace AcRouenIdentity.Web.Features.Provisioning.Commands;

/// <summary><c>provision preview</c>: 0 when nothing stops the plan, 1 when a rule stops it or the feeds are refused, 2 when something cannot be read.</summary>
internal static class PreviewCommand
{
    private static readonly Argument<string> Path = new("path") { Description = "Folder or archive of the feeds." };
    private static readonly Option<string?> Csv = new("--csv") { Description = "File to write the report to." };
    private static readonly Option<PlanKind?> Kind = new("--kind") { Description = "Only lines of this kind." };
    private static readonly Option<string?> School = new("--school") { Description = "Only lines about this establishment (UAI)." };

    public static Command Create()
    {
        var preview = new Command("preview", "Show what the feeds would change; change nothing.") { Path, Csv, Kind, School };
        preview.Run(PreviewAsync);
        return preview;
    }

    private static async Task<int> PreviewAsync(ParseResult parsed, Wording wording, TerminalReport report, CancellationToken cancellationToken)
    {
        var school = parsed.GetValue(School);
        if (school is not null && !Rne.TryParse(school, out _))
            return report.Refuse(wording["SchoolMalformed"]);

        await using var host = await PreviewHost.BuildAsync(cancellationToken);
        await using var scope = host.Services.CreateAsyncScope();
        var planning = scope.ServiceProvider.GetRequiredService<PlanMaking>();
        var preview = new Preview(await TerminalProgress.ShowAsync(
            AnsiConsole.Console, wording, progress => planning.MakeAsync(parsed.GetRequiredValue(Path), progress, cancellationToken)));

        var lines = preview.LinesOf(parsed.GetValue(Kind), school is null ? null : Rne.Parse(school));
        var rows = new ReportRows(wording, preview.Schools);
        if (parsed.GetValue(Csv) is { } csv)
            await CsvReport.WriteAsync(csv, rows.Headings, rows.All(preview, lines), cancellationToken);
        Show(preview, lines, rows, report);
        return ExitCode(preview.Verdict);
    }

    private static void Show(Preview preview, IEnumerable<PlanLine> lines, ReportRows rows, TerminalReport report)
    {
        foreach (var row in preview.Issues.Select(rows.Of).Concat(lines.Select(rows.Of)))
            report.Write(row);
        report.WriteSummary(rows.Summary(preview), rows.Conclusions(preview));
    }

    public static int ExitCode(PreviewVerdict verdict) => verdict switch
    {
        PreviewVerdict.Clear => ExitCodes.Done,
        PreviewVerdict.Stopped or PreviewVerdict.Refused => ExitCodes.Stopped,
        PreviewVerdict.Unreadable => ExitCodes.CannotRead,
    };
}
