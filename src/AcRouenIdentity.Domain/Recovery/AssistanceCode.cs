using AcRouenIdentity.Domain.HelpDesk;

namespace AcRouenIdentity.Domain.Recovery;

/// <summary>A code that an agent reads to somebody they have verified. Good for that person, a few minutes, once; a newer one ends it.</summary>
public sealed class AssistanceCode
{
    /// <summary>Characters of the code: 40 bits.</summary>
    public const int Length = 8;

    public const int MostTries = 20;

    public long Id { get; init; }

    public required string DirectoryKey { get; init; }

    /// <summary>What the agent wrote the request down as.</summary>
    public required string Case { get; init; }

    /// <summary>How surely the person had been verified; null where whoever made it did not say.</summary>
    public VerificationLevel? Level { get; init; }

    /// <summary>Keyed hash of the person and the code.</summary>
    public required string Hash { get; init; }

    public required DateTimeOffset IssuedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public int Tries { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Concurrency token: typed twice at once it serves once.</summary>
    public int Version { get; private set; }

    public bool IsGood(DateTimeOffset now) => EndedAt is null && now < ExpiresAt && Tries <= MostTries;

    public void Finish(DateTimeOffset now)
    {
        EndedAt = now;
        Version++;
    }
}
