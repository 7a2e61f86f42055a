namespace AcRouenIdentity.Domain.Letters;

/// <summary>One letter to one person: what became of it, and what its secrets are recognised by. The secrets themselves stand on paper only.</summary>
public sealed class Letter
{
    public long Id { get; init; }

    public int BatchId { get; init; }

    public required string DirectoryKey { get; init; }

    public required LetterKind Kind { get; init; }

    /// <summary>UAI of the secretariat that hands it over; null for people without establishment.</summary>
    public string? Establishment { get; init; }

    /// <summary>In the order of printing, from 1.</summary>
    public required int Rank { get; init; }

    /// <summary>Number of the part of its batch that holds it; null until it is printed.</summary>
    public int? Part { get; private set; }

    public DateTimeOffset? PrintedAt { get; private set; }

    /// <summary>Keyed hash of the code de confirmation provisoire; nobody else's. Null where there is none.</summary>
    public string? CodeLookup { get; private set; }

    /// <summary>Argon2id of the provisional password or letter code.</summary>
    public string? SecretHash { get; private set; }

    /// <summary>Its secrets are no good from then on.</summary>
    public DateTimeOffset? ExpiresAt { get; private set; }

    public HandOver HandOver { get; private set; }

    public DateTimeOffset? HandOverAt { get; private set; }

    /// <summary>Login of the secretary.</summary>
    public string? HandOverBy { get; private set; }

    /// <summary>The secretary asked for another one.</summary>
    public DateTimeOffset? ReprintAskedAt { get; private set; }

    public LetterEnd? End { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Kind and key while its batch is not over, unique: nobody gets two letters of a kind from two officers. Null afterwards.</summary>
    public string? Slot { get; set; }

    public int Version { get; private set; }

    public static string SlotOf(LetterKind kind, string directoryKey) => $"{kind}/{directoryKey}";

    /// <summary>As printed on it: batch and rank.</summary>
    public static string ReferenceOf(int batch, int rank) => $"{batch}-{rank:D4}";

    /// <summary>Its secrets count, but for what the policy asks beside.</summary>
    public bool IsGood(DateTimeOffset now) => PrintedAt is not null && End is null && now < ExpiresAt;

    public void Print(int part, string? codeLookup, string? secretHash, DateTimeOffset now, DateTimeOffset expiresAt)
    {
        (Part, CodeLookup, SecretHash, PrintedAt, ExpiresAt) = (part, codeLookup, secretHash, now, expiresAt);
        Version++;
    }

    public void Record(HandOver handOver, string by, DateTimeOffset now)
    {
        (HandOver, HandOverBy, HandOverAt) = (handOver, by, now);
        Version++;
    }

    public void AskReprint(DateTimeOffset now)
    {
        ReprintAskedAt ??= now;
        Version++;
    }

    /// <summary>Its secrets are no good any more; the first reason stays.</summary>
    public void Finish(LetterEnd end, DateTimeOffset now)
    {
        if (End is not null)
            return;
        (End, EndedAt, CodeLookup, SecretHash) = (end, now, null, null);
        Version++;
    }
}

/// <summary>What the secretariat did with it.</summary>
public enum HandOver
{
    /// <summary>Nothing yet.</summary>
    None,
    HandedOver,

    /// <summary>The person is away; the letter waits.</summary>
    Absent,

    /// <summary>Sent back to the rectorat.</summary>
    Returned,
}

public enum LetterEnd
{
    /// <summary>The person did what it is for.</summary>
    Used,

    /// <summary>A newer one was printed.</summary>
    Replaced,

    /// <summary>Its batch was given up.</summary>
    Abandoned,

    /// <summary>The person left before it was printed, or has no need of it any more.</summary>
    Withdrawn,
}
