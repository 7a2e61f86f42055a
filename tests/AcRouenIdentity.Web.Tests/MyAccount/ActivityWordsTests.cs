using System.Globalization;
using System.Reflection;
using System.Resources;
using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Web.Features.MyAccount;

namespace AcRouenIdentity.Web.Tests.MyAccount;

/// <summary>Whatever happens to somebody is said to them in words of their language.</summary>
public sealed class ActivityWordsTests
{
    private static readonly ResourceManager Texts = new(typeof(MyAccountTexts));

    /// <summary>Events of which a person is the subject.</summary>
    private static readonly Type[] Events =
        [.. typeof(AuditEvent).GetNestedTypes(BindingFlags.Public).Where(happened => happened.GetConstructors().Any(made => made.GetParameters().Any(fact => fact.Name == "Subject")))];

    [Theory, InlineData("fr"), InlineData("en")]
    public void Each_event_about_a_person_and_each_of_its_choices_has_words(string language)
    {
        var wanted = Events.Select(happened => $"Event{happened.Name}").Concat(Events.SelectMany(happened => happened.GetProperties()
            .Where(fact => fact.Name != "Kind" && fact.PropertyType.IsEnum)
            .SelectMany(fact => Enum.GetNames(fact.PropertyType).Select(choice => $"Event{happened.Name}_{choice}"))));

        Events.Should().HaveCountGreaterThan(15);
        wanted.Where(key => Texts.GetResourceSet(CultureInfo.GetCultureInfo(language), createIfNotExists: true, tryParents: language == "fr")!.GetString(key) is null).Should().BeEmpty();
    }
}
