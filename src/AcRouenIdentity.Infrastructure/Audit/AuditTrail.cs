using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Infrastructure.Database;

namespace AcRouenIdentity.Infrastructure.Audit;

/// <summary>Where state changes are told. The entry is saved by the caller's own SaveChanges, with the change or not at all.</summary>
public sealed class AuditTrail(IdentityDb db, TimeProvider clock)
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    public void Record(AuditEvent happened) => db.AuditEntries.Add(new AuditEntry
    {
        At = ToMicrosecond(clock.GetUtcNow()),
        Kind = happened.Kind,
        Subject = happened.Subject,
        Json = FactsOf(happened),
    });

    private static string FactsOf(AuditEvent happened)
    {
        var facts = JsonSerializer.SerializeToNode(happened, happened.GetType(), Format)!.AsObject();
        facts.Remove("kind");
        facts.Remove("subject");
        return facts.ToJsonString();
    }

    // PostgreSQL keeps microseconds: an instant that lost its last digit in the database would no longer give the hash it was sealed with.
    private static DateTimeOffset ToMicrosecond(DateTimeOffset instant) => instant.AddTicks(-(instant.Ticks % TimeSpan.TicksPerMicrosecond));
}
