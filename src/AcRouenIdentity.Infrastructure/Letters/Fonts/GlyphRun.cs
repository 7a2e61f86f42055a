using System.Text;

namespace AcRouenIdentity.Infrastructure.Letters.Fonts;

/// <param name="Number">In its font.</param>
/// <param name="Text">What it stands for.</param>
internal readonly record struct Glyph(ushort Number, Rune Text);

/// <summary>Glyphs of one font, side by side in the order in which they are drawn.</summary>
/// <param name="Spoken">The text that they stand for, where drawing order and reading order differ.</param>
internal sealed record GlyphRun(TrueTypeFont Font, IReadOnlyList<Glyph> Glyphs, string? Spoken = null)
{
    /// <summary>In thousandths of the size.</summary>
    public double Width { get; } = Glyphs.Sum(glyph => Font.Width(glyph.Number));
}
