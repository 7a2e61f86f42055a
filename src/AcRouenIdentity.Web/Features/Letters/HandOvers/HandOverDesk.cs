using AcRouenIdentity.Domain.Access;
using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Domain.Letters;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Infrastructure.Audit;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Web.Features.Shared.Access;
using AcRouenIdentity.Web.Features.Shared.Accounts;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Features.Letters.HandOvers;

/// <summary>A letter as a secretariat sees it: whose it is, nothing of what it says.</summary>
public sealed record LetterToHandOver(
    long Id, int BatchId, int Rank, LetterKind Kind, string Establishment, string Surname, string GivenName, DateTimeOffset PrintedAt, DateTimeOffset? ExpiresAt, HandOver HandOver,
    DateTimeOffset? HandOverAt, string? HandOverBy, DateTimeOffset? ReprintAskedAt, LetterEnd? End)
{
    public string Reference => Letter.ReferenceOf(BatchId, Rank);
}

public enum HandOverList
{
    /// <summary>Nobody recorded anything yet, or the person was away.</summary>
    ToDo,
    Done,
}

/// <summary>What secretaries see and record: letters of their own establishments, whatever they ask for.</summary>
/// <param name="db">With nothing else to save.</param>
public sealed class HandOverDesk(IdentityDb db, TargetAccess access, AuditTrail audit, AccountBook accounts, TimeProvider clock)
{
    /// <summary>How long a letter that is dealt with is still shown.</summary>
    private static readonly TimeSpan Memory = TimeSpan.FromDays(366);

    public async Task<IReadOnlyList<LetterToHandOver>> ListAsync(Person secretary, HandOverList list, CancellationToken cancellationToken)
    {
        var since = clock.GetUtcNow() - Memory;
        var letters = LettersOf(secretary).Where(letter => letter.PrintedAt > since);
        letters = list == HandOverList.ToDo
            ? letters.Where(letter => letter.End == null && (letter.HandOver == HandOver.None || letter.HandOver == HandOver.Absent))
            : letters.Where(letter => letter.HandOver == HandOver.HandedOver || letter.HandOver == HandOver.Returned || letter.End == LetterEnd.Used);
        return await letters
            .Join(db.People, letter => letter.DirectoryKey, person => person.DirectoryKey, (letter, person) => new { letter, person })
            .OrderBy(row => row.letter.Establishment).ThenBy(row => row.letter.BatchId).ThenBy(row => row.letter.Rank)
            .Select(row => new LetterToHandOver(
                row.letter.Id, row.letter.BatchId, row.letter.Rank, row.letter.Kind, row.letter.Establishment!, row.person.Surname, row.person.GivenName, row.letter.PrintedAt!.Value,
                row.letter.ExpiresAt, row.letter.HandOver, row.letter.HandOverAt, row.letter.HandOverBy, row.letter.ReprintAskedAt, row.letter.End))
            .ToListAsync(cancellationToken);
    }

    /// <summary>Records the same of several letters. Those of other establishments, and the secretary's own, are left as they are.</summary>
    /// <returns>How many were recorded.</returns>
    public Task<int> RecordAsync(Person secretary, IReadOnlyCollection<long> ids, HandOver handOver, CancellationToken cancellationToken) =>
        ChangeAsync(secretary, ids, letter => letter.Record(handOver, secretary.Login.ToString(), clock.GetUtcNow()), handOver, cancellationToken);

    /// <summary>The officers see it on their page; nothing is printed by it.</summary>
    public Task<int> AskReprintAsync(Person secretary, IReadOnlyCollection<long> ids, CancellationToken cancellationToken) =>
        ChangeAsync(secretary, ids, letter => letter.AskReprint(clock.GetUtcNow()), recorded: null, cancellationToken);

    private async Task<int> ChangeAsync(Person secretary, IReadOnlyCollection<long> ids, Action<Letter> change, HandOver? recorded, CancellationToken cancellationToken)
    {
        var letters = await LettersOf(secretary).Where(letter => ids.Contains(letter.Id) && letter.End == null && letter.DirectoryKey != secretary.Key.Value).ToListAsync(cancellationToken);
        foreach (var letter in letters)
        {
            change(letter);
            if (recorded is { } what)
                audit.Record(new AuditEvent.LetterHandedOver(accounts.SubjectOf(new DirectoryKey(letter.DirectoryKey)), what, letter.BatchId, accounts.SubjectOf(secretary)));
        }

        await db.SaveChangesAsync(cancellationToken);
        db.ChangeTracker.Clear();
        return letters.Count;
    }

    private IQueryable<Letter> LettersOf(Person secretary)
    {
        var own = access.ReachOf(secretary, OfficeAct.HandOver).Establishments.Select(rne => rne.ToString()).ToArray();
        return db.Letters.Where(letter => letter.PrintedAt != null && letter.Establishment != null && own.Contains(letter.Establishment));
    }
}
