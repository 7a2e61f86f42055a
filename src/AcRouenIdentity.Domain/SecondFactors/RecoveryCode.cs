namespace AcRouenIdentity.Domain.SecondFactors;

/// <summary>One of the codes that a person keeps on paper for the day their second factor is not at hand (NIST SP 800-63B-4, look-up secrets). It serves once.</summary>
public sealed class RecoveryCode
{
    /// <summary>In characters of <see cref="Codes.Crockford"/>: 80 bits, which a keyed hash keeps well enough.</summary>
    public const int Length = 16;

    /// <summary>How many are made at once.</summary>
    public const int Count = 10;

    public long Id { get; init; }

    /// <summary>Whose it is: the <c>sub</c> of their tokens.</summary>
    public required string Subject { get; init; }

    /// <summary>Keyed hash, of the person and the code.</summary>
    public required string Hash { get; init; }

    public required DateTimeOffset MadeAt { get; init; }
}
