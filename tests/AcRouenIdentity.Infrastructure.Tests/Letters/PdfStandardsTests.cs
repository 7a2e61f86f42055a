using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using AcRouenIdentity.Domain.Letters;
using AcRouenIdentity.Testing.Letters;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Tokens;

namespace AcRouenIdentity.Infrastructure.Tests.Letters;

/// <summary>What PDF/A-2a (ISO 19005-2) and PDF/UA-1 (ISO 14289-1) ask of a file, object by object.</summary>
public sealed class PdfStandardsTests : IDisposable
{
    private readonly byte[] file;
    private readonly PdfDocument document;
    private readonly ObjectTree tree;

    public PdfStandardsTests()
    {
        LetterPrinters.NeedFonts();
        var letters = Enumerable.Range(0, 30).Select(number => FictionalLetters.Make(number, (LetterKind)(number % 4)) with { Name = number == 5 ? "Nguyễn محمد" : "Anne & <Zoé>" }).ToList();
        file = LetterPrinters.Open().Print(FictionalLetters.Sheet(letters), letters);
        document = PdfDocument.Open(file);
        tree = new ObjectTree(document);
    }

    public void Dispose() => document.Dispose();

    [SkippableFact]
    public void Its_metadata_say_which_standards_it_keeps()
    {
        document.TryGetXmpMetadata(out var packet).Should().BeTrue();

        var text = Encoding.UTF8.GetString(packet!.GetXmlBytes().ToArray());
        var metadata = XDocument.Parse(text.Replace("\uFEFF", "", StringComparison.Ordinal));
        Value(metadata, "http://www.aiim.org/pdfa/ns/id/", "part").Should().Be("2");
        Value(metadata, "http://www.aiim.org/pdfa/ns/id/", "conformance").Should().Be("A");
        Value(metadata, "http://www.aiim.org/pdfua/ns/id/", "part").Should().Be("1");
        metadata.Descendants().Should().Contain(element => element.Name.LocalName == "prefix" && element.Value == "pdfuaid", "a property that PDF/A does not know is described");
        Value(metadata, "http://purl.org/dc/elements/1.1/", "title").Should().Be(document.Information.Title).And.Be("Bordereau de remise : COLLEGE Jacques Tati");
        text.TrimStart().Should().StartWith("<?xpacket begin=\"\uFEFF\"");
    }

    [SkippableFact]
    public void It_says_its_language_and_shows_its_title()
    {
        document.Version.Should().Be(1.7);
        tree.TextOf(tree.Catalog, "Lang").Should().Be("fr-FR");
        tree.Find(tree.Get(tree.Catalog, "MarkInfo"), "Marked").Should().Be(BooleanToken.True);
        tree.Find(tree.Get(tree.Catalog, "ViewerPreferences"), "DisplayDocTitle").Should().Be(BooleanToken.True);
    }

    [SkippableFact]
    public void It_says_which_colours_it_means()
    {
        var intent = (DictionaryToken)tree.Follow(tree.Kids(tree.Catalog, "OutputIntents").Single());

        tree.NameOf(intent, "S").Should().Be("GTS_PDFA1");
        var profile = (StreamToken)tree.Find(intent, "DestOutputProfile")!;
        ((NumericToken)tree.Find(profile.StreamDictionary, "N")!).Int.Should().Be(3);
    }

