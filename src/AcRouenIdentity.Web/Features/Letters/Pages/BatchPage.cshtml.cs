using System.IO.Compression;
using AcRouenIdentity.Domain.Letters;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Web.Features.Letters.Batches;
using AcRouenIdentity.Web.Features.Shared.Access;
using AcRouenIdentity.Web.Features.Shared.Establishments;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.Letters.Pages;

/// <summary>One batch: how far it is, its PDF, and what the officer says of the paper.</summary>
[Authorize(AccessPolicies.OfficerOfTheAcademie)]
public sealed class BatchPage(IdentityDb db, BatchDesk desk, SchoolNames names, LetterWording wording, IOptions<LetterOptions> options, IStringLocalizer<LettersTexts> texts) : PageModel
{
    private const int FollowSeconds = 2;

    [BindProperty(SupportsGet = true, Name = "number")]
    public int Number { get; set; }

    /// <summary>What was just done.</summary>
    [BindProperty(SupportsGet = true, Name = "fait")]
    public string? Done { get; set; }

    public LetterWording Wording => wording;

    public LetterBatch Batch { get; private set; } = null!;

    public IReadOnlyList<PartRow> Parts { get; private set; } = [];

    private IReadOnlyDictionary<string, string> Names { get; set; } = new Dictionary<string, string>();

    public DateTimeOffset? DestroyedAt => Batch is { State: BatchState.Ready, ReadyAt: { } ready } ? ready + options.Value.KeepPdfFor : null;

    public string? SchoolOf(PartRow part) => part.Establishment is { } uai ? Names.GetValueOrDefault(uai) : null;

    public int Waiting => Parts.Count(part => part.DownloadedAt is null);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (!await LoadAsync(cancellationToken))
            return NotFound();
        if (Batch.IsWorkedAt)
            Response.Headers["Refresh"] = FollowSeconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return Page();
    }

    public async Task<IActionResult> OnPostDownloadAsync(int? part, CancellationToken cancellationToken)
    {
        var taken = await desk.TakeAsync(Number, part, By, cancellationToken);
        if (taken.Count == 0)
            return await GoneAsync(cancellationToken);

        Response.Headers.CacheControl = "no-store";
        return part is null ? File(Zip(taken), "application/zip", $"courriers-{Number}.zip") : File(taken[0].Pdf, "application/pdf", NameOf(taken[0]));
    }

    public async Task<IActionResult> OnPostConfirmAsync(CancellationToken cancellationToken) => Answer(await desk.ConfirmAsync(Number, By, cancellationToken), nameof(BatchState.Confirmed));

    public async Task<IActionResult> OnPostAbandonAsync(CancellationToken cancellationToken) => Answer(await desk.AbandonAsync(Number, By, cancellationToken), nameof(BatchState.Abandoned));

    private string By => HttpContext.CurrentPerson().Login.ToString();

    private LocalRedirectResult Answer(bool isDone, string what) => LocalRedirect($"{LetterPaths.Batch(Number)}?fait={(isDone ? what : "Nothing")}");

    private string NameOf(TakenPart part) => LetterPaths.FileOf(Number, part.Number, part.Establishment);

    private byte[] Zip(IEnumerable<TakenPart> parts)
    {
        using var memory = new MemoryStream();
        using (var archive = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var part in parts)
            {
                using var entry = archive.CreateEntry(NameOf(part), CompressionLevel.Fastest).Open();
                entry.Write(part.Pdf);
            }
        }

        return memory.ToArray();
    }

    private async Task<IActionResult> GoneAsync(CancellationToken cancellationToken)
    {
        if (!await LoadAsync(cancellationToken))
            return NotFound();
        ModelState.AddModelError(string.Empty, texts["DownloadGone"]);
        return Page();
    }

    private async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await db.LetterBatches.AsNoTracking().SingleOrDefaultAsync(batch => batch.Id == Number, cancellationToken) is not { } batch)
            return false;
        Batch = batch;
        Parts = await PartRow.ListAsync(db, Number, cancellationToken);
        Names = await names.FindAsync(Parts.Select(part => part.Establishment), cancellationToken);
        return true;
    }
}

/// <param name="Exists">False once the PDF is destroyed.</param>
public sealed record PartRow(int Number, string? Establishment, int Letters, DateTimeOffset? DownloadedAt, string? DownloadedBy, bool Exists)
{
    /// <summary>Those of a batch, without what they hold.</summary>
    public static async Task<IReadOnlyList<PartRow>> ListAsync(IdentityDb db, int batch, CancellationToken cancellationToken) => await db.LetterParts.AsNoTracking()
        .Where(part => part.BatchId == batch)
        .OrderBy(part => part.Number)
        .Select(part => new PartRow(part.Number, part.Establishment, part.Letters, part.DownloadedAt, part.DownloadedBy, part.Content != null))
        .ToListAsync(cancellationToken);
}
