namespace AcRouenIdentity.Domain.Codes;

/// <summary>A code that was sent to an address, to be typed by the person who asked for it, in the same browser. One use; only the newest counts; so many tries in all.</summary>
public sealed class MailCode
{
    /// <summary>Characters of the code: 40 bits.</summary>
    public const int Length = 8;

    /// <summary>Right or wrong; each is counted before it is looked at, so that many at once are no more than so many.</summary>
    public const int MostTries = 20;

    public long Id { get; init; }

    public required string DirectoryKey { get; init; }

    /// <summary>Session of the browser that asked; a code is good for no other.</summary>
    public required string SessionId { get; init; }

    /// <summary>Where it was sent, encrypted.</summary>
    public required string ProtectedAddress { get; init; }

    /// <summary>Keyed hash of where it was sent.</summary>
    public required string AddressLookup { get; init; }

    /// <summary>Keyed hash of the code.</summary>
    public required string Hash { get; init; }

    /// <summary>The backup address that it confirms (<see cref="People.BackupAddress.Id"/>), sent to an older one; null where it proves that somebody reads the address it was sent to.</summary>
    public long? Confirms { get; init; }

    public required DateTimeOffset SentAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public int Tries { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    public int Version { get; private set; }

    public bool IsGood(DateTimeOffset now) => EndedAt is null && now < ExpiresAt && Tries < MostTries;

    public void CountTry()
    {
        Tries++;
        Version++;
    }

    public void Finish(DateTimeOffset now)
    {
        EndedAt = now;
        Version++;
    }
}
