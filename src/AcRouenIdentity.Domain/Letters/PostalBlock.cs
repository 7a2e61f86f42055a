using System.Globalization;
using System.Text;

namespace AcRouenIdentity.Domain.Letters;

/// <summary>
/// Postal address as La Poste reads it by machine (NF Z 10-011): six lines of 38 characters at most, none empty, left aligned; from the street on in capitals without accents and without
/// punctuation; the last line is the postcode and the town.
/// </summary>
public sealed record PostalBlock
{
    public const int MaxLines = 6;
    public const int MaxCharacters = 38;

    private PostalBlock(IReadOnlyList<string> lines, bool isShortened) => (Lines, IsShortened) = (lines, isShortened);

    public IReadOnlyList<string> Lines { get; }

    /// <summary>True where something did not fit and was cut: the officer is told.</summary>
    public bool IsShortened { get; }

    /// <param name="identity">Whom it is for, then what stands before the street (<i>à l'attention de</i>, service): first lines, in their own spelling.</param>
    /// <param name="place">Street, <i>lieu-dit</i> or post box, postcode and town, as feeds write them, one line each; the last one is the town.</param>
    public static PostalBlock Of(IReadOnlyList<string> identity, IReadOnlyList<string> place)
    {
        var first = identity.Select(Tidy).Where(line => line.Length > 0).ToList();
        var last = place.Select(Delivery).Where(line => line.Length > 0).ToList();
        var (lines, isShortened) = Fit(first, last);
        var cut = lines.Select(Cut).ToList();
        return new PostalBlock(cut, isShortened || !cut.SequenceEqual(lines));
    }

    public bool Equals(PostalBlock? other) => other is not null && IsShortened == other.IsShortened && Lines.SequenceEqual(other.Lines);

    public override int GetHashCode() => Lines.Aggregate(IsShortened.GetHashCode(), HashCode.Combine);

    /// <summary>Who it is for and the town stay; complements go first, from the most distant of the street.</summary>
    private static (List<string> Lines, bool IsShortened) Fit(List<string> identity, List<string> place)
    {
        if (identity.Count + place.Count <= MaxLines)
            return ([.. identity, .. place], false);
        // One line for whom it is for, and as much of the place as counts: its end is what the sorting machine reads.
        var keptPlace = place.Skip(Math.Max(0, place.Count - (MaxLines - 1))).ToList();
        return ([.. identity.Take(MaxLines - keptPlace.Count), .. keptPlace], true);
    }

    /// <summary>One space between words; nothing that cannot be seen, for it could turn the text around or break it.</summary>
    private static string Tidy(string line) =>
        string.Join(' ', string.Concat(line.EnumerateRunes().Select(letter => IsSeen(letter) ? letter.ToString() : " ")).Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static bool IsSeen(Rune letter) => letter != Rune.ReplacementChar && !Rune.IsWhiteSpace(letter)
        && Rune.GetUnicodeCategory(letter) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);

    private static string Delivery(string line)
    {
        var plain = new StringBuilder();
        foreach (var letter in Tidy(line).Normalize(NormalizationForm.FormKD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(letter) is UnicodeCategory.NonSpacingMark)
                continue;
            plain.Append(InCapitals(letter));
        }

        return Tidy(plain.ToString());
    }

    /// <summary>Letters that are no letter with an accent, and yet not on the keys of a sorting machine, as French writes them.</summary>
    private static string InCapitals(char letter) => char.ToUpperInvariant(letter) switch
    {
        'Œ' => "OE",
        'Æ' => "AE",
        'ß' => "SS",
        'Ø' => "O",
        'Ł' => "L",
        'Đ' or 'Ð' => "D",
        'Þ' => "TH",
        'ı' => "I",
        var other when char.IsLetterOrDigit(other) || other is '/' => other.ToString(),
        _ => " ",
    };

    /// <summary>At a word's end where there is one in the second half of the line.</summary>
    private static string Cut(string line)
    {
        if (line.Length <= MaxCharacters)
            return line;
        var end = line.LastIndexOf(' ', MaxCharacters);
        var kept = line[..(end > MaxCharacters / 2 ? end : MaxCharacters)];
        return char.IsHighSurrogate(kept[^1]) ? kept[..^1] : kept;
    }
}
