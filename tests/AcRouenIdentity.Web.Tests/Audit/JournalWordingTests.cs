using System.Globalization;
using System.Reflection;
using System.Resources;
using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Web.Features.Audit;
using AcRouenIdentity.Web.Features.Audit.Journal;

namespace AcRouenIdentity.Web.Tests.Audit;

/// <summary>Whatever an event can say has words in both languages.</summary>
public sealed class JournalWordingTests
{
    private static readonly ResourceManager Texts = new(typeof(AuditTexts));

    public static TheoryData<string> Languages => ["fr", "en"];

    [Theory, MemberData(nameof(Languages))]
    public void Each_fact_of_each_event_has_a_name(string language) => Missing(language, Facts.Select(fact => $"Fact_{JsonName(fact.Name)}")).Should().BeEmpty();

    [Theory, MemberData(nameof(Languages))]
    public void Each_choice_of_each_event_has_words(string language) => Missing(
        language,
        Facts.Select(fact => Nullable.GetUnderlyingType(fact.PropertyType) ?? fact.PropertyType).Where(type => type.IsEnum).Distinct()
            .SelectMany(type => Enum.GetNames(type).Select(value => $"{type.Name}_{value}"))).Should().BeEmpty();

    [Theory, MemberData(nameof(Languages))]
    public void Each_event_and_each_topic_has_words(string language) =>
        Missing(language, [.. Enum.GetNames<AuditKind>(), .. Enum.GetNames<JournalTopic>().Select(topic => $"Topic{topic}")]).Should().BeEmpty();

    private static IEnumerable<PropertyInfo> Facts => typeof(AuditEvent).GetNestedTypes(BindingFlags.Public)
        .SelectMany(happened => happened.GetProperties())
        .Where(fact => fact.Name is not ("Kind" or "Subject" or "Officer" or "Administrator" or "EqualityContract"));

    private static string JsonName(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    private static IEnumerable<string> Missing(string language, IEnumerable<string> keys)
    {
        var set = Texts.GetResourceSet(language == "fr" ? CultureInfo.InvariantCulture : CultureInfo.GetCultureInfo(language), createIfNotExists: true, tryParents: false)!;
        return keys.Distinct().Where(key => set.GetString(key) is null);
    }
}
