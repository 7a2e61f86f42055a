using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Infrastructure.Audit;

/// <summary>Reads the whole chain again and finds the first entry that does not hold. Changes nothing.</summary>
public sealed class AuditVerification(IdentityDb db, AuditChain chain)
{
    /// <summary>Entries read between two reports.</summary>
    private const int ReportEvery = 2000;

    private static readonly AuditKind[] Known = Enum.GetValues<AuditKind>();

    /// <param name="witness">A head written down earlier that the chain must still go through; null when there is none.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public Task<AuditVerdict> VerifyAsync(AuditHead? witness, CancellationToken cancellationToken) => VerifyAsync(witness, progress: null, cancellationToken);

    /// <param name="witness">As above.</param>
    /// <param name="progress">Told the last position that holds, from time to time.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<AuditVerdict> VerifyAsync(AuditHead? witness, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        var previous = new AuditHead(0, AuditChain.Beginning);
        var unknown = await FindUnknownKindAsync(cancellationToken);
        var entries = db.AuditEntries.Sealed().Where(entry => unknown == null || entry.Position < unknown);
        await foreach (var entry in entries.AsNoTracking().AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            if (Find(entry, previous, witness) is { } fault)
                return new AuditVerdict.Broken(previous.Position + 1, fault);
            previous = new AuditHead(entry.Position!.Value, entry.Hash!);
            if (previous.Position % ReportEvery == 0)
                progress?.Report(previous.Position);
        }

        if (unknown is { } there)
            return new AuditVerdict.Broken(previous.Position + 1, there == previous.Position + 1 ? AuditFault.UnknownKind : AuditFault.Missing);
        if (witness is not null && witness.Position > previous.Position)
            return new AuditVerdict.Broken(previous.Position + 1, AuditFault.Missing);
        return new AuditVerdict.Intact(previous, await db.AuditEntries.Unsealed().CountAsync(cancellationToken));
    }

    /// <returns>Position of the first entry that no event is called like: what it says cannot be read. Null where there is none.</returns>
    private Task<long?> FindUnknownKindAsync(CancellationToken cancellationToken) =>
        db.AuditEntries.Sealed().Where(entry => !Known.Contains(entry.Kind)).Select(entry => entry.Position).FirstOrDefaultAsync(cancellationToken);

    private AuditFault? Find(AuditEntry entry, AuditHead previous, AuditHead? witness)
    {
        if (entry.Position != previous.Position + 1)
            return AuditFault.Missing;
        if (entry.PreviousHash != previous.Hash)
            return AuditFault.Detached;
        if (entry.Hash != chain.HashOf(entry))
            return AuditFault.Altered;
        return witness?.Position == entry.Position && witness.Hash != entry.Hash ? AuditFault.NotAsWitnessed : null;
    }
}

public abstract record AuditVerdict
{
    private AuditVerdict()
    {
    }

    /// <summary>Every entry holds. <paramref name="Unsealed"/> entries came since the last sealing.</summary>
    public sealed record Intact(AuditHead Head, int Unsealed) : AuditVerdict;

    /// <summary><paramref name="Position"/> is the first that does not hold.</summary>
    public sealed record Broken(long Position, AuditFault Fault) : AuditVerdict;

    public T Match<T>(Func<Intact, T> intact, Func<Broken, T> broken) => this switch
    {
        Intact verdict => intact(verdict),
        Broken verdict => broken(verdict),
        _ => throw new InvalidOperationException("A closed set."),
    };
}

public enum AuditFault
{
    /// <summary>No entry has this position.</summary>
    Missing,

    /// <summary>The entry does not follow the one before.</summary>
    Detached,

    /// <summary>A field was changed after sealing, or it was sealed with another key.</summary>
    Altered,

    /// <summary>No event of this version is called so: the entry was changed, or a later version wrote it.</summary>
    UnknownKind,

    /// <summary>The chain holds, and is not the one of which the head was written down.</summary>
    NotAsWitnessed,
}
