using System.CommandLine;
using System.Data.Common;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Domain.Provisioning.Runs;
using AcRouenIdentity.Web.Features.Provisioning.Runs;
using AcRouenIdentity.Web.Features.Shared.Commands;
using Spectre.Console;

namespace AcRouenIdentity.Web.Features.Provisioning.Commands;

/// <summary><c>provision apply</c>: 0 when it is applied, 1 when a rule stops it or the feeds are refused, 2 when something cannot be read or went away on the way.</summary>
internal static class ApplyCommand
{
    private static readonly Argument<string> Path = new("path") { Description = "Folder or archive of the feeds." };
    private static readonly Option<string?> Confirm = new("--confirm") { Description = "Your name, to confirm what stops the plan." };

    public static Command Create()
    {
        var apply = new Command("apply", "Do what the feeds change. A run that was interrupted is taken up where it stands.") { Path, Confirm };
        apply.Run(ApplyAsync);
        return apply;
    }

    private static async Task<int> ApplyAsync(ParseResult parsed, Wording wording, TerminalReport report, CancellationToken cancellationToken)
    {
        var path = System.IO.Path.GetFullPath(parsed.GetRequiredValue(Path));
        await using var host = await CommandHost.BuildAsync(cancellationToken);
        var confirmer = parsed.GetValue(Confirm);
        var opening = await host.Services.GetRequiredService<RunOpening>().OpenAsync(path, confirmer is null ? CommandFrame.Typist : $"{confirmer} ({CommandFrame.Typist})", cancellationToken);
        if (opening.Run is not { } run)
            return report.Refuse(wording.Format("AnotherRunWorks", opening.Other!));

        report.Say(wording.Format(opening.IsResumed ? "RunResumed" : "RunBegun", run.Id));
        return await WorkAsync(host, run, confirmer is null ? Approval.WhenNothingStops : Approval.Confirmed, wording, report, cancellationToken);
    }

    private static async Task<int> WorkAsync(WebApplication host, ProvisioningRun run, Approval approval, Wording wording, TerminalReport report, CancellationToken cancellationToken)
    {
        var work = host.Services.GetRequiredService<RunWork>();
        try
        {
            var preview = await TerminalProgress.ShowAsync(AnsiConsole.Console, wording, progress => work.WorkAsync(run.Id, approval, progress, cancellationToken));
            return await TellAsync(host, run, preview, wording, report, cancellationToken);
        }
        catch (Exception exception) when (exception is DirectoryUnavailableException or DbException or OperationCanceledException or LeaseLostException)
        {
            await work.LeaveAsync(run.Id, exception is DirectoryUnavailableException ? RunTrouble.DirectoryAway : RunTrouble.None);
            return report.Refuse(wording.Format("RunInterrupted", exception.Message, run.Id));
        }
        catch (Exception exception) when (exception is not (IOException or UnauthorizedAccessException))
        {
            await work.FailAsync(run.Id);
            throw;
        }
    }

    private static async Task<int> TellAsync(WebApplication host, ProvisioningRun run, Preview preview, Wording wording, TerminalReport report, CancellationToken cancellationToken)
    {
        var rows = new ReportRows(wording, preview.Schools);
        foreach (var issue in preview.Issues)
            report.Write(rows.Of(issue));

        var ended = await host.Services.GetRequiredService<RunBook>().GetAsync(run.Id, cancellationToken);
        report.WriteSummary(rows.Summary(preview), ended.State == RunState.Applied ? [] : rows.Conclusions(preview));
        if (ended.State == RunState.Failed && Enum.TryParse<RunTrouble>(ended.Failure, out var trouble))
            return report.Refuse(wording.Of(trouble));
        if (ended.State == RunState.Stopped)
            report.Say(wording.Format("RunNeedsConfirmation", run.Source));
        if (ended.State != RunState.Applied)
            return preview.Verdict == PreviewVerdict.Clear ? ExitCodes.Stopped : PreviewCommand.ExitCode(preview.Verdict);

        var summary = RunSummary.Read(ended.Summary);
        report.Say(wording.Format("RunApplied", run.Id, summary.Applied, summary.Failed));
        if (summary.EstablishmentsRefused > 0)
            report.Say(wording.Format("RunEstablishmentsRefused", summary.EstablishmentsRefused));
        return summary.IsWhole ? ExitCodes.Done : ExitCodes.Stopped;
    }
}
