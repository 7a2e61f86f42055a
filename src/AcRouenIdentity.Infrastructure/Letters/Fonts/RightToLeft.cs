using System.Text;
using System.Text.RegularExpressions;

namespace AcRouenIdentity.Infrastructure.Letters.Fonts;

/// <summary>
/// A name in Hebrew or Arabic script, one word at a time: drawn from its end, Arabic letters joined by the shapes that Unicode keeps for those who cannot join them themselves (Arabic
/// Presentation Forms-B). That is enough for a name, and not for a text.
/// </summary>
internal static partial class RightToLeft
{
    private const int FirstLetter = 0x0621;
    private const int FirstShape = 0xFE80;

    // How many shapes each letter from U+0621 on has: alone, at the end, at the beginning, in the middle. U+063B to U+0640 have none there.
    private const string Shapes = "12222424244444222244444444" + "000000" + "4444444224";
    private static readonly int[] FirstShapes = [.. Shapes.Select((_, at) => FirstShape + Shapes[..at].Sum(count => count - '0'))];

    public static bool Is(Rune character) => character.Value is (>= 0x0590 and < 0x0780) or (>= 0xFB1D and < 0xFE00) or (>= 0xFE70 and < 0xFF00);

    public static IReadOnlyList<Rune> InDrawingOrder(IReadOnlyList<Rune> word) => [.. word.Select((character, at) => Shape(word, at)).Reverse()];

    /// <summary>Words that follow one another from right to left are drawn as one.</summary>
    public static string Glue(string text) => Between().Replace(text, "\u00A0");

    /// <summary>The letter that a shape is one of.</summary>
    public static Rune Letter(Rune shape) => shape.Value is >= FirstShape and < 0xFEFF ? shape.ToString().Normalize(NormalizationForm.FormKC).EnumerateRunes().First() : shape;

    private static Rune Shape(IReadOnlyList<Rune> word, int at)
    {
        var count = ShapesOf(word[at]);
        if (count == 0)
            return word[at];
        var joinsBefore = at > 0 && ShapesOf(word[at - 1]) == 4 && count > 1;
        var joinsAfter = count == 4 && at + 1 < word.Count && ShapesOf(word[at + 1]) > 1;
        return new Rune(FirstShapes[word[at].Value - FirstLetter] + (joinsBefore ? 1 : 0) + (joinsAfter ? 2 : 0));
    }

    private static int ShapesOf(Rune character) =>
        character.Value - FirstLetter is >= 0 and var at && at < Shapes.Length ? Shapes[at] - '0' : 0;

    [GeneratedRegex("(?<=[\u0590-\u077F]) (?=[\u0590-\u077F])", RegexOptions.CultureInvariant)]
    private static partial Regex Between();
}
