using System.Globalization;
using System.Text;

namespace AcRouenIdentity.Web.Features.Shared.Lists;

/// <summary>A text of a feed as one line that says what it looks like.</summary>
internal static class PlainLine
{
    /// <summary>Line ends and other controls become spaces; marks that turn the direction of writing, and halves of characters, are left out.</summary>
    public static string Of(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsSpace(rune))
                plain.Append(' ');
            else if (rune != Rune.ReplacementChar && Rune.GetUnicodeCategory(rune) != UnicodeCategory.Format)
                plain.Append(rune);
        }

        return string.Join(' ', plain.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    private static bool IsSpace(Rune rune) => Rune.IsWhiteSpace(rune) || Rune.IsControl(rune);
}
