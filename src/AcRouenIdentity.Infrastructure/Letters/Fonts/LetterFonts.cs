using System.Globalization;
using System.Text;

namespace AcRouenIdentity.Infrastructure.Letters.Fonts;

internal enum Face
{
    Text,
    Bold,

    /// <summary>Its characters are not taken for one another.</summary>
    Code,
}

/// <summary>
/// The fonts of letters. A word that the font of its face does not have is taken from the others, whole if one of them has all of it; what none has is written with the letter it comes
/// from, or a question mark: names of all scripts are printed, and printing never fails on one.
/// </summary>
internal sealed class LetterFonts(TrueTypeFont text, TrueTypeFont bold, TrueTypeFont code, IReadOnlyList<TrueTypeFont> others)
{
    private static readonly Rune Unknown = new('?');

    public TrueTypeFont Of(Face face) => face switch
    {
        Face.Text => text,
        Face.Bold => bold,
        Face.Code => code,
    };

    /// <param name="word">No line ends in it; what cannot be seen is left out.</param>
    public IEnumerable<GlyphRun> Spell(string word, Face face)
    {
        var characters = word.Normalize(NormalizationForm.FormC).EnumerateRunes().Where(IsSeen).ToList();
        var first = characters.FindIndex(RightToLeft.Is);
        if (first < 0)
            return Spell(characters, face);
        // What stands around the name, a comma or a bracket, is of the text that it stands in.
        var end = characters.FindLastIndex(RightToLeft.Is) + 1;
        return [.. Spell(characters[..first], face), .. SpellBackwards(characters[first..end], face), .. Spell(characters[end..], face)];
    }

    private IEnumerable<GlyphRun> Spell(IReadOnlyList<Rune> characters, Face face)
    {
        if (characters.Count == 0)
            return [];
        var fonts = FontsOf(face);
        return fonts.FirstOrDefault(font => characters.All(character => font.Find(character) is not null)) is { } one
            ? [new GlyphRun(one, [.. characters.Select(character => GlyphOf(one, character, character))])]
            : SpellOneByOne(characters, fonts);
    }

    private IEnumerable<GlyphRun> SpellBackwards(IReadOnlyList<Rune> characters, Face face)
    {
        var spoken = string.Concat(characters);
        return Spell(RightToLeft.InDrawingOrder(characters), face).Select((run, at) => run with { Spoken = at == 0 ? spoken : "" });
    }

    private static IEnumerable<GlyphRun> SpellOneByOne(IReadOnlyList<Rune> characters, IReadOnlyList<TrueTypeFont> fonts)
    {
        var run = new List<Glyph>();
        TrueTypeFont? current = null;
        foreach (var (font, glyph) in characters.Select(character => Nearest(character, fonts)))
        {
            if (current is not null && current != font)
            {
                yield return new GlyphRun(current, run);
                run = [];
            }

            current = font;
            run.Add(glyph);
        }

        if (current is not null)
            yield return new GlyphRun(current, run);
    }

    private static (TrueTypeFont Font, Glyph Glyph) Nearest(Rune character, IReadOnlyList<TrueTypeFont> fonts)
    {
        foreach (var form in new[] { character, Plain(character), Unknown })
        {
            if (fonts.FirstOrDefault(font => font.Find(form) is not null) is { } font)
                return (font, GlyphOf(font, form, character));
        }

        return (fonts[0], new Glyph(0, character));
    }

    /// <summary>The letter without its marks; an ordinary space for a narrow one.</summary>
    private static Rune Plain(Rune character) => character.ToString().Normalize(NormalizationForm.FormKD).EnumerateRunes().First();

    private static Glyph GlyphOf(TrueTypeFont font, Rune drawn, Rune meant) => new(font.Find(drawn) ?? 0, RightToLeft.Letter(meant));

    private static bool IsSeen(Rune character) => Rune.GetUnicodeCategory(character)
        is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.Surrogate or UnicodeCategory.OtherNotAssigned);

    private List<TrueTypeFont> FontsOf(Face face) => [Of(face), .. others];
}
