namespace AcRouenIdentity.Domain.Codes;

/// <summary>A code that was sent to an address, to be typed by the person who asked for it. One use; a newer one ends the older; so does the last of the wrong tries.</summary>
public sealed class MailCode
{
    public const int Length = 8;

    /// <summary>Wrong ones in all.</summary>
    public const int Tries = 20;

    public long Id { get; init; }

    public required string DirectoryKey { get; init; }

    /// <summary>Session of the browser that asked; a code is good for no other.</summary>
    public required string SessionId { get; init; }

    /// <summary>Where it was sent, encrypted.</summary>
    public required string ProtectedAddress { get; init; }

    /// <summary>Keyed hash of the code.</summary>
    public required string Hash { get; init; }

    public required DateTimeOffset SentAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public int WrongTries { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    public int Version { get; private set; }

    public bool IsGood(DateTimeOffset now) => EndedAt is null && now < ExpiresAt && WrongTries < Tries;

    public void CountWrong()
    {
        WrongTries++;
        Version++;
    }

    public void Finish(DateTimeOffset now)
    {
        EndedAt = now;
        Version++;
    }
}
