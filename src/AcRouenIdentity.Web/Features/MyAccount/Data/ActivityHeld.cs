using System.Runtime.CompilerServices;
using System.Text.Json;
using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.PersonalData;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Infrastructure.Audit;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Web.Features.MyAccount.Activity;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Features.MyAccount.Data;

/// <summary>Every entry of the trail about a person, however old; not who else had a hand in it.</summary>
internal sealed class ActivityHeld(IdentityDb db, ActivityWording wording) : IHeldData
{
    /// <summary>Facts of events that name nobody else. Any other stays where it is.</summary>
    private static readonly string[] Told = ["sessionId", "device", "methods", "reason", "count", "left", "since", "what", "ground", "run", "batch", "clientId", "case"];

    public HeldTopic Topic => HeldTopic.Activity;

    public TimeSpan? KeptFor => null;

    public async IAsyncEnumerable<HeldRecord> ReadAsync(Person owner, string subject, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var entries = db.AuditEntries.AsNoTracking().Where(entry => entry.Subject == subject).OrderBy(entry => entry.At).ThenBy(entry => entry.Sequence);
        await foreach (var entry in entries.AsAsyncEnumerable().WithCancellation(cancellationToken))
            yield return Describe(entry);
    }

    private HeldRecord Describe(AuditEntry entry)
    {
        using var facts = JsonDocument.Parse(entry.Json);
        return HeldRecord.Of(
        [
            Held.Moment("at", entry.At),
            Held.Choice<AuditKind>("event", entry.Kind, wording.Of),
            .. facts.RootElement.EnumerateObject().Where(fact => Told.Contains(fact.Name)).Select(fact => FieldOf(entry.Kind, fact)),
        ]);
    }

    private HeldField? FieldOf(AuditKind kind, JsonProperty fact) => fact.Value.ValueKind switch
    {
        JsonValueKind.Number => Held.Number(fact.Name, fact.Value.GetInt64()),
        JsonValueKind.String when fact.Value.TryGetDateTimeOffset(out var at) => Held.Moment(fact.Name, at),
        JsonValueKind.String when WordsOf(kind, fact.Value) is { } words => new HeldField(fact.Name, new HeldValue.Choice(fact.Value.GetString()!, words)),
        JsonValueKind.String => Held.Text(fact.Name, fact.Value.GetString()),
        _ => null,
    };

    private string? WordsOf(AuditKind kind, JsonElement value) => wording.DetailOf(new Happening(default, kind, value.GetString()));
}
