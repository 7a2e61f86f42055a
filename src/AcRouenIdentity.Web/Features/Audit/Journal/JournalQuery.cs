using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Infrastructure.Audit;
using AcRouenIdentity.Web.Features.Shared.Notices;

namespace AcRouenIdentity.Web.Features.Audit.Journal;

/// <summary>Which events somebody looks for.</summary>
/// <param name="From">First day, as the people of the académie count days.</param>
/// <param name="Until">Last day, included.</param>
/// <param name="Kinds">None: all.</param>
/// <param name="Subject">Whom they happened to; null: anybody.</param>
/// <param name="Officer">Whose doing they are; null: anybody's.</param>
public sealed record JournalQuery(DateOnly From, DateOnly Until, IReadOnlyCollection<AuditKind> Kinds, string? Subject, string? Officer)
{
    internal IQueryable<AuditEntry> Over(IQueryable<AuditEntry> entries)
    {
        var (begin, end) = (PublicDay.EndOf(From.AddDays(-1)), PublicDay.EndOf(Until));
        var found = entries.Where(entry => entry.At >= begin && entry.At < end);
        if (Kinds.Count > 0)
            found = found.Where(entry => Kinds.Contains(entry.Kind));
        if (Subject is { } subject)
            found = found.Where(entry => entry.Subject == subject);
        if (Officer is null)
            return found;

        var (officer, administrator) = ($"\"officer\":\"{Officer}\"", $"\"administrator\":\"{Officer}\"");
        return found.Where(entry => entry.Json.Contains(officer) || entry.Json.Contains(administrator));
    }
}
