using System.Text.Json;

namespace AcRouenIdentity.Web.Features.Audit.Journal;

/// <summary>The facts of an entry, by name, as somebody wrote them: an entry that was tampered with is shown as it is.</summary>
/// <param name="Officer"><c>sub</c> of whoever did it; null where it was the person, or the passing of time.</param>
internal sealed record JournalFacts(IReadOnlyList<(string Name, string Value)> Said, string? Officer)
{
    /// <summary>Name of the fact that is what the entry holds where that is no event's.</summary>
    public const string Unreadable = "unreadable";

    private static readonly string[] OfficerNames = ["officer", "administrator"];

    public static JournalFacts Read(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var facts = document.RootElement.EnumerateObject().Where(fact => fact.Value.ValueKind != JsonValueKind.Null).Select(fact => (fact.Name, Value: fact.Value.ToString())).ToList();
            return new JournalFacts([.. facts.Where(fact => !OfficerNames.Contains(fact.Name))], facts.FirstOrDefault(fact => OfficerNames.Contains(fact.Name)).Value);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return new JournalFacts([(Unreadable, json)], Officer: null);
        }
    }
}
