using System.Buffers.Binary;
using System.Text;

namespace AcRouenIdentity.Infrastructure.Letters.Fonts;

/// <summary>
/// The glyphs of a font that one document uses, numbered anew in the order of their first use, as a font file of their own. Hinting is left out: it is for screens of few dots, and the
/// glyphs are printed.
/// </summary>
internal sealed class FontSubset(TrueTypeFont font)
{
    private const int HasWords = 0x0001;
    private const int HasScale = 0x0008;
    private const int HasMore = 0x0020;
    private const int HasTwoScales = 0x0040;
    private const int HasMatrix = 0x0080;
    private const int HasInstructions = 0x0100;
    private readonly Dictionary<ushort, ushort> numbers = new() { [0] = 0 };
    private readonly List<ushort> glyphs = [0];
    private readonly Dictionary<ushort, Rune> texts = [];

    public TrueTypeFont Font => font;

    /// <summary>Widths by new number, in thousandths of the size.</summary>
    public IEnumerable<double> Widths => glyphs.Select(font.Width);

    /// <summary>What each new number stands for, for whoever copies or reads aloud.</summary>
    public IEnumerable<KeyValuePair<ushort, Rune>> Texts => texts;

    /// <returns>The new number of a glyph of the font.</returns>
    public ushort Use(ushort glyph, Rune text)
    {
        var number = NumberOf(glyph);
        texts.TryAdd(number, text);
        return number;
    }

    public byte[] ToFile()
    {
        var outlines = new MemoryStream();
        var starts = new List<int>();
        // Composed glyphs bring their parts along, which go to the end of the list that is gone through.
        for (var number = 0; number < glyphs.Count; number++)
        {
            starts.Add((int)outlines.Length);
            outlines.Write(Rewrite(font.Outline(glyphs[number])));
            while (outlines.Length % 4 != 0)
                outlines.WriteByte(0);
        }

        starts.Add((int)outlines.Length);
        return Assemble(new SortedDictionary<string, byte[]>(StringComparer.Ordinal)
        {
            ["glyf"] = outlines.ToArray(),
            ["head"] = Head(),
            ["hhea"] = With(font.Table("hhea"), 34, (ushort)glyphs.Count),
            ["hmtx"] = Metrics(),
            ["loca"] = Starts(starts),
            ["maxp"] = With(font.Table("maxp"), 4, (ushort)glyphs.Count),
        });
    }

    private ushort NumberOf(ushort glyph)
    {
        if (numbers.TryGetValue(glyph, out var number))
            return number;
        number = (ushort)glyphs.Count;
        glyphs.Add(glyph);
        numbers.Add(glyph, number);
        return number;
    }

    private ReadOnlySpan<byte> Rewrite(ReadOnlySpan<byte> outline) => outline.Length == 0
        ? outline
        : BinaryPrimitives.ReadInt16BigEndian(outline) is >= 0 and var contours ? WithoutInstructions(outline, contours) : WithNewNumbers(outline.ToArray());

    private static byte[] WithoutInstructions(ReadOnlySpan<byte> outline, int contours)
    {
        var at = 10 + (2 * contours);
        var instructions = BinaryPrimitives.ReadUInt16BigEndian(outline[at..]);
        return [.. outline[..at], 0, 0, .. outline[(at + 2 + instructions)..]];
    }

    private ReadOnlySpan<byte> WithNewNumbers(byte[] outline)
    {
        var at = 10;
        int flags;
        do
        {
            flags = BinaryPrimitives.ReadUInt16BigEndian(outline.AsSpan(at));
            var part = BinaryPrimitives.ReadUInt16BigEndian(outline.AsSpan(at + 2));
            BinaryPrimitives.WriteUInt16BigEndian(outline.AsSpan(at), (ushort)(flags & ~HasInstructions));
            BinaryPrimitives.WriteUInt16BigEndian(outline.AsSpan(at + 2), NumberOf(part));
            at += 4 + ((flags & HasWords) != 0 ? 4 : 2) + ScaleBytes(flags);
        }
        while ((flags & HasMore) != 0);
        return outline.AsSpan(0, at);
    }

