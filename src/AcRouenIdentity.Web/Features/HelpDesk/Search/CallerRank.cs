using AcRouenIdentity.Infrastructure.Search;

namespace AcRouenIdentity.Web.Features.HelpDesk.Search;

/// <summary>How well somebody answers to what was typed.</summary>
/// <param name="OfSchoolOnly">Words that only their establishments have.</param>
/// <param name="NotWhole">Words that are the beginning of one of theirs and no more.</param>
internal readonly record struct CallerRank(int OfSchoolOnly, int NotWhole)
{
    public static CallerRank Of(CallerRow row, IReadOnlyList<string> words)
    {
        var own = PeopleWords.Of(row.SearchText).ToHashSet();
        var missing = words.Where(word => !own.Contains(word)).ToArray();
        var begun = missing.Count(word => own.Any(mine => mine.StartsWith(word, StringComparison.Ordinal)));
        return new CallerRank(missing.Length - begun, begun);
    }
}
