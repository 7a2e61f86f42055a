using AcRouenIdentity.Web.Features.Directory.Index;
using AcRouenIdentity.Web.Features.Directory.Limits;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.Directory;

public abstract record SearchOutcome
{
    private SearchOutcome()
    {
    }

    /// <param name="People">Those of the sheet.</param>
    /// <param name="Count">How many all sheets show.</param>
    /// <param name="Sheet">From 1.</param>
    /// <param name="HasMore">There are others, whom no sheet shows.</param>
    public sealed record Found(IReadOnlyList<Colleague> People, int Count, int Sheet, int Sheets, bool HasMore) : SearchOutcome;

    /// <summary>Nothing was said that people could be found by.</summary>
    public sealed record TooShort : SearchOutcome;

    public sealed record Wait(TimeSpan For) : SearchOutcome;
}

/// <summary>Finds colleagues, as often as one person may ask.</summary>
internal sealed class ColleagueSearch(IndexKeeper keeper, Colleagues colleagues, DirectoryAllowance allowance, IOptions<ColleaguesOptions> options)
{
    public const int RowsOfASheet = 10;
    private const int LongestText = 100;
    private const int FewestLetters = 2;

    /// <summary>Those who hid since the index was made leave their places to others.</summary>
    private const int Spare = 20;

    /// <param name="subject"><c>sub</c> of who asks.</param>
    public async Task<SearchOutcome> FindAsync(ColleagueQuery query, int sheet, string subject, CancellationToken cancellationToken)
    {
        var asked = query with { Text = Shortened(query.Text), School = Shortened(query.School) };
        if (!SaysSomething(asked.Text) && !SaysSomething(asked.School))
            return new SearchOutcome.TooShort();
        if (await allowance.TakeSearchAsync(subject, cancellationToken) is { } wait)
            return new SearchOutcome.Wait(wait);

        var index = await keeper.GetAsync(cancellationToken);
        var most = options.Value.MostShown;
        var candidates = index.Find(asked, most + Spare);
        var listed = await colleagues.FindListedAsync(index, candidates.Keys, cancellationToken);
        return SheetOf([.. listed.Take(most)], sheet, hasMore: listed.Count > most);
    }

    private static SearchOutcome.Found SheetOf(IReadOnlyList<Colleague> shown, int sheet, bool hasMore)
    {
        var sheets = Math.Max(1, (shown.Count + RowsOfASheet - 1) / RowsOfASheet);
        var number = Math.Clamp(sheet, 1, sheets);
        return new SearchOutcome.Found([.. shown.Skip((number - 1) * RowsOfASheet).Take(RowsOfASheet)], shown.Count, number, sheets, hasMore);
    }

    private static bool SaysSomething(string? text) => SearchWords.Of(text).Sum(word => word.Length) >= FewestLetters;

    private static string? Shortened(string? text) => text?.Length > LongestText ? text[..LongestText] : text;
}