    [SkippableFact]
    public void Every_object_stands_where_the_table_says()
    {
        var text = Encoding.Latin1.GetString(file);
        var table = int.Parse(Regex.Match(text, @"startxref\n(\d+)\n%%EOF\n\z").Groups[1].Value, CultureInfo.InvariantCulture);
        var entries = Regex.Match(text[table..], @"\Axref\n0 (\d+)\n((?:\d{10} \d{5} [nf] \n)+)trailer\n");

        entries.Success.Should().BeTrue();
        var offsets = entries.Groups[2].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => (Offset: int.Parse(line[..10], CultureInfo.InvariantCulture), IsUsed: line[17] == 'n')).ToList();
        offsets.Should().HaveCount(int.Parse(entries.Groups[1].Value, CultureInfo.InvariantCulture));
        for (var number = 1; number < offsets.Count; number++)
            text[offsets[number].Offset..].Should().StartWith($"{number} 0 obj\n");
        Regex.Matches(text, "/Type/Metadata").Should().ContainSingle("the packet of PDFsharp is replaced, not left behind");
        text.Should().Contain("/ID[");
    }

    [SkippableFact]
    public void Streams_are_as_long_as_they_say()
    {
        var text = Encoding.Latin1.GetString(file);

        foreach (Match stream in Regex.Matches(text, @"/Length (\d+)[^>]*>>\n?stream\n"))
            text[(stream.Index + stream.Length + int.Parse(stream.Groups[1].Value, CultureInfo.InvariantCulture))..].Should().StartWith("\nendstream");
    }

    [SkippableFact]
    public void Fonts_are_embedded_with_the_glyphs_that_are_used_and_lead_back_to_text()
    {
        var fonts = Fonts().ToList();

        fonts.Should().HaveCount(4);
        foreach (var font in fonts)
        {
            tree.NameOf(font, "BaseFont").Should().MatchRegex(@"^[A-Z]{6}\+");
            tree.Find(font, "ToUnicode").Should().BeOfType<StreamToken>();
            var numbered = (DictionaryToken)tree.Follow(tree.Kids(font, "DescendantFonts").Single());
            tree.NameOf(numbered, "CIDToGIDMap").Should().Be("Identity");
            ((StreamToken)tree.Find(tree.Get(numbered, "FontDescriptor"), "FontFile2")!).Data.Length.Should().BeLessThan(16_000);
        }

        fonts.Select(font => tree.NameOf(font, "BaseFont")[..6]).Should().OnlyHaveUniqueItems();
    }

    [SkippableFact]
    public void No_glyph_is_the_one_for_a_missing_character()
    {
        foreach (var page in document.GetPages())
        {
            var shown = Regex.Matches(tree.ContentOf(page), "<((?:[0-9A-F]{4})+)> Tj").SelectMany(text => text.Groups[1].Value.Chunk(4));
            shown.Should().NotContain(glyph => new string(glyph) == "0000");
        }
    }

    [SkippableFact]
    public void Every_drawing_is_of_an_element_or_an_artifact()
    {
        foreach (var page in document.GetPages())
        {
            var depth = 0;
            foreach (var line in tree.ContentOf(page).Split('\n').Where(line => line.Length > 0))
            {
                depth += Regex.Count(line, @"\bB(DC|MC)\b") - Regex.Count(line, @"\bEMC\b");
                depth.Should().BeInRange(0, 2);
                if (depth == 0)
                    line.Should().Be("EMC");
            }
        }
    }

    [SkippableFact]
    public void Every_marked_part_of_a_page_leads_to_its_element_and_back()
    {
        var numbers = tree.Kids(tree.Get(tree.Get(tree.Catalog, "StructTreeRoot"), "ParentTree"), "Nums");
        var parents = numbers.Chunk(2).ToDictionary(pair => ((NumericToken)pair[0]).Int, pair => ((ArrayToken)tree.Follow(pair[1])).Data);

        parents.Should().HaveCount(document.NumberOfPages);
        foreach (var page in document.GetPages())
        {
            var owners = parents[((NumericToken)tree.Find(page.Dictionary, "StructParents")!).Int];
            var marks = Regex.Matches(tree.ContentOf(page), @"/(\w+)<</MCID (\d+)>>BDC").ToDictionary(mark => int.Parse(mark.Groups[2].Value, CultureInfo.InvariantCulture), mark => mark.Groups[1].Value);
            marks.Keys.Should().BeEquivalentTo(Enumerable.Range(0, owners.Count));
            foreach (var (mark, type) in marks)
            {
                var owner = (DictionaryToken)tree.Follow(owners[mark]);
                tree.NameOf(owner, "S").Should().Be(type);
                tree.Kids(owner, "K").OfType<NumericToken>().Select(number => number.Int).Should().Contain(mark);
                tree.Get(owner, "Pg").Should().Be(page.Dictionary);
            }
        }
    }

    [SkippableFact]
    public void The_structure_is_made_of_standard_types_that_stand_in_one_another_as_they_may()
    {
        var inside = tree.Elements().Where(pair => pair.Parent is not null).Select(pair => $"{tree.NameOf(pair.Parent!, "S")} {tree.NameOf(pair.Element, "S")}").Distinct();

        inside.Should().BeSubsetOf(
        [
            "Document Sect", "Sect P", "Sect H1", "Sect H2", "Sect Figure", "Sect L", "L LI", "LI Lbl", "LI LBody", "Sect Table", "Table TR", "TR TH", "TR TD",
        ]);
    }

    [SkippableFact]
    public void Each_letter_begins_with_one_heading_of_the_first_level() =>
        tree.Elements().Where(pair => tree.NameOf(pair.Element, "S") == "Sect").Select(pair => tree.Kids(pair.Element, "K").Count(kid => tree.NameOf((DictionaryToken)tree.Follow(kid), "S") == "H1"))
            .Should().HaveCount(31).And.OnlyContain(headings => headings == 1);

    [SkippableFact]
    public void Each_QR_code_is_a_figure_that_says_what_it_shows()
    {
        var figures = tree.Elements().Where(pair => tree.NameOf(pair.Element, "S") == "Figure").Select(pair => pair.Element).ToList();

        figures.Should().HaveCount(16);
        figures.Should().OnlyContain(figure => tree.TextOf(figure, "Alt").StartsWith("Code QR\u00A0:") && tree.Kids(tree.Get(figure, "A"), "BBox").Count == 4);
    }

    [SkippableFact]
    public void The_table_says_what_its_columns_are()
    {
        var rows = tree.Elements().Where(pair => tree.NameOf(pair.Element, "S") == "TR").Select(pair => pair.Element).ToList();

        rows.Should().HaveCount(31).And.OnlyContain(row => tree.Kids(row, "K").Count == 5);
        tree.Kids(rows[0], "K").Select(kid => tree.NameOf(tree.Get((DictionaryToken)tree.Follow(kid), "A"), "Scope")).Should().Equal(Enumerable.Repeat("Column", 5));
    }

    [SkippableFact]
    public void Nothing_in_it_is_transparent_active_or_outside_of_it() =>
        Encoding.Latin1.GetString(file).Should().NotContainAny("/SMask", "/Transparency", "/JavaScript", "/JS", "/AA", "/OpenAction", "/Launch", "/URI", "/EmbeddedFile", "/Encrypt", "/Filespec");

    private IEnumerable<DictionaryToken> Fonts() =>
        tree.Get(tree.Get(document.GetPage(1).Dictionary, "Resources"), "Font").Data.Values.Select(font => (DictionaryToken)tree.Follow(font));

    private static string Value(XDocument metadata, string space, string name) => metadata.Descendants(XName.Get(name, space)).Single().Value.Trim();
}
