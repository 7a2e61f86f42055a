using System.Globalization;
using System.Text;

namespace AcRouenIdentity.Infrastructure.Provisioning;

/// <summary>Texts as they are searched: without accents and case, one space between words, ligatures open.</summary>
public static class SearchText
{
    private const char Unreadable = '\uFFFE';

    /// <summary>Begins and ends with a space, so that the beginning of a word is found by a space before it.</summary>
    public static string Of(IEnumerable<string?> texts) => $" {string.Join(' ', texts.Select(text => Fold(text ?? "")).Where(text => text.Length > 0))} ";

    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var letter in Readable(text).Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(letter) == UnicodeCategory.NonSpacingMark)
                continue;
            folded.Append(letter switch
            {
                'œ' or 'Œ' => "oe",
                'æ' or 'Æ' => "ae",
                'ß' => "ss",
                '\'' or '’' or '-' => " ",
                _ => char.ToLowerInvariant(letter).ToString(),
            });
        }

        return string.Join(' ', folded.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>Half a character, and U+FFFE, cannot be normalized.</summary>
    private static string Readable(string text) => text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF') < 0 && !text.Contains(Unreadable)
        ? text
        : string.Concat(text.EnumerateRunes()).Replace(Unreadable, ' ');
}
