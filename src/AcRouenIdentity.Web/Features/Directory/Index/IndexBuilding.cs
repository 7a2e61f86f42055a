using System.Globalization;
using AcRouenIdentity.Domain.People;

namespace AcRouenIdentity.Web.Features.Directory.Index;

/// <summary>What is read of a person to be found.</summary>
/// <param name="Establishments">As the record has them: <c>;0769001W;0279001M;</c>.</param>
/// <param name="Postings">As the record has them, one a line; null for none.</param>
internal sealed record IndexedRow(string DirectoryKey, string GivenName, string Surname, string Establishments, string? Postings);

/// <summary>Makes an index of the rows of the database.</summary>
internal sealed class IndexBuilding
{
    private static readonly StringComparer French = StringComparer.Create(CultureInfo.GetCultureInfo("fr-FR"), CompareOptions.None);

    private readonly CardNumbers cards;
    private readonly WorkBuilding works;
    private readonly Dictionary<string, string[]> wordsOfNames = new(StringComparer.Ordinal);

    /// <param name="schools">Those of all rows that the directory names.</param>
    public IndexBuilding(CardNumbers cards, IReadOnlyDictionary<Rne, Establishment> schools)
    {
        this.cards = cards;
        works = new WorkBuilding(schools);
    }

    public ColleagueIndex Build(IEnumerable<IndexedRow> rows)
    {
        IndexedRow[] ordered = [.. rows
            .OrderBy(row => row.Surname, French)
            .ThenBy(row => row.GivenName, French)
            .ThenBy(row => row.DirectoryKey, StringComparer.Ordinal)];
        var (surnames, givenNames) = (new WordIndex.Builder(), new WordIndex.Builder());
        var numbers = new Dictionary<ulong, int>(ordered.Length);
        for (var person = 0; person < ordered.Length; person++)
        {
            var row = ordered[person];
            surnames.Add(person, WordsOf(row.Surname));
            givenNames.Add(person, WordsOf(row.GivenName));
            works.Add(row);
            numbers[cards.Of(row.DirectoryKey).Beginning] = person;
        }

        var people = new IndexedPeople(Array.ConvertAll(ordered, row => row.DirectoryKey), numbers, surnames.Build(), givenNames.Build());
        return new ColleagueIndex(people, works.Build());
    }

    /// <summary>Names repeat: each is taken apart once.</summary>
    private string[] WordsOf(string name)
    {
        if (!wordsOfNames.TryGetValue(name, out var words))
            wordsOfNames.Add(name, words = [.. SearchWords.OfName(name)]);
        return words;
    }
}
