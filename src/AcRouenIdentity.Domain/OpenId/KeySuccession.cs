namespace AcRouenIdentity.Domain.OpenId;

/// <summary>How long the keys of the provider do what.</summary>
/// <param name="SignsFor">Until the next one takes over.</param>
/// <param name="PublishedAhead">Before it signs anything; longer than applications keep the published set.</param>
/// <param name="VerifiesFor">After the next one took over: nothing that it signed lives longer.</param>
public sealed record KeyTimes(TimeSpan SignsFor, TimeSpan PublishedAhead, TimeSpan VerifiesFor);

/// <summary>The keys of one purpose, one after the other.</summary>
public sealed class KeySuccession(IReadOnlyCollection<SigningKey> keys, KeyTimes times)
{
    /// <summary>How long the material of a key is kept after it was withdrawn: no clock of another node is that late.</summary>
    private static readonly TimeSpan ErasedAfter = TimeSpan.FromDays(1);

    public int LastGeneration => keys.Select(key => key.Generation).DefaultIfEmpty().Max();

    public SigningKey? Upcoming(DateTimeOffset now) => keys.FirstOrDefault(key => StateOf(key, now) is KeyState.Upcoming);

    public KeyState StateOf(SigningKey key, DateTimeOffset now)
    {
        if (key.RevokedAt is not null)
            return KeyState.Revoked;
        if (key == Signing(now))
            return KeyState.Signing;
        if (key.SignsFrom > now)
            return KeyState.Upcoming;
        return VerifiesUntil(key) > now ? KeyState.Retired : KeyState.Withdrawn;
    }

    /// <summary>When it is no longer published; null while no other is to take over.</summary>
    public DateTimeOffset? VerifiesUntil(SigningKey key) => SignsUntil(key) + times.VerifiesFor;

    /// <summary>When a key that has to be made now is to begin; null while none has to. However late it is made, it is published for long enough.</summary>
    public DateTimeOffset? NextIsDue(DateTimeOffset now)
    {
        if (Upcoming(now) is not null)
            return null;
        if (Signing(now) is not { } signing)
            return now;

        var due = signing.SignsFrom + times.SignsFor;
        if (now < due - times.PublishedAhead)
            return null;
        return due > now + times.PublishedAhead ? due : now + times.PublishedAhead;
    }

    /// <summary>Those whose material nobody needs any more.</summary>
    public IEnumerable<SigningKey> ToErase(DateTimeOffset now) => keys.Where(key => !key.IsErased && VerifiesUntil(key) + ErasedAfter <= now);

    /// <summary>The newest that has begun; where none has, by a clock that is late, the one that begins first.</summary>
    private SigningKey? Signing(DateTimeOffset now)
    {
        var living = keys.Where(key => key.RevokedAt is null).ToList();
        return living.Where(key => key.SignsFrom <= now).MaxBy(key => key.Generation) ?? living.MinBy(key => key.SignsFrom);
    }

    /// <summary>When a later one begins, leaving out those that were revoked before they did.</summary>
    private DateTimeOffset? SignsUntil(SigningKey key) => keys
        .Where(later => later.Generation > key.Generation && (later.RevokedAt is not { } revoked || later.SignsFrom < revoked))
        .Select(later => (DateTimeOffset?)later.SignsFrom)
        .Min();
}
