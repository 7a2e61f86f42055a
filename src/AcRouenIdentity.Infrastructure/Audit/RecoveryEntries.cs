using AcRouenIdentity.Domain.Audit;

namespace AcRouenIdentity.Infrastructure.Audit;

public static class RecoveryEntries
{
    /// <summary>The condition of the index that finds them: few entries are of these kinds, and the others are spared its cost.</summary>
    internal const string Condition =
        $"\"Kind\" IN ('{nameof(AuditKind.AssistanceCodeIssued)}', '{nameof(AuditKind.LetterRequested)}', '{nameof(AuditKind.RecoveryAsked)}', '{nameof(AuditKind.RecoveryProven)}')";

    /// <summary>Entries about recoveries, asked for and proven, in the words of <see cref="Condition"/> so that its index serves.</summary>
    public static IQueryable<AuditEntry> OfRecoveries(this IQueryable<AuditEntry> entries) => entries.Where(
        entry => new[] { AuditKind.AssistanceCodeIssued, AuditKind.LetterRequested, AuditKind.RecoveryAsked, AuditKind.RecoveryProven }.Contains(entry.Kind));
}
