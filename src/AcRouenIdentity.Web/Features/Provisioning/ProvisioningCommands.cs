using System.CommandLine;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Domain.Provisioning.Planning;
using Microsoft.Extensions.Options;
using Spectre.Console;

namespace AcRouenIdentity.Web.Features.Provisioning;

/// <summary><c>provision preview</c>: 0 when nothing stops the plan, 1 when a rule stops it or the feeds are refused, 2 when something cannot be read.</summary>
internal static class ProvisioningCommands
{
    private const int CannotRead = 2;

    private static readonly Argument<string> Path = new("path") { Description = "Folder or archive of the feeds." };
    private static readonly Option<string?> Csv = new("--csv") { Description = "File to write the report to." };
    private static readonly Option<PlanKind?> Kind = new("--kind") { Description = "Only lines of this kind." };
    private static readonly Option<string?> School = new("--school") { Description = "Only lines about this establishment (UAI)." };
    private static readonly Option<string?> Lang = new("--lang") { Description = "Language: fr or en; the terminal's own when absent." };

    public static Command Create()
    {
        Lang.AcceptOnlyFromAmong("fr", "en");
        var preview = new Command("preview", "Show what the feeds would change; change nothing.") { Path, Csv, Kind, School, Lang };
        preview.SetAction(PreviewAsync);
        return new Command("provision", "Fill the directory from the feeds.") { preview };
    }

    private static async Task<int> PreviewAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var wording = Wording.In(parsed.GetValue(Lang));
        var report = new TerminalReport(AnsiConsole.Console, wording);
        try
        {
            return await PreviewAsync(parsed, wording, report, cancellationToken);
        }
        catch (OptionsValidationException exception)
        {
            return Refuse(report, wording.Format("ConfigurationWrong", string.Join('\n', exception.Failures)));
        }
        catch (DirectoryUnavailableException exception)
        {
            return Refuse(report, wording.Format("DirectoryUnavailable", exception.Message));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Refuse(report, wording.Format("FilesUnreadable", exception.Message));
        }
    }

    private static async Task<int> PreviewAsync(ParseResult parsed, Wording wording, TerminalReport report, CancellationToken cancellationToken)
    {
        var school = parsed.GetValue(School);
        if (school is not null && !Rne.TryParse(school, out _))
            return Refuse(report, wording["SchoolMalformed"]);

        await using var host = PreviewHost.Build();
        await using var scope = host.Services.CreateAsyncScope();
        var flow = scope.ServiceProvider.GetRequiredService<ProvisioningPreview>();
        var preview = await TerminalProgress.ShowAsync(
            AnsiConsole.Console, wording, progress => flow.PlanAsync(parsed.GetRequiredValue(Path), progress, cancellationToken));

        var lines = preview.LinesOf(parsed.GetValue(Kind), school is null ? null : Rne.Parse(school));
        var rows = new ReportRows(wording);
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

    private static int ExitCode(PreviewVerdict verdict) => verdict switch
    {
        PreviewVerdict.Clear => 0,
        PreviewVerdict.Stopped or PreviewVerdict.Refused => 1,
        PreviewVerdict.Unreadable => CannotRead,
    };

    private static int Refuse(TerminalReport report, string reason)
    {
        report.Say(reason);
        return CannotRead;
    }
}
