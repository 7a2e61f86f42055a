using System.Globalization;
using System.Reflection;
using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Infrastructure.Audit;
using AcRouenIdentity.Web.Features.Shared.Notices;
using Microsoft.Extensions.Localization;

namespace AcRouenIdentity.Web.Features.Audit.Journal;

/// <summary>An entry in words.</summary>
/// <param name="At">In the time of the people of the académie.</param>
/// <param name="Facts">One a line.</param>
/// <param name="Subject">Whom it happened to, or null.</param>
/// <param name="Officer">Who did it, where it was somebody else; null otherwise.</param>
/// <param name="Position">Place in the chain; null until sealed.</param>
public sealed record JournalLine(DateTimeOffset At, AuditKind Kind, string What, IReadOnlyList<string> Facts, JournalName? Subject, JournalName? Officer, long? Position);

/// <summary>Says what the trail holds.</summary>
public sealed class JournalWording(IStringLocalizer<AuditTexts> texts, IApplicationAccess applications)
{
    public string Of(AuditKind kind) => texts[kind.ToString()];

    internal JournalLine LineOf(AuditEntry entry, JournalFacts facts, IReadOnlyDictionary<string, JournalName> names) => new(
        TimeZoneInfo.ConvertTime(entry.At, PublicTime.Zone),
        entry.Kind,
        Of(entry.Kind),
        [.. facts.Said.Select(fact => Of(entry.Kind, fact.Name, fact.Value))],
        NameOf(entry.Subject, names),
        NameOf(facts.Officer, names),
        entry.Position);

    /// <summary>Text of each choice that an event can hold.</summary>
    internal static string KeyOf(Type choice, string value) => $"{choice.Name}_{value}";

    /// <summary>Type of a fact, as the event has it; null where the event has no such fact.</summary>
    internal static Type? TypeOf(AuditKind kind, string fact)
    {
        var type = typeof(AuditEvent).GetNestedType(kind.ToString())?.GetProperty(fact, BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase)?.PropertyType;
        return type is null ? null : Nullable.GetUnderlyingType(type) ?? type;
    }

    private static JournalName? NameOf(string? subject, IReadOnlyDictionary<string, JournalName> names) =>
        subject is null ? null : names.GetValueOrDefault(subject) ?? new JournalName(Name: null, Login: null, subject);

    private string Of(AuditKind kind, string fact, string value)
    {
        var label = texts[$"Fact_{fact}", ValueOf(kind, fact, value)];
        return label.ResourceNotFound ? $"{fact} : {value}" : label.Value;
    }

    private string ValueOf(AuditKind kind, string fact, string value)
    {
        if (fact == "clientId")
            return applications.NameOf(value);
        if (TypeOf(kind, fact) is { IsEnum: true } choice)
            return texts[KeyOf(choice, value)] is { ResourceNotFound: false } word ? word.Value : value;
        if (fact == "methods")
            return string.Join(", ", value.Split(' ').Select(method => texts[$"Method_{method}"] is { ResourceNotFound: false } word ? word.Value : method));
        if (long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return number.ToString("N0", CultureInfo.CurrentCulture);

        return TypeOf(kind, fact) == typeof(DateTimeOffset) && DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, out var instant)
            ? texts["AtTime", TimeZoneInfo.ConvertTime(instant, PublicTime.Zone)]
            : value;
    }
}
