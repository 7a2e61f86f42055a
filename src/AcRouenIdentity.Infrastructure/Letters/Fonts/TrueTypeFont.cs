using System.Buffers.Binary;
using System.Text;

namespace AcRouenIdentity.Infrastructure.Letters.Fonts;

/// <summary>
/// A font file with TrueType outlines, read once: what is needed to measure its glyphs and to embed some of them. PDFsharp embeds fonts too, but with all their metrics, with one level
/// of composed glyphs only (no accent on <c>ấ</c>), and without a word when a glyph is missing.
/// </summary>
/// <remarks>Tables and their fields: OpenType specification 1.9.</remarks>
internal sealed class TrueTypeFont
{
    private const int WindowsPlatform = 3;
    private const int UnicodePlatform = 0;
    private const int EmbeddingRestricted = 0x0002;
    private readonly byte[] file;
    private readonly Dictionary<string, Range> tables;
    private readonly Dictionary<int, ushort> glyphs = [];
    private readonly ushort[] advances;
    private readonly int measured;
    private readonly bool hasLongStarts;

    /// <exception cref="InvalidDataException">Not a font that could be embedded; the message says why.</exception>
    public TrueTypeFont(byte[] file)
    {
        this.file = file;
        tables = Tables(file);
        foreach (var needed in new[] { "head", "hhea", "hmtx", "maxp", "cmap", "loca", "glyf" })
        {
            if (!tables.ContainsKey(needed))
                throw new InvalidDataException($"not a font with TrueType outlines: it has no table '{needed}'");
        }

        if (Table("OS/2") is { Length: > 10 } windows && (UInt16(windows, 8) & EmbeddingRestricted) != 0)
            throw new InvalidDataException("its maker forbids to embed it");

        GlyphCount = UInt16(Table("maxp"), 4);
        UnitsPerEm = UInt16(Table("head"), 18);
        hasLongStarts = UInt16(Table("head"), 50) != 0;
        measured = UInt16(Table("hhea"), 34);
        advances = [.. Enumerable.Range(0, GlyphCount).Select(glyph => (ushort)UInt16(Table("hmtx"), 4 * Math.Min(glyph, measured - 1)))];
        ReadCharacters();
    }

    public int GlyphCount { get; }

    public int UnitsPerEm { get; }

    public int Ascent => Int16(Table("hhea"), 4);

    public int Descent => Int16(Table("hhea"), 6);

    public int CapHeight => Table("OS/2") is { Length: > 90 } windows && Int16(windows, 88) is > 0 and var height ? height : Ascent * 7 / 10;

    /// <summary>Left, bottom, right, top of all glyphs laid over one another.</summary>
    public (int Left, int Bottom, int Right, int Top) Bounds =>
        (Int16(Table("head"), 36), Int16(Table("head"), 38), Int16(Table("head"), 40), Int16(Table("head"), 42));

    public bool IsFixedPitch => Table("post") is { Length: > 16 } names && BinaryPrimitives.ReadUInt32BigEndian(names[12..]) != 0;

    /// <summary>As PDF calls it: PostScript name, without what a PDF name could not hold.</summary>
    public string Name => field ??= ReadName();

    /// <returns>The glyph, or null where the font has none for that character.</returns>
    public ushort? Find(Rune character) => glyphs.TryGetValue(character.Value, out var glyph) ? glyph : null;

    /// <summary>Width of a glyph, in thousandths of the size.</summary>
    public double Width(ushort glyph) => AdvanceOf(glyph) * 1000.0 / UnitsPerEm;

    public int AdvanceOf(ushort glyph) => advances[glyph];

    public int LeftBearingOf(ushort glyph) =>
        Int16(Table("hmtx"), glyph < measured ? (4 * glyph) + 2 : (4 * measured) + (2 * (glyph - measured)));

    /// <summary>Outline of a glyph, empty for a space.</summary>
    public ReadOnlySpan<byte> Outline(ushort glyph) => Table("glyf")[OutlineStart(glyph)..OutlineStart(glyph + 1)];

