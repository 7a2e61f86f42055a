namespace AcRouenIdentity.Domain.People;

/// <summary>
/// An address outside the académie that its owner proved to read, for the day a password is forgotten. Encrypted; recognised by a keyed hash. One that was removed is remembered, so that the next is
/// not taken for the first; what it was is forgotten once it can no longer be put back.
/// </summary>
public sealed class BackupAddress
{
    public long Id { get; init; }

    public required string DirectoryKey { get; init; }

    /// <summary>Encrypted under a purpose of its own; null once forgotten.</summary>
    public required string? Protected { get; init; }

    /// <summary>Keyed hash of the address in lower case; null once forgotten. Two people may share one address.</summary>
    public required string? Lookup { get; init; }

    /// <summary>From 1: no two addresses of a person have the same, so that two browsers at once do not pass the limit together. Null once removed.</summary>
    public required int? Slot { get; set; }

    public required DateTimeOffset VerifiedAt { get; init; }

    /// <summary>From when it may serve a recovery.</summary>
    public required DateTimeOffset ServesFrom { get; set; }

    public DateTimeOffset? RemovedAt { get; private set; }

    /// <summary>Concurrency token: of two tabs that remove it or put it back, one alone does.</summary>
    public int Version { get; private set; }

    public bool IsThere => RemovedAt is null;

    /// <summary>Whoever reads it may get in again with it now. No removed address may, and no new one that nothing stronger than a password stands behind.</summary>
    public bool MayServeRecovery(DateTimeOffset now) => IsThere && now >= ServesFrom;

    /// <param name="delay">How long what was changed may be undone.</param>
    public bool MayComeBack(DateTimeOffset now, TimeSpan delay) => RemovedAt is { } removed && now < removed + delay;

    /// <summary>A removed address hears as long as it may be put back: whoever removes it does not silence its owner.</summary>
    /// <param name="delay">As for <see cref="MayComeBack"/>.</param>
    public bool HearsOfChanges(DateTimeOffset now, TimeSpan delay) => IsThere || MayComeBack(now, delay);

    public void Remove(DateTimeOffset now)
    {
        RemovedAt = now;
        Slot = null;
        Version++;
    }

    /// <summary>Like any other change it counts anew: an address that its owner threw out does not serve whoever puts it back at once.</summary>
    public void PutBack(int slot, DateTimeOffset servesFrom)
    {
        RemovedAt = null;
        Slot = slot;
        ServesFrom = servesFrom;
        Version++;
    }

    /// <summary>Another proof stands behind it: it serves at once.</summary>
    public void Confirm(DateTimeOffset now)
    {
        ServesFrom = now;
        Version++;
    }

    /// <param name="all">Of one person.</param>
    /// <param name="most">That a person may have.</param>
    /// <returns>Null where the person has as many as they may.</returns>
    public static int? FreeSlot(IReadOnlyCollection<BackupAddress> all, int most)
    {
        if (all.Count(address => address.IsThere) >= most)
            return null;
        return Enumerable.Range(1, most).First(slot => all.All(address => address.Slot != slot));
    }
}
