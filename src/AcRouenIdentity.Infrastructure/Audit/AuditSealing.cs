using AcRouenIdentity.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Infrastructure.Audit;

/// <summary>
/// Chains entries in order of arrival, after those already chained. Nodes need no lock between them: a position is unique, and an entry is only sealed
/// while it has none, so whoever comes second changes nothing and finds the work done. An entry whose change commits late, after a higher sequence was
/// sealed, takes the next position.
/// </summary>
public sealed class AuditSealing(IdentityDb db, AuditChain chain)
{
    private const int Batch = 500;

    /// <summary>Seals everything that waits, a batch a time.</summary>
    public async Task<AuditHead?> SealAsync(CancellationToken cancellationToken)
    {
        while (await SealBatchAsync(cancellationToken) == Batch)
        {
        }

        return await FindHeadAsync(cancellationToken);
    }

    private async Task<int> SealBatchAsync(CancellationToken cancellationToken)
    {
        db.ChangeTracker.Clear();
        var waiting = await db.AuditEntries.Unsealed().Take(Batch).ToListAsync(cancellationToken);
        if (waiting.Count == 0)
            return 0;

        var head = await FindHeadAsync(cancellationToken) ?? new AuditHead(0, AuditChain.Beginning);
        foreach (var entry in waiting)
            head = Seal(entry, head);
        return await SaveUnlessDoneByAnotherAsync(waiting.Count, cancellationToken);
    }

    private AuditHead Seal(AuditEntry entry, AuditHead previous)
    {
        entry.Position = previous.Position + 1;
        entry.PreviousHash = previous.Hash;
        entry.Hash = chain.HashOf(entry);
        return new AuditHead(entry.Position.Value, entry.Hash);
    }

    private async Task<int> SaveUnlessDoneByAnotherAsync(int count, CancellationToken cancellationToken)
    {
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return count;
        }
        catch (DbUpdateException exception) when (exception.IsConflict())
        {
            return 0;
        }
    }

    private async Task<AuditHead?> FindHeadAsync(CancellationToken cancellationToken) =>
        await db.AuditEntries.FindHeadAsync(cancellationToken) is { } head ? new AuditHead(head.Position!.Value, head.Hash!) : null;
}

/// <summary>The last entry of the chain. Written down elsewhere, it shows a chain cut short or made again.</summary>
public sealed record AuditHead(long Position, string Hash)
{
    /// <summary>Reads what <see cref="ToString"/> writes; null when the text is something else.</summary>
    public static AuditHead? TryParse(string text)
    {
        var parts = text.Split(':');
        return parts.Length == 2 && long.TryParse(parts[0], provider: null, out var position) && position > 0 && parts[1].Length == AuditChain.Beginning.Length
            ? new AuditHead(position, parts[1].ToLowerInvariant())
            : null;
    }

    public override string ToString() => $"{Position}:{Hash}";
}