    public ReadOnlySpan<byte> Table(string tag) => tables.TryGetValue(tag, out var range) ? file.AsSpan(range) : default;

    private static Dictionary<string, Range> Tables(byte[] file)
    {
        if (file.Length < 12)
            throw new InvalidDataException("not a font");
        var tables = new Dictionary<string, Range>(StringComparer.Ordinal);
        for (var entry = 12; entry < 12 + (16 * UInt16(file, 4)) && entry + 16 <= file.Length; entry += 16)
        {
            var start = (int)BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(entry + 8));
            var length = (int)BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(entry + 12));
            if (start < 0 || length < 0 || start > file.Length - length)
                throw new InvalidDataException("the file is cut");
            tables[Encoding.ASCII.GetString(file, entry, 4)] = start..(start + length);
        }

        return tables;
    }

    private int OutlineStart(int glyph) => hasLongStarts
        ? (int)BinaryPrimitives.ReadUInt32BigEndian(Table("loca")[(4 * glyph)..])
        : 2 * UInt16(Table("loca"), 2 * glyph);

    /// <summary>The two forms that fonts of today have (4: the first plane, 12: all of Unicode); the fuller one is read last.</summary>
    private void ReadCharacters()
    {
        var map = Table("cmap");
        foreach (var format in new[] { 4, 12 })
        {
            for (var entry = 4; entry < 4 + (8 * UInt16(map, 2)); entry += 8)
            {
                var part = map[(int)BinaryPrimitives.ReadUInt32BigEndian(map[(entry + 4)..])..];
                if (UInt16(map, entry) is not (WindowsPlatform or UnicodePlatform) || UInt16(part, 0) != format)
                    continue;
                if (format == 4)
                    ReadSegments(part);
                else
                    ReadGroups(part);
            }
        }
    }

    private void ReadSegments(ReadOnlySpan<byte> part)
    {
        int twice = UInt16(part, 6);
        for (var segment = 0; segment < twice; segment += 2)
        {
            int end = UInt16(part, 14 + segment), start = UInt16(part, 16 + twice + segment), delta = UInt16(part, 16 + (2 * twice) + segment);
            var offsetAt = 16 + (3 * twice) + segment;
            int offset = UInt16(part, offsetAt);
            for (var character = start; character <= end && character < 0xFFFF; character++)
            {
                var glyph = offset == 0 ? character : UInt16(part, offsetAt + offset + (2 * (character - start)));
                Keep(character, glyph == 0 ? 0 : (glyph + delta) & 0xFFFF);
            }
        }
    }

    private void ReadGroups(ReadOnlySpan<byte> part)
    {
        var count = (int)BinaryPrimitives.ReadUInt32BigEndian(part[12..]);
        for (var group = 0; group < count; group++)
        {
            var at = part[(16 + (12 * group))..];
            var start = (int)BinaryPrimitives.ReadUInt32BigEndian(at);
            var end = (int)BinaryPrimitives.ReadUInt32BigEndian(at[4..]);
            for (var character = start; character <= end; character++)
                Keep(character, (int)BinaryPrimitives.ReadUInt32BigEndian(at[8..]) + character - start);
        }
    }

    private void Keep(int character, int glyph)
    {
        if (glyph > 0 && glyph < GlyphCount)
            glyphs[character] = (ushort)glyph;
    }

    private string ReadName()
    {
        const int PostScriptName = 6;
        var names = Table("name");
        for (var entry = 6; names.Length > 6 && entry < 6 + (12 * UInt16(names, 2)); entry += 12)
        {
            if (UInt16(names, entry) != WindowsPlatform || UInt16(names, entry + 6) != PostScriptName)
                continue;
            var text = names.Slice(UInt16(names, 4) + UInt16(names, entry + 10), UInt16(names, entry + 8));
            return string.Concat(Encoding.BigEndianUnicode.GetString(text).Where(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-'));
        }

        return "Font";
    }

    private static int UInt16(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16BigEndian(bytes[at..]);

    private static int Int16(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadInt16BigEndian(bytes[at..]);
}
