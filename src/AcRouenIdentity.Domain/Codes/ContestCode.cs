using AcRouenIdentity.Domain.Mail;

namespace AcRouenIdentity.Domain.Codes;

/// <summary>A code in the mail that tells of a change to an account: whoever brings it back says that the change was not theirs. One use.</summary>
public sealed class ContestCode
{
    /// <summary>Characters of the code: 60 bits, so that tries need not end it.</summary>
    public const int Length = 12;

    public long Id { get; init; }

    public required string DirectoryKey { get; init; }

    public required AccountChange Change { get; init; }

    /// <summary>Keyed hash of the code.</summary>
    public required string Hash { get; init; }

    public required DateTimeOffset MadeAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? UsedAt { get; private set; }

    /// <summary>Concurrency token: pressed twice at once it serves once.</summary>
    public int Version { get; private set; }

    public bool IsGood(DateTimeOffset now) => UsedAt is null && now < ExpiresAt;

    public void Use(DateTimeOffset now)
    {
        UsedAt = now;
        Version++;
    }
}
