using System.Data.Common;
using AcRouenIdentity.Domain.Letters;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Web.Features.Letters.Batches;
using AcRouenIdentity.Web.Features.Shared.Addresses;
using AcRouenIdentity.Web.Features.Shared.Commands;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Features.Letters.Commands;

/// <summary>Prints what was asked for while somebody looks on: a new batch, or the one that was interrupted.</summary>
internal sealed class TerminalPrinting(
    Terminal terminal, UnfinishedBatches unfinished, BatchOpening opening, BatchFollowing following, PdfFolder pdfs, PublicAddress address)
{
    /// <param name="folder">Where the PDF go, or null where they wait for an officer.</param>
    public async Task<int> PrintAsync(BatchRequest request, string? folder, CancellationToken cancellationToken)
    {
        if (await unfinished.FindAsync(request, cancellationToken) is { } batch && (batch.IsWorkedAt || folder is not null))
        {
            terminal.Say(CommandWording.Text("CommandResumed", batch.Id, batch.Printed + batch.Withdrawn, batch.Total));
            return await PrintAsync(batch, folder, cancellationToken);
        }

        return await opening.OpenAsync(request, cancellationToken) switch
        {
            BatchOpened.Opened opened => await BeginAsync(opened.Batch, folder, cancellationToken),
            BatchOpened.NobodyNeedsOne => terminal.Stop(CommandWording.Text(request.Scope == BatchScope.Requests ? "NoRequests" : "AskNobody")),
            BatchOpened.AllInOtherBatches taken => terminal.Stop(CommandWording.Text("AskAllElsewhere", taken.Count)),
            _ => terminal.Refuse(CommandWording.Text("AskUnknown")),
        };
    }

    private Task<int> BeginAsync(LetterBatch batch, string? folder, CancellationToken cancellationToken)
    {
        terminal.Say(CommandWording.Text("CommandBegun", batch.Id, batch.Total));
        if (batch.LeftOut > 0)
            terminal.Say(CommandWording.Text("CommandLeftOut", batch.LeftOut));
        return PrintAsync(batch, folder, cancellationToken);
    }

    private async Task<int> PrintAsync(LetterBatch batch, string? folder, CancellationToken cancellationToken)
    {
        try
        {
            var ended = await TerminalProgress.ShowAsync(terminal, progress => following.FollowAsync(batch.Id, progress, cancellationToken));
            if (ended.State != BatchState.Ready)
                return terminal.Stop(CommandWording.Text("CommandGivenUp", batch.Id));
            terminal.Say(CommandWording.Text("CommandPrinted", batch.Id, ended.Printed, ended.Withdrawn));
        }
        catch (Exception exception) when (exception is DirectoryUnavailableException or DbException or DbUpdateException or IOException or OperationCanceledException)
        {
            return terminal.Refuse(CommandWording.Text("CommandInterrupted", batch.Id, exception.GetBaseException().Message));
        }

        return await HandOutAsync(batch, folder, cancellationToken);
    }

    private async Task<int> HandOutAsync(LetterBatch batch, string? folder, CancellationToken cancellationToken)
    {
        var page = address.Of(LetterPaths.Batch(batch.Id)[2..]);
        if (folder is null)
        {
            terminal.Say(CommandWording.Text("CommandDownloadThere", page));
            return ExitCodes.Done;
        }

        var written = await pdfs.FillAsync(batch, folder, CommandFrame.Typist, cancellationToken);
        terminal.Say(CommandWording.Text("CommandWritten", written, folder, CommandFrame.Typist, page));
        return ExitCodes.Done;
    }
}
