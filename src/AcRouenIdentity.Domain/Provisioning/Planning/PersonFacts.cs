using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Provisioning.Feeds;

namespace AcRouenIdentity.Domain.Provisioning.Planning;

/// <summary>All that feeds say of a person, put together.</summary>
public sealed record PersonFacts
{
    public required string Surname { get; init; }

    public required string GivenName { get; init; }

    public IReadOnlyList<string> OtherGivenNames { get; init; } = [];

    public string? BirthName { get; init; }

    public DateOnly? BirthDate { get; init; }

    public Civility? Civility { get; init; }

    /// <summary>Null for people outside every establishment.</summary>
    public Rne? MainEstablishment { get; init; }

    public IReadOnlyList<Posting> Postings { get; init; } = [];

    public bool? IsTeacher { get; init; }

    public Numen? Numen { get; init; }

    public DateOnly? Start { get; init; }

    /// <summary>Last day of service, included.</summary>
    public DateOnly? End { get; init; }

    public string? PostalAddress { get; init; }

    /// <summary>Where the person serves, the main establishment included.</summary>
    public IEnumerable<Rne> Establishments() =>
        MainEstablishment is { } main ? Postings.Select(posting => posting.Rne).Prepend(main) : Postings.Select(posting => posting.Rne);

    /// <summary>What is not the same in both. The order of the postings counts, as their main one is the first.</summary>
    public FeedFacts DifferencesFrom(PersonFacts other) =>
        If(Surname != other.Surname, FeedFacts.Surname)
        | If(GivenName != other.GivenName, FeedFacts.GivenName)
        | If(!OtherGivenNames.SequenceEqual(other.OtherGivenNames), FeedFacts.OtherGivenNames)
        | If(BirthName != other.BirthName, FeedFacts.BirthName)
        | If(BirthDate != other.BirthDate, FeedFacts.BirthDate)
        | If(Civility != other.Civility, FeedFacts.Civility)
        | If(MainEstablishment != other.MainEstablishment, FeedFacts.MainEstablishment)
        | If(!Postings.SequenceEqual(other.Postings), FeedFacts.Postings)
        | If(IsTeacher != other.IsTeacher, FeedFacts.IsTeacher)
        | If(Numen != other.Numen, FeedFacts.Numen)
        | If(Start != other.Start, FeedFacts.Start)
        | If(End != other.End, FeedFacts.End)
        | If(PostalAddress != other.PostalAddress, FeedFacts.PostalAddress);

    private static FeedFacts If(bool differs, FeedFacts fact) => differs ? fact : FeedFacts.None;
}
