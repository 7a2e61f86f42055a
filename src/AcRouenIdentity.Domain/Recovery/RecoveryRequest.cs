namespace AcRouenIdentity.Domain.Recovery;

/// <summary>What somebody unproven asked for. It is decided outside their request, so that no answer tells by its text or its time whether anybody was meant; then it is forgotten.</summary>
public sealed class RecoveryRequest
{
    public long Id { get; init; }

    public required RecoveryRequestKind Kind { get; init; }

    /// <summary>What was typed, encrypted.</summary>
    public required string Protected { get; init; }

    /// <summary>The ticket that waits for the code; null where none does.</summary>
    public string? TicketHash { get; init; }

    /// <summary>Language of the page (RFC 5646), for whoever chose none.</summary>
    public required string Language { get; init; }

    /// <summary>Where the request came from, for its place in words; never said as it is.</summary>
    public required string Source { get; init; }

    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>The process that took it down, which decides it unless it dies.</summary>
    public required string TakenBy { get; init; }

    public required DateTimeOffset TakenUntil { get; init; }

    /// <summary>Of no use any more from then on.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }
}

public enum RecoveryRequestKind
{
    /// <summary>A code to a backup address.</summary>
    MailCode,

    /// <summary>A <i>courrier INA</i>.</summary>
    Letter,
}
