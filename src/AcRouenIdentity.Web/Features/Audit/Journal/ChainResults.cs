using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Features.Audit.Journal;

/// <summary>What the last reading of the chain found.</summary>
/// <param name="Position">The last entry, or the first that does not hold.</param>
public sealed record ChainResult(DateTimeOffset At, ChainState State, long Position);

public sealed class ChainResults(IdentityDb db, TimeProvider clock)
{
    private static readonly TimeSpan ShownFor = TimeSpan.FromDays(1);

    /// <summary>Of the last day, on whatever node it was; null where there was none.</summary>
    public async Task<ChainResult?> FindLastAsync(CancellationToken cancellationToken)
    {
        var since = clock.GetUtcNow() - ShownFor;
        var entry = await db.AuditEntries.AsNoTracking()
            .Where(entry => entry.At >= since && entry.Kind == AuditKind.AuditVerified)
            .OrderByDescending(entry => entry.At).ThenByDescending(entry => entry.Sequence)
            .FirstOrDefaultAsync(cancellationToken);
        if (entry is null)
            return null;

        var facts = JournalFacts.Read(entry.Json).Said.ToDictionary(fact => fact.Name, fact => fact.Value, StringComparer.Ordinal);
        return Enum.TryParse<ChainState>(facts.GetValueOrDefault("what"), out var state) && long.TryParse(facts.GetValueOrDefault("position"), provider: null, out var position)
            ? new ChainResult(entry.At, state, position)
            : null;
    }
}
