using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;

namespace AcRouenIdentity.Infrastructure.Feeds.Files;

/// <summary>What a value may hold.</summary>
internal static partial class FeedValue
{
    /// <summary>Controls, orders to write from right to left and what is no character: they hide text from those who read it, or break what prints it.</summary>
    private static readonly SearchValues<char> Forbidden = SearchValues.Create(
        [.. Enumerable.Range(0, 32).Concat(Enumerable.Range(0x7F, 33)).Concat(Enumerable.Range(0x202A, 5)).Concat(Enumerable.Range(0x2066, 4)).Select(code => (char)code),
            '\u2028', '\u2029', '\uFEFF', '\uFFFD', FeedText.Intruder]);

    private const int DetailLength = 80;

    /// <summary>False where there is a character that no name, label or address has, or half of one.</summary>
    public static bool IsClean(ReadOnlySpan<char> text) =>
        text.IndexOfAny(Forbidden) < 0 && (text.IndexOfAnyInRange('\uD800', '\uDFFF') < 0 || HasWholeRunes(text));

    /// <summary>Line ends and tabs are how the file was laid out: one space each.</summary>
    public static Span<char> Flatten(Span<char> text)
    {
        text.Replace('\n', ' ');
        text.Replace('\r', ' ');
        text.Replace('\t', ' ');
        return text.Trim();
    }

    /// <summary>Enough of a value to find it, safe to show anywhere: a NUMEN in the wrong place is still confidential.</summary>
    public static string Detail(ReadOnlySpan<char> text)
    {
        var masked = Numens().Replace(text[..Math.Min(text.Length, DetailLength)].ToString(), "•••");
        var shown = masked.ToCharArray();
        for (var left = shown.AsSpan(); left.IndexOfAny(Forbidden) is >= 0 and var at; left = left[(at + 1)..])
            left[at] = '·';
        return HasWholeRunes(shown) ? new string(shown) : new string(Array.FindAll(shown, letter => !char.IsSurrogate(letter)));
    }

    /// <summary>Also one cut short at the end, or run into other letters.</summary>
    [GeneratedRegex("[0-9]{2}[A-Z][0-9]{7}[A-Z]{0,3}", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Numens();

    private static bool HasWholeRunes(ReadOnlySpan<char> text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune == Rune.ReplacementChar)
                return false;
        }

        return true;
    }
}