    private static int ScaleBytes(int flags) => (flags & HasMatrix) != 0 ? 8 : (flags & HasTwoScales) != 0 ? 4 : (flags & HasScale) != 0 ? 2 : 0;

    /// <summary>With long starts of outlines (<c>indexToLocFormat</c>), and no sum: the one of the whole file is written into it later.</summary>
    private byte[] Head()
    {
        var head = With(font.Table("head"), 50, 1);
        head.AsSpan(8, 4).Clear();
        return head;
    }

    private byte[] Metrics()
    {
        var metrics = new byte[4 * glyphs.Count];
        for (var number = 0; number < glyphs.Count; number++)
        {
            BinaryPrimitives.WriteUInt16BigEndian(metrics.AsSpan(4 * number), (ushort)font.AdvanceOf(glyphs[number]));
            BinaryPrimitives.WriteInt16BigEndian(metrics.AsSpan((4 * number) + 2), (short)font.LeftBearingOf(glyphs[number]));
        }

        return metrics;
    }

    private static byte[] Starts(List<int> starts)
    {
        var table = new byte[4 * starts.Count];
        for (var at = 0; at < starts.Count; at++)
            BinaryPrimitives.WriteInt32BigEndian(table.AsSpan(4 * at), starts[at]);
        return table;
    }

    private static byte[] With(ReadOnlySpan<byte> table, int at, ushort value)
    {
        var copy = table.ToArray();
        BinaryPrimitives.WriteUInt16BigEndian(copy.AsSpan(at), value);
        return copy;
    }

    /// <summary>The tables behind their list, each at a multiple of four bytes, with their sums (OpenType, "Organization of an OpenType Font").</summary>
    private static byte[] Assemble(SortedDictionary<string, byte[]> tables)
    {
        const uint SumOfAFont = 0xB1B0AFBA;
        var start = 12 + (16 * tables.Count);
        var file = new byte[start + tables.Values.Sum(table => Padded(table.Length))];
        var (powers, exponent) = (1, 0);
        while (powers * 2 <= tables.Count)
            (powers, exponent) = (powers * 2, exponent + 1);
        BinaryPrimitives.WriteUInt32BigEndian(file, 0x00010000);
        WriteAll(file.AsSpan(4), (ushort)tables.Count, (ushort)(16 * powers), (ushort)exponent, (ushort)(16 * (tables.Count - powers)));

        var entry = file.AsSpan(12);
        var head = 0;
        foreach (var (tag, table) in tables)
        {
            table.CopyTo(file, start);
            Encoding.ASCII.GetBytes(tag, entry);
            BinaryPrimitives.WriteUInt32BigEndian(entry[4..], Sum(file.AsSpan(start, Padded(table.Length))));
            BinaryPrimitives.WriteInt32BigEndian(entry[8..], start);
            BinaryPrimitives.WriteInt32BigEndian(entry[12..], table.Length);
            head = tag == "head" ? start : head;
            start += Padded(table.Length);
            entry = entry[16..];
        }

        BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(head + 8), unchecked(SumOfAFont - Sum(file)));
        return file;
    }

    private static void WriteAll(Span<byte> place, params ReadOnlySpan<ushort> values)
    {
        foreach (var value in values)
        {
            BinaryPrimitives.WriteUInt16BigEndian(place, value);
            place = place[2..];
        }
    }

    private static int Padded(int length) => (length + 3) & ~3;

    private static uint Sum(ReadOnlySpan<byte> bytes)
    {
        var sum = 0u;
        for (; bytes.Length >= 4; bytes = bytes[4..])
            sum = unchecked(sum + BinaryPrimitives.ReadUInt32BigEndian(bytes));
        return sum;
    }
}
