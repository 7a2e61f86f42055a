using AcRouenIdentity.Domain.Provisioning.Identifiers;
using AcRouenIdentity.Infrastructure.Provisioning;

namespace AcRouenIdentity.Web.Features.Directory.Index;

/// <summary>The words of a text as they are searched: without accents, case, hyphens and apostrophes.</summary>
internal static class SearchWords
{
    private const int LongestWord = 40;

    private static readonly HashSet<string> Particles = ["d", "da", "de", "des", "di", "du", "en", "et", "l", "la", "le", "les", "van", "von", "a", "au", "aux"];

    /// <summary>Of what somebody typed. Of a mail address that was pasted, what stands before its domain counts.</summary>
    public static IReadOnlyList<string> OfTyped(string? text) => Of(text?.Split('@')[0]);

    public static IReadOnlyList<string> Of(string? text)
    {
        var folded = SearchText.Fold(text ?? "").ToCharArray();
        for (var place = 0; place < folded.Length; place++)
        {
            if (!char.IsLetterOrDigit(folded[place]))
                folded[place] = ' ';
        }

        return [.. new string(folded).Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Shortened)];
    }

    /// <summary>The words by which somebody of that name is found: its own, those of its Latin letters (Иванова, Łoś), and all of them as one (Le Gall, Legall).</summary>
    public static IEnumerable<string> OfName(string name)
    {
        var latin = FoldedName.Of(name).ToString();
        return Of(name)
            .Concat(latin.Split('-', StringSplitOptions.RemoveEmptyEntries).Select(Shortened))
            .Append(Shortened(latin.Replace("-", "", StringComparison.Ordinal)))
            .Where(word => word.Length > 0)
            .Distinct();
    }

    /// <summary>A word that people leave out and put in: it helps to find, its absence hides nobody.</summary>
    public static bool IsParticle(string word) => Particles.Contains(word);

    // Whatever the feeds and the browsers send, a word costs no more than this.
    private static string Shortened(string word) => word.Length > LongestWord ? word[..LongestWord] : word;
}
