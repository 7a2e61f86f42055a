namespace AcRouenIdentity.Domain.Letters;

/// <summary>Somebody who forgot their password asked for a <i>courrier INA</i>: what became of it, until officers print it or it has no use any more.</summary>
public sealed class LetterRequest
{
    /// <summary>Afterwards nothing of it is known.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(366);

    public long Id { get; init; }

    public required string DirectoryKey { get; init; }

    public required DateTimeOffset AskedAt { get; init; }

    public LetterRequestState State { get; private set; } = LetterRequestState.Waiting;

    /// <summary>The batch that printed it; null before.</summary>
    public int? BatchId { get; private set; }

    /// <summary>When it stopped waiting.</summary>
    public DateTimeOffset? ClosedAt { get; private set; }

    /// <summary>Why it was withdrawn; null where it was not.</summary>
    public LetterRequestEnd? End { get; private set; }

    /// <summary>Key of its person while it waits, unique: nobody has two that wait. Null afterwards.</summary>
    public string? Slot { get; private set; }

    /// <summary>Concurrency token.</summary>
    public int Version { get; private set; }

    public static LetterRequest Of(string directoryKey, DateTimeOffset now) => new() { DirectoryKey = directoryKey, AskedAt = now, Slot = directoryKey };

    public void Print(int batch, DateTimeOffset now)
    {
        (State, BatchId, ClosedAt, Slot) = (LetterRequestState.Printed, batch, now, null);
        Version++;
    }

    public void Withdraw(LetterRequestEnd end, DateTimeOffset now)
    {
        (State, End, ClosedAt, Slot) = (LetterRequestState.Withdrawn, end, now, null);
        Version++;
    }

    /// <summary>What was printed for it is lost: it waits as before.</summary>
    public void WaitAgain()
    {
        (State, BatchId, ClosedAt, Slot) = (LetterRequestState.Waiting, null, null, DirectoryKey);
        Version++;
    }
}

public enum LetterRequestState
{
    Waiting,

    /// <summary>The letter is on paper, or in a PDF that waits to be.</summary>
    Printed,
    Withdrawn,
}

public enum LetterRequestEnd
{
    /// <summary>The person has no open account any more.</summary>
    Left,

    /// <summary>What was printed for it was lost, and the person had asked again by then.</summary>
    AskedAgain,

    /// <summary>The person got back in meanwhile.</summary>
    Recovered,
}
