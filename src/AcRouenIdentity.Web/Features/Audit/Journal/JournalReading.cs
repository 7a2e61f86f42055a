using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Infrastructure.Audit;
using AcRouenIdentity.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Features.Audit.Journal;

/// <param name="Count">Of all sheets.</param>
/// <param name="Sheet">Which one this is.</param>
public sealed record JournalSheet(IReadOnlyList<JournalLine> Lines, int Count, int Sheet, int Last);

/// <summary>Reads the trail for an auditor, and records that it was read: who looked, at whose events, and how many there were.</summary>
public sealed class JournalReading(IdentityDb db, AuditTrail audit, JournalPeople people, JournalWording wording)
{
    public const int SheetLength = 50;

    /// <summary>Entries of one file.</summary>
    public const int MostExported = 10_000;

    /// <param name="query">What is looked for.</param>
    /// <param name="sheet">The first is 1; one that does not exist is the nearest.</param>
    /// <param name="auditor">Their <c>sub</c>.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<JournalSheet> ReadAsync(JournalQuery query, int sheet, string auditor, CancellationToken cancellationToken)
    {
        var found = query.Over(db.AuditEntries.AsNoTracking());
        var count = await found.CountAsync(cancellationToken);
        var last = Math.Max(1, (count + SheetLength - 1) / SheetLength);
        var shown = Math.Clamp(sheet, 1, last);
        var entries = await NewestFirst(found).Skip((shown - 1) * SheetLength).Take(SheetLength).ToListAsync(cancellationToken);
        audit.Record(new AuditEvent.AuditSearched(query.Subject, count, shown, auditor));
        await db.SaveChangesAsync(cancellationToken);
        return new JournalSheet(await DescribeAsync(entries, cancellationToken), count, shown, last);
    }

    /// <summary>The newest of them, <see cref="MostExported"/> at most, to be taken away.</summary>
    public async Task<IReadOnlyList<JournalLine>> ExportAsync(JournalQuery query, string auditor, CancellationToken cancellationToken)
    {
        var entries = await NewestFirst(query.Over(db.AuditEntries.AsNoTracking())).Take(MostExported).ToListAsync(cancellationToken);
        audit.Record(new AuditEvent.AuditExported(query.Subject, entries.Count, auditor));
        await db.SaveChangesAsync(cancellationToken);
        return await DescribeAsync(entries, cancellationToken);
    }

    private static IOrderedQueryable<AuditEntry> NewestFirst(IQueryable<AuditEntry> entries) => entries.OrderByDescending(entry => entry.At).ThenByDescending(entry => entry.Sequence);

    private async Task<IReadOnlyList<JournalLine>> DescribeAsync(List<AuditEntry> entries, CancellationToken cancellationToken)
    {
        var told = entries.ConvertAll(entry => (Entry: entry, Facts: JournalFacts.Read(entry.Json)));
        var names = await people.NamesAsync([.. told.SelectMany(one => new[] { one.Entry.Subject, one.Facts.Officer }).OfType<string>().Distinct()], cancellationToken);
        return [.. told.Select(one => wording.LineOf(one.Entry, one.Facts, names))];
    }
}
