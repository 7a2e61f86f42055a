using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace AcRouenIdentity.Domain.Provisioning.Identifiers;

/// <summary>
/// A name in the letters that logins and addresses may carry: <c>a</c> to <c>z</c>, words joined by one hyphen, empty where nothing can be read.
/// Marks fall, ligatures open, apostrophes join, everything between two words is a hyphen (DOMAIN 5). Cyrillic follows ICAO Doc 9303-3, Greek ISO 843
/// without its marks; other scripts are left out and said so. Digits fall, so that the number of a homonym is the only one.
/// </summary>
public readonly record struct FoldedName
{
    /// <summary>Far more than an identifier holds; a value of megabytes costs no more than this.</summary>
    private const int LongestRead = 512;

    /// <summary>Each entry: a letter, then what it becomes. Only letters that Unicode does not decompose.</summary>
    private static readonly FrozenDictionary<char, string> Letters = Table(
        "œoe æae ßss øo đd ðd þth łl ħh ıi ŋn ŧt ĸk ƀb ɓb ƈc ɖd ɗd əe ɛe ƒf ɣg ɠg ɨi ƙk ɲn ɔo ƥp ʈt ƭt ʉu ʋv ƴy ƶz ȥz ɩi ʊu ⱥa ɇe ɉj ɍr ɏy ȼc ƚl",
        "аa бb вv гg дd еe жzh зz иi кk лl мm нn оo пp рr сs тt уu фf хkh цts чch шsh щshch ъie ыy ь эe юiu яia",
        "єie іi ґg ђd јj љlj њnj ћc џdz ѕdz ғg қk ңn өo ұu үu һh әa җzh ӏ",
        "αa βv γg δd εe ζz ηi θth ιi κk λl μm νn ξx οo πp ρr σs ςs τt υy φf χch ψps ωo");

    private readonly string? text;

    private FoldedName(string text, bool lettersLeftOut)
    {
        this.text = text;
        LettersLeftOut = lettersLeftOut;
    }

    /// <summary>Some letters belong to a script that is not read here: an officer should look at the identifiers.</summary>
    public bool LettersLeftOut { get; }

    public static FoldedName Of(string? name)
    {
        var read = new StringBuilder();
        var leftOut = !Sanitize(name.AsSpan()[..Math.Min(name?.Length ?? 0, LongestRead)], read);
        var folded = new StringBuilder(read.Length);
        var previous = '\0';
        foreach (var rune in read.ToString().Normalize(NormalizationForm.FormKD).EnumerateRunes())
        {
            var letter = rune.IsBmp ? char.ToLowerInvariant((char)rune.Value) : '\0';
            leftOut |= !Append(folded, rune, letter, previous);
            previous = letter;
        }

        return new FoldedName(folded.ToString().Trim('-'), leftOut);
    }

    public override string ToString() => text ?? "";

    /// <summary>What normalization accepts: no half surrogate, nothing unassigned. The acute accent typed for an apostrophe would come apart into a space.</summary>
    private static bool Sanitize(ReadOnlySpan<char> name, StringBuilder read)
    {
        var whole = true;
        foreach (var rune in name.EnumerateRunes())
        {
            if (rune == Rune.ReplacementChar || Rune.GetUnicodeCategory(rune) == UnicodeCategory.OtherNotAssigned)
                whole = false;
            else if (!IsApostrophe(rune))
                read.Append(rune);
        }

        return whole;
    }

    /// <returns>False for a letter that cannot be read.</returns>
    private static bool Append(StringBuilder folded, Rune rune, char letter, char previous)
    {
        if (char.IsAsciiLetterLower(letter))
            folded.Append(letter);
        else if (letter == 'υ' && previous is 'α' or 'ε' or 'ο')
            folded.Append('u');
        else if (Letters.TryGetValue(letter, out var letters))
            folded.Append(letters);
        else if (Rune.IsLetter(rune))
            return Rune.GetUnicodeCategory(rune) == UnicodeCategory.ModifierLetter;
        else if (IsBetweenWords(rune) && folded.Length > 0 && folded[^1] != '-')
            folded.Append('-');
        return true;
    }

    private static bool IsApostrophe(Rune rune) => rune.Value is '\'' or '`' or '´' or '‘' or '’' or '‛' or '′' or '＇' or 'ʹ' or 'ʻ' or 'ʼ' or 'ʿ' or 'ʾ' or '·';

    private static bool IsBetweenWords(Rune rune) => Rune.GetUnicodeCategory(rune)
        is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark
            or UnicodeCategory.Format or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber);

    private static FrozenDictionary<char, string> Table(params string[] lines) =>
        lines.SelectMany(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToFrozenDictionary(entry => entry[0], entry => entry[1..]);
}
