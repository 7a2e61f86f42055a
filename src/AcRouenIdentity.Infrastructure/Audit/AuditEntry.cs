using AcRouenIdentity.Domain.Audit;

namespace AcRouenIdentity.Infrastructure.Audit;

/// <summary>
/// A row of the trail. <see cref="Sequence"/> is the order of arrival given by the database: it has gaps (rolled back changes) and a lower one may
/// become visible after a higher one. <see cref="Position"/> is the place in the chain, given at sealing, without any gap: it is the order that counts.
/// </summary>
public sealed class AuditEntry
{
    public long Sequence { get; init; }

    /// <summary>When it happened, to the microsecond (what PostgreSQL keeps).</summary>
    public required DateTimeOffset At { get; init; }

    public required AuditKind Kind { get; init; }

    public string? Subject { get; init; }

    /// <summary>The other facts of the event, as a JSON object.</summary>
    public required string Json { get; init; }

    /// <summary>1, 2, 3 and so on; null until sealed.</summary>
    public long? Position { get; set; }

    /// <summary>Hash of the entry before, <see cref="AuditChain.Beginning"/> for the first; null until sealed.</summary>
    public string? PreviousHash { get; set; }

    /// <summary>Hexadecimal, lower case; null until sealed.</summary>
    public string? Hash { get; set; }
}
