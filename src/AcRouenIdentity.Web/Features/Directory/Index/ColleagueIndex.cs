using AcRouenIdentity.Domain.People;

namespace AcRouenIdentity.Web.Features.Directory.Index;

/// <summary>What somebody looks for in the directory of people.</summary>
/// <param name="Text">Words of names, establishments, functions and disciplines, in any order.</param>
/// <param name="School">Words of the name or the town of an establishment, or its UAI.</param>
/// <param name="Function">Code, as <see cref="ColleagueIndex.Functions"/> has it.</param>
/// <param name="Discipline">Code, as <see cref="ColleagueIndex.Disciplines"/> has it.</param>
public sealed record ColleagueQuery(string? Text, string? School, string? Function, string? Discipline);

/// <summary>A function or a discipline, by which people are told apart.</summary>
public sealed record Label(string Code, string Text);

/// <param name="Keys">Of the directory, the best answer first.</param>
/// <param name="Total">Answers in all, beside those that are named.</param>
internal sealed record Candidates(IReadOnlyList<string> Keys, int Total);

/// <summary>
/// The people with an open account as they are searched, in the memory of this node; see <c>0011-directory-of-people.md</c>. It never changes: another takes its place. It may be behind the database by a
/// minute, so what it finds is looked up there before anybody sees it.
/// </summary>
internal sealed class ColleagueIndex
{
    private const int MostWords = 8;

    private static readonly (Closeness Closeness, int Surname, int GivenName, int Work)[] Scores =
    [
        (Closeness.Same, 110, 100, 30),
        (Closeness.Beginning, 65, 60, 15),
        (Closeness.OneMistake, 45, 40, 8),
        (Closeness.TwoMistakes, 22, 20, 4),
    ];

    private readonly IndexedPeople people;
    private readonly IndexedWorks works;

    internal ColleagueIndex(IndexedPeople people, IndexedWorks works)
    {
        this.people = people;
        this.works = works;
    }

    public int Count => people.Keys.Length;

    /// <summary>In the order of their texts.</summary>
    public IReadOnlyList<Label> Functions => works.Functions;

    public IReadOnlyList<Label> Disciplines => works.Disciplines;

    /// <summary>Null for one that the directory does not name.</summary>
    public Establishment? FindSchool(Rne rne) => works.Schools.GetValueOrDefault(rne);

    /// <summary>Key in the directory of whoever has this card; null for nobody.</summary>
    public string? FindKey(CardNumber card) => people.Cards.TryGetValue(card.Beginning, out var person) ? people.Keys[person] : null;

    public Candidates Find(ColleagueQuery query, int atMost)
    {
        var filter = works.FilterOf(query);
        foreach (var words in ReadingsOf(SearchWords.OfTyped(query.Text)))
        {
            var ranking = Rank(words, atMost, filter);
            if (ranking.Total > 0)
                return new Candidates([.. ranking.People.Select(person => people.Keys[person])], ranking.Total);
        }

        return new Candidates([], 0);
    }

    /// <summary>As typed; then, where that finds nobody, with two neighbours as one word (Le brun for Lebrun).</summary>
    private static IEnumerable<IReadOnlyList<string>> ReadingsOf(IReadOnlyList<string> typed)
    {
        string[] words = [.. typed.Take(MostWords)];
        yield return words;
        for (var place = 0; place < words.Length - 1; place++)
            yield return [.. words[..place], words[place] + words[place + 1], .. words[(place + 2)..]];
    }

    private Ranking Rank(IReadOnlyList<string> words, int atMost, Func<int, bool> filter)
    {
        using var tally = new Tally(Count);
        var hasNames = words.Any(word => !SearchWords.IsParticle(word));
        foreach (var word in words)
        {
            var weight = hasNames && SearchWords.IsParticle(word) ? WordWeight.Welcome : WordWeight.Needed;
            tally.BeginWord(weight);
            if (Weigh(tally, word) == 0 && weight == WordWeight.Needed)
                return Ranking.Nobody;
        }

        return tally.First(atMost, filter);
    }

    /// <returns>How many words answer this one.</returns>
    private int Weigh(Tally tally, string word)
    {
        var answers = AnswersTo(word, people.Surnames, score => score.Surname)
            .Concat(AnswersTo(word, people.GivenNames, score => score.GivenName))
            .Concat(AnswersTo(word, works.Words, score => score.Work))
            .ToList();
        if (answers.Exists(answer => answer.Closeness != Closeness.TwoMistakes))
            answers.RemoveAll(answer => answer.Closeness == Closeness.TwoMistakes);
        answers.Sort((one, other) => other.Score - one.Score);
        foreach (var (index, number, _, score) in answers)
            tally.Add(index.HoldersOf(number), score);
        return answers.Count;
    }

    private static IEnumerable<(WordIndex Index, int Number, Closeness Closeness, int Score)> AnswersTo(
        string word, WordIndex index, Func<(Closeness Closeness, int Surname, int GivenName, int Work), int> score) =>
        index.Find(word).Select(found => (index, found.Word, found.Closeness, score(Scores[(int)found.Closeness])));
}
