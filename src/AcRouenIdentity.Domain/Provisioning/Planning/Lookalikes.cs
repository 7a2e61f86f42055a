using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Provisioning.Identifiers;

namespace AcRouenIdentity.Domain.Provisioning.Planning;

/// <summary>Delegated people whom a feed may bring one day under a key of its own.</summary>
internal sealed class Lookalikes
{
    private readonly Dictionary<(string GivenName, string Surname), List<KnownPerson>> delegated = [];

    public Lookalikes(IEnumerable<KnownPerson> people)
    {
        foreach (var person in people.Where(person => person.State != AccountState.Erased))
        {
            foreach (var name in NamesOf(person.Facts))
                Add(name, person);
        }
    }

    public IReadOnlyList<DirectoryKey> Of(PersonFacts facts)
    {
        if (delegated.Count == 0)
            return [];

        return [.. NamesOf(facts)
            .SelectMany(name => delegated.GetValueOrDefault(name) ?? [])
            .Where(person => MayBeTheSame(person.Facts, facts))
            .Select(person => person.Key)
            .Distinct()
            .OrderBy(key => key.Value, StringComparer.Ordinal)];
    }

    private void Add((string GivenName, string Surname) name, KnownPerson person)
    {
        if (!delegated.TryGetValue(name, out var people))
            delegated.Add(name, people = []);
        people.Add(person);
    }

    private static bool MayBeTheSame(PersonFacts one, PersonFacts other) =>
        one.BirthDate is { } born && other.BirthDate is { } alsoBorn ? born == alsoBorn : one.Establishments().Intersect(other.Establishments()).Any();

    private static IEnumerable<(string GivenName, string Surname)> NamesOf(PersonFacts facts)
    {
        var givenName = Comparable(facts.GivenName);
        var surname = Comparable(facts.Surname);
        yield return (givenName, surname);
        if (facts.BirthName is { } birthName && Comparable(birthName) is var other && other != surname)
            yield return (givenName, other);
    }

    /// <summary>Without accents and case; as written where that would leave letters out.</summary>
    private static string Comparable(string name) =>
        FoldedName.Of(name) is { LettersLeftOut: false } folded ? folded.ToString() : name.Trim().ToUpperInvariant();
}
