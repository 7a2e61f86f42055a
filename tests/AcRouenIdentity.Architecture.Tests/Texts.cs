using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace AcRouenIdentity.Architecture.Tests;

/// <summary>The texts that people read: French in <c>XxxTexts.resx</c>, English in <c>XxxTexts.en.resx</c>.</summary>
internal static partial class Texts
{
    // Attributes whose value is read aloud or shown.
    private const string Spoken = "alt|title|placeholder|label|aria-label|aria-description|aria-roledescription|aria-valuetext";

    /// <summary>What keeps two languages from saying the same: a key or a placeholder that only one has, an empty text, a key written twice.</summary>
    public static IEnumerable<string> Differences(string french, string english)
    {
        var neutral = Read(french);
        var other = Read(english);
        foreach (var twice in neutral.Concat(other).Where(texts => texts.Count() > 1).Select(texts => texts.Key).Distinct())
            yield return $"{twice}: written twice";
        foreach (var key in neutral.Select(texts => texts.Key).Union(other.Select(texts => texts.Key)))
        {
            var pair = (neutral[key].FirstOrDefault(), other[key].FirstOrDefault());
            if (string.IsNullOrWhiteSpace(pair.Item1) || string.IsNullOrWhiteSpace(pair.Item2))
                yield return $"{key}: missing or empty in one language";
            else if (!Placeholders(pair.Item1).SetEquals(Placeholders(pair.Item2)))
                yield return $"{key}: not the same placeholders";
        }
    }

    public static IEnumerable<string> Keys(string resx) => Read(resx).Select(texts => texts.Key);

    /// <summary>Whether HTML as it is written has words of its own, instead of texts from a resource.</summary>
    public static bool HasWords(string html) =>
        HasLetter(Entity().Replace(Tag().Replace(Comment().Replace(html, ""), ""), "")) || SpokenAttribute().Matches(html).Any(match => HasLetter(match.Groups["text"].Value));

    private static bool HasLetter(string text) => text.Any(char.IsLetter);

    private static ILookup<string, string> Read(string resx) => XDocument.Parse(resx).Root!.Elements("data")
        .ToLookup(data => data.Attribute("name")!.Value, data => data.Element("value")?.Value ?? "");

    private static HashSet<string> Placeholders(string text) => [.. Placeholder().Matches(text).Select(match => match.Value)];

    [GeneratedRegex(@"\{[0-9]+\}|\{\{[^}]*\}\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex("<!--.*?-->", RegexOptions.Singleline)]
    private static partial Regex Comment();

    // The last tag may be cut where an expression gives an attribute; what stands before the first > may be the rest of one.
    [GeneratedRegex(@"<[^>]*(>|$)|^[^<>]*""\s*/?>")]
    private static partial Regex Tag();

    [GeneratedRegex("&#?[0-9A-Za-z]+;")]
    private static partial Regex Entity();

    [GeneratedRegex($"""\b(?:{Spoken})="(?<text>[^"]*)""", RegexOptions.IgnoreCase)]
    private static partial Regex SpokenAttribute();
}
