namespace AcRouenIdentity.Domain.Letters;

/// <summary>When the secretariat of an establishment was last reminded of its letters: one row each, so that two officers, or two nodes, never remind it twice.</summary>
public sealed class SecretariatReminder
{
    /// <summary>UAI.</summary>
    public required string Establishment { get; init; }

    public DateTimeOffset SentAt { get; private set; }

    /// <summary>How many letters the reminder told of.</summary>
    public int Letters { get; private set; }

    /// <summary>Concurrency token.</summary>
    public int Version { get; private set; }

    public void Note(int letters, DateTimeOffset now)
    {
        (SentAt, Letters) = (now, letters);
        Version++;
    }
}

/// <summary>Letters that lie in a secretariat, by age.</summary>
public sealed record WaitingLetters(int Week, int Month, int Older, int Expired)
{
    public int Total => Week + Month + Older + Expired;
}
