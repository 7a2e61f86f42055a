using System.CommandLine;
using System.Globalization;
using AcRouenIdentity.Domain.Letters;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Web.Features.Letters.Pages;
using AcRouenIdentity.Web.Features.Shared.Commands;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Features.Letters.Commands;

/// <summary><c>letters list</c> and <c>letters show</c>.</summary>
internal static class BatchCommands
{
    private const int Latest = 30;

    private static readonly Argument<int> Number = new("number") { Description = "Number of the batch." };

    public static Command CreateList()
    {
        var list = new Command("list", "List the latest batches.");
        list.Run(ListAsync);
        return list;
    }

    public static Command CreateShow()
    {
        var show = new Command("show", "Show a batch: who asked for it, how far it is, who took its PDF.") { Number };
        show.Run(ShowAsync);
        return show;
    }

    private static async Task<int> ListAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellationToken)
    {
        await using var host = await CommandHost.BuildAsync(cancellationToken);
        await using var scope = host.Services.CreateAsyncScope();
        var batches = await scope.ServiceProvider.GetRequiredService<IdentityDb>().LetterBatches.AsNoTracking().OrderByDescending(batch => batch.Id).Take(Latest).ToListAsync(cancellationToken);
        if (batches.Count == 0)
            terminal.Say(CommandWording.Text("NoBatches"));
        else
            WriteBatches(terminal, batches, scope.ServiceProvider.GetRequiredService<LetterWording>());
        return ExitCodes.Done;
    }

    private static async Task<int> ShowAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellationToken)
    {
        var number = parsed.GetValue(Number);
        await using var host = await CommandHost.BuildAsync(cancellationToken);
        await using var scope = host.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IdentityDb>();
        if (await db.LetterBatches.AsNoTracking().SingleOrDefaultAsync(batch => batch.Id == number, cancellationToken) is not { } batch)
            return terminal.Refuse(CommandWording.Text("CommandBatchUnknown", number));

        var wording = scope.ServiceProvider.GetRequiredService<LetterWording>();
        WriteBatches(terminal, [batch], wording);
        foreach (var (what, count) in new[] { ("FactLetters", batch.Printed), ("FactWithdrawn", batch.Withdrawn), ("FactLeftOut", batch.LeftOut) })
            terminal.Say($"{CommandWording.Text(what)} : {wording.Number(count)}");
        if (batch.Trouble is { } trouble)
            terminal.Say(CommandWording.Text($"Trouble{trouble}"));
        WriteParts(terminal, await PartRow.ListAsync(db, number, cancellationToken), wording);
        return ExitCodes.Done;
    }

    private static void WriteBatches(Terminal terminal, IEnumerable<LetterBatch> batches, LetterWording wording) => terminal.WriteTable(
        Headings("ColumnBatch", "ColumnState", "ColumnKind", "ColumnScope", "ColumnLetters", "ColumnAskedAt", "ColumnAskedBy"),
        batches.Select(batch => (IReadOnlyList<string>)
        [
            batch.Id.ToString(CultureInfo.InvariantCulture), wording.Of(batch.State), wording.Of(batch.Kind), wording.ScopeOf(batch), wording.Number(batch.Total), wording.Moment(batch.AskedAt),
            batch.AskedBy,
        ]));

    private static void WriteParts(Terminal terminal, IReadOnlyList<PartRow> parts, LetterWording wording)
    {
        if (parts.Count == 0)
            return;
        terminal.WriteTable(
            Headings("ColumnPart", "ColumnSchool", "ColumnLetters", "ColumnDownload"),
            parts.Select(part => (IReadOnlyList<string>)
            [
                part.Number.ToString(CultureInfo.InvariantCulture), part.Establishment ?? CommandWording.Text("NoSchool"), wording.Number(part.Letters),
                part.DownloadedAt is { } at ? CommandWording.Text("DownloadedBy", wording.Moment(at), part.DownloadedBy ?? "") : CommandWording.Text("NotDownloaded"),
            ]));
    }

    private static IEnumerable<string> Headings(params string[] keys) => keys.Select(CommandWording.Text);
}
