using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Domain.Letters;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Domain.Provisioning.Records;
using AcRouenIdentity.Infrastructure.Audit;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Infrastructure.Letters;
using AcRouenIdentity.Infrastructure.Provisioning;
using AcRouenIdentity.Web.Features.Letters.Requests;
using AcRouenIdentity.Web.Features.Shared.Accounts;
using AcRouenIdentity.Web.Features.Shared.Work;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.Letters.Batches;

/// <summary>
/// Prints one part of a batch: makes the secrets, hashes them, prints the PDF in memory, and saves PDF, hashes and the end of earlier letters together. Killed anywhere before that, nothing
/// of it exists: the next worker makes other secrets for the same people.
/// </summary>
/// <param name="db">With nothing else to save.</param>
public sealed class PartPrinting(
    IdentityDb db, LetterWriting writing, ILetterPrinter printer, LetterVault vault, InaIssuing inas, AuditTrail audit, AccountBook accounts, RequestClosing requests,
    IOptions<LetterOptions> options, TimeProvider clock)
{
    /// <returns>The batch as it is then, or null when nothing is left to print.</returns>
    /// <exception cref="LeaseLostException">It is somebody else's, or given up.</exception>
    public async Task<LetterBatch?> PrintNextAsync(int batchId, CancellationToken cancellationToken)
    {
        db.ChangeTracker.Clear();
        var batch = await db.LetterBatches.SingleAsync(row => row.Id == batchId, cancellationToken);
        if (batch.State != BatchState.Printing || batch.LeaseOwner != Worker.Mine)
            throw new LeaseLostException($"Batch {batchId} is not printed here any more.");

        var letters = await NextAsync(batch, cancellationToken);
        if (letters.Count == 0)
            await FinishAsync(batch, cancellationToken);
        else
            await PrintAsync(batch, letters, cancellationToken);
        return letters.Count == 0 ? null : batch;
    }

    /// <summary>The next ones of one school, in order.</summary>
    private async Task<List<Letter>> NextAsync(LetterBatch batch, CancellationToken cancellationToken)
    {
        var next = await db.Letters
            .Where(letter => letter.BatchId == batch.Id && letter.PrintedAt == null && letter.End == null)
            .OrderBy(letter => letter.Rank)
            .Take(options.Value.LettersOfAPart)
            .ToListAsync(cancellationToken);
        return [.. next.TakeWhile(letter => letter.Establishment == next[0].Establishment)];
    }

    private async Task PrintAsync(LetterBatch batch, List<Letter> letters, CancellationToken cancellationToken)
    {
        var keys = letters.ConvertAll(letter => letter.DirectoryKey);
        var people = await db.People.Where(person => keys.Contains(person.DirectoryKey)).ToDictionaryAsync(person => person.DirectoryKey, cancellationToken);
        var now = clock.GetUtcNow();
        var wanted = letters.Where(letter => people.TryGetValue(letter.DirectoryKey, out var person) && Needs(person, batch.Kind)).ToList();
        var gone = letters.Except(wanted).ToList();
        gone.ForEach(letter => Withdraw(letter, now));
        await requests.CloseAsync(batch, wanted, gone, cancellationToken);

        if (wanted.Count > 0)
            await PrintAsync(batch, wanted, people, now, cancellationToken);
        batch.CountPart(wanted.Count, gone.Count, now);
        await SaveAsync(batch.Id, cancellationToken);
    }

    private async Task PrintAsync(LetterBatch batch, List<Letter> letters, Dictionary<string, PersonRecord> people, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var known = await KnownInasAsync(batch.Kind, letters, cancellationToken);
        var former = batch.Kind == LetterKind.AddressChange ? await FormerAddresses.FindAsync(db, people.Values, cancellationToken) : [];
        var orders = letters.ConvertAll(letter => new LetterOrder(
            letter, people[letter.DirectoryKey], known.GetValueOrDefault(letter.DirectoryKey), former.TryGetValue(letter.DirectoryKey, out var address) ? address : null));
        var written = await writing.WriteAsync(batch, orders, now, cancellationToken);
        var number = await db.LetterParts.CountAsync(part => part.BatchId == batch.Id, cancellationToken) + 1;
        await ReplaceEarlierAsync(batch, letters, now, cancellationToken);
        foreach (var (letter, letterWritten) in letters.Zip(written.Letters))
        {
            letter.Print(number, letterWritten.CodeLookup, letterWritten.SecretHash, now, letterWritten.ExpiresAt);
            audit.Record(new AuditEvent.LetterPrinted(accounts.SubjectOf(new DirectoryKey(letter.DirectoryKey)), batch.Kind, batch.Id));
        }

        db.Add(new LetterPart
        {
            BatchId = batch.Id,
            Number = number,
            Establishment = letters[0].Establishment,
            Letters = letters.Count,
            Content = vault.Close(printer.Print(written.Sheet, [.. written.Letters.Select(letter => letter.Content)])),
        });
    }

    /// <summary>Those whom the letters name; a renewal gives new ones.</summary>
    private async Task<Dictionary<string, Ina>> KnownInasAsync(LetterKind kind, List<Letter> letters, CancellationToken cancellationToken)
    {
        if (kind == LetterKind.AddressChange)
            return [];
        DirectoryKey[] keys = [.. letters.Select(letter => new DirectoryKey(letter.DirectoryKey))];
        return kind == LetterKind.InaRenewal
            ? await inas.RenewAsync(keys, cancellationToken)
            : await inas.GetAsync(keys, cancellationToken);
    }

    /// <summary>A new letter ends the codes of the one before.</summary>
    private async Task ReplaceEarlierAsync(LetterBatch batch, List<Letter> letters, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var keys = letters.ConvertAll(letter => letter.DirectoryKey);
        var earlier = await db.Letters
            .Where(letter => keys.Contains(letter.DirectoryKey) && letter.Kind == batch.Kind && letter.BatchId != batch.Id && letter.PrintedAt != null && letter.End == null)
            .ToListAsync(cancellationToken);
        earlier.ForEach(letter => letter.Finish(LetterEnd.Replaced, now));
    }

    private static void Withdraw(Letter letter, DateTimeOffset now)
    {
        letter.Finish(LetterEnd.Withdrawn, now);
        letter.Slot = null;
    }

    private static bool Needs(PersonRecord person, LetterKind kind) => person is { Login: not null, Address: not null }
        && (kind == LetterKind.FirstAccess ? person.State is AccountState.Announced or AccountState.Provisioned : person.State == AccountState.Active);

    private async Task FinishAsync(LetterBatch batch, CancellationToken cancellationToken)
    {
        batch.MakeReady(clock.GetUtcNow());
        audit.Record(new AuditEvent.LettersReady(batch.Id, batch.Printed));
        await SaveAsync(batch.Id, cancellationToken);
    }

    private async Task SaveAsync(int batchId, CancellationToken cancellationToken)
    {
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException exception) when (exception.IsConflict())
        {
            throw new LeaseLostException($"Batch {batchId} was changed by somebody else.", exception);
        }
        finally
        {
            db.ChangeTracker.Clear();
        }
    }
}
