using System.Globalization;
using System.Text;
using AcRouenIdentity.Infrastructure.Letters.Fonts;
using PdfSharp.Pdf;

namespace AcRouenIdentity.Infrastructure.Letters.Pdf;

/// <summary>The used glyphs of a font in a document, as a font of numbers (ISO 32000-1, 9.7) with a map back to text.</summary>
internal static class EmbeddedFont
{
    private const int FixedPitch = 1;
    private const int Nonsymbolic = 32;
    private const int MapBlock = 100;

    public static PdfDictionary Write(PdfDocument document, FontSubset subset, int number, string tag)
    {
        var file = subset.ToFile();
        var name = $"/LETTR{(char)('A' + ((tag[^1] + number) % 26))}+{subset.Font.Name}";
        var program = Add(document, TaggedDocument.Stream(document, file));
        program.Elements.SetInteger("/Length1", file.Length);

        var numbered = Add(document, new PdfDictionary(document));
        numbered.Elements.SetName("/Type", "/Font");
        numbered.Elements.SetName("/Subtype", "/CIDFontType2");
        numbered.Elements.SetName("/BaseFont", name);
        numbered.Elements.SetName("/CIDToGIDMap", "/Identity");
        numbered.Elements["/CIDSystemInfo"] = new PdfLiteral("<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>");
        numbered.Elements["/W"] = new PdfLiteral($"[0[{string.Join(' ', subset.Widths.Select(width => width.ToString("0", CultureInfo.InvariantCulture)))}]]");
        numbered.Elements.SetReference("/FontDescriptor", Describe(document, subset.Font, name, program));

        var font = Add(document, new PdfDictionary(document));
        font.Elements.SetName("/Type", "/Font");
        font.Elements.SetName("/Subtype", "/Type0");
        font.Elements.SetName("/BaseFont", name);
        font.Elements.SetName("/Encoding", "/Identity-H");
        font.Elements["/DescendantFonts"] = new PdfArray(document, numbered.Reference!);
        font.Elements.SetReference("/ToUnicode", Add(document, TaggedDocument.Stream(document, Encoding.ASCII.GetBytes(Map(subset)))));
        return font;
    }

    private static PdfDictionary Describe(PdfDocument document, TrueTypeFont font, string name, PdfDictionary program)
    {
        var (left, bottom, right, top) = font.Bounds;
        int Scaled(int units) => units * 1000 / font.UnitsPerEm;
        var described = Add(document, new PdfDictionary(document));
        described.Elements.SetName("/Type", "/FontDescriptor");
        described.Elements.SetName("/FontName", name);
        described.Elements.SetInteger("/Flags", Nonsymbolic + (font.IsFixedPitch ? FixedPitch : 0));
        described.Elements["/FontBBox"] = new PdfLiteral($"[{Scaled(left)} {Scaled(bottom)} {Scaled(right)} {Scaled(top)}]");
        described.Elements.SetInteger("/ItalicAngle", 0);
        described.Elements.SetInteger("/Ascent", Scaled(font.Ascent));
        described.Elements.SetInteger("/Descent", Scaled(font.Descent));
        described.Elements.SetInteger("/CapHeight", Scaled(font.CapHeight));
        described.Elements.SetInteger("/StemV", 80);
        described.Elements.SetReference("/FontFile2", program);
        return described;
    }

    /// <summary>ToUnicode CMap (ISO 32000-1, 9.10.3); a block holds a hundred entries at most.</summary>
    private static string Map(FontSubset subset)
    {
        var map = new StringBuilder("/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n")
            .Append("/CMapName/Adobe-Identity-UCS def /CMapType 2 def\n1 begincodespacerange <0000><FFFF> endcodespacerange\n");
        foreach (var block in subset.Texts.OrderBy(entry => entry.Key).Chunk(MapBlock))
        {
            map.Append(CultureInfo.InvariantCulture, $"{block.Length} beginbfchar\n");
            foreach (var (number, text) in block)
                map.Append(CultureInfo.InvariantCulture, $"<{number:X4}><{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text.ToString()))}>\n");
            map.Append("endbfchar\n");
        }

        return map.Append("endcmap CMapName currentdict /CMap defineresource pop end end").ToString();
    }

    private static PdfDictionary Add(PdfDocument document, PdfDictionary dictionary)
    {
        document.Internals.AddObject(dictionary);
        return dictionary;
    }
}
