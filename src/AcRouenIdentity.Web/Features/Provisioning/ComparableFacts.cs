using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Provisioning.Feeds;
using AcRouenIdentity.Domain.Provisioning.Planning;

namespace AcRouenIdentity.Web.Features.Provisioning;

/// <summary>A directory keeps postings as a set, so that their order in a feed is no difference; which one is the main one is a fact of its own.</summary>
internal static class ComparableFacts
{
    public static KnownPerson Of(KnownPerson person) =>
        person with { Facts = person.Facts with { Postings = InOrder(person.Facts.Postings) } };

    public static FeedRecord Of(FeedRecord record) => record switch
    {
        FeedRecord.PersonSaid said => said with { Person = said.Person with { Postings = InOrder(said.Person.Postings) } },
        FeedRecord.PersonChanged changed => changed with { Change = changed.Change with { Postings = InOrder(changed.Change.Postings) } },
        _ => record,
    };

    private static IReadOnlyList<Posting> InOrder(IReadOnlyList<Posting> postings) => postings.Count < 2
        ? postings
        : [.. postings.Distinct().OrderBy(posting => posting.ToString(), StringComparer.Ordinal)];
}
