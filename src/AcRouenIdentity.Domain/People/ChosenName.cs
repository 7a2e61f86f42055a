using System.Globalization;
using System.Text;

namespace AcRouenIdentity.Domain.People;

public enum ChosenNameFlaw
{
    NameMissing,
    NameTooLong,

    /// <summary>It holds what is not seen: control characters, or marks that turn the direction of writing.</summary>
    NameUnreadable,
}

/// <summary>What people may call a thing of theirs, a passkey or a mail program: one line that reads the same for everybody.</summary>
public static class ChosenName
{
    /// <summary>In characters as people count them.</summary>
    public const int Longest = 50;

    /// <returns>Null where the name will do.</returns>
    public static ChosenNameFlaw? FlawOf(string? typed)
    {
        if (string.IsNullOrWhiteSpace(typed))
            return ChosenNameFlaw.NameMissing;
        if (typed.Trim().EnumerateRunes().Any(IsHidden))
            return ChosenNameFlaw.NameUnreadable;
        return new StringInfo(Canonical(typed)).LengthInTextElements > Longest || Canonical(typed).Length > 4 * Longest ? ChosenNameFlaw.NameTooLong : null;
    }

    /// <summary>Composed (NFC), without spaces around or in rows.</summary>
    public static string Canonical(string typed) => string.Join(' ', typed.Normalize().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static bool IsHidden(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
        || rune == Rune.ReplacementChar;
}
