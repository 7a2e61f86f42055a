using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Domain.Letters;
using AcRouenIdentity.Infrastructure.Audit;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Infrastructure.Letters;
using AcRouenIdentity.Web.Features.Letters.Requests;
using AcRouenIdentity.Web.Features.Shared.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.Letters.Batches;

/// <summary>A PDF that leaves, for the only time.</summary>
public sealed record TakenPart(int Number, string? Establishment, byte[] Pdf);

/// <summary>What officers do with a batch.</summary>
/// <param name="db">With nothing else to save.</param>
public sealed class BatchDesk(IdentityDb db, LetterVault vault, AuditTrail audit, OfficerSubjects officers, RequestClosing requests, IOptions<LetterOptions> options, TimeProvider clock)
{
    /// <summary>Takes the PDF of some parts out: each leaves once, however many ask at once.</summary>
    /// <param name="number">Of one part; null for all that are left.</param>
    /// <returns>Empty when there is nothing left to take.</returns>
    public async Task<IReadOnlyList<TakenPart>> TakeAsync(int batchId, int? number, string by, CancellationToken cancellationToken)
    {
        if (!await db.LetterBatches.AnyAsync(batch => batch.Id == batchId && batch.State == BatchState.Ready, cancellationToken))
            return [];
        var parts = await db.LetterParts
            .Where(part => part.BatchId == batchId && part.DownloadedAt == null && (number == null || part.Number == number))
            .OrderBy(part => part.Number)
            .ToListAsync(cancellationToken);
        var officer = await officers.FindAsync(by, cancellationToken);
        var taken = new List<TakenPart>();
        foreach (var part in parts)
        {
            if (!part.TryDownload(by, clock.GetUtcNow()))
                continue;
            audit.Record(new AuditEvent.LettersDownloaded(batchId, part.Number, officer));
            taken.Add(new TakenPart(part.Number, part.Establishment, vault.Open(part.Content!)));
        }

        return await db.TrySaveAsync(cancellationToken) ? taken : [];
    }

    /// <summary>The paper is good: the PDF is destroyed.</summary>
    public Task<bool> ConfirmAsync(int batchId, string by, CancellationToken cancellationToken) => EndAsync(batchId, BatchState.Confirmed, by, cancellationToken);

    /// <summary>Nothing of it is used: the PDF is destroyed and the codes of its letters end.</summary>
    public Task<bool> AbandonAsync(int batchId, string by, CancellationToken cancellationToken) => EndAsync(batchId, BatchState.Abandoned, by, cancellationToken);

    /// <summary>What nobody confirmed in time. Codes that never left end with their PDF.</summary>
    public async Task DestroyOldAsync(CancellationToken cancellationToken)
    {
        var before = clock.GetUtcNow() - options.Value.KeepPdfFor;
        var old = await db.LetterBatches.Where(batch => batch.State == BatchState.Ready && batch.ReadyAt < before).Select(batch => batch.Id).ToListAsync(cancellationToken);
        foreach (var batchId in old)
            await EndAsync(batchId, BatchState.Destroyed, by: null, cancellationToken);
    }

    /// <returns>False when it is over already, or not yet ready to be confirmed.</returns>
    private async Task<bool> EndAsync(int batchId, BatchState state, string? by, CancellationToken cancellationToken)
    {
        var batch = await db.LetterBatches.SingleOrDefaultAsync(row => row.Id == batchId, cancellationToken);
        if (batch is null || batch.IsOver || (state != BatchState.Abandoned && batch.State != BatchState.Ready))
            return false;

        var now = clock.GetUtcNow();
        batch.End(state, by, now);
        if (LostWith(batchId, state) is { } lost)
            await requests.ReopenAsync(batchId, lost, cancellationToken);
        audit.Record(new AuditEvent.LettersEnded(batchId, state, await officers.FindAsync(by, cancellationToken)));
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (!await db.TrySaveAsync(cancellationToken))
            return false;
        await EndLettersAsync(batchId, state, now, cancellationToken);
        await db.LetterParts.Where(part => part.BatchId == batchId).ExecuteUpdateAsync(update => update.SetProperty(part => part.Content, (byte[]?)null), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    private async Task EndLettersAsync(int batchId, BatchState state, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await db.Letters.Where(letter => letter.BatchId == batchId).ExecuteUpdateAsync(update => update.SetProperty(letter => letter.Slot, (string?)null), cancellationToken);
        if (LostWith(batchId, state) is not { } lost)
            return;
        await lost.Where(letter => letter.End == null).ExecuteUpdateAsync(
            update => update
                .SetProperty(letter => letter.End, LetterEnd.Abandoned)
                .SetProperty(letter => letter.EndedAt, now)
                .SetProperty(letter => letter.CodeLookup, (string?)null)
                .SetProperty(letter => letter.SecretHash, (string?)null)
                .SetProperty(letter => letter.Version, letter => letter.Version + 1),
            cancellationToken);
    }

    /// <summary>Letters that reach nobody when a batch ends so; null for none.</summary>
    private IQueryable<Letter>? LostWith(int batchId, BatchState state)
    {
        var letters = db.Letters.Where(letter => letter.BatchId == batchId);
        return state switch
        {
            BatchState.Abandoned => letters,
            BatchState.Destroyed => letters.Where(letter => !db.LetterParts.Any(part => part.BatchId == batchId && part.Number == letter.Part && part.DownloadedAt != null)),
            _ => null,
        };
    }
}
