using System.Text.RegularExpressions;
using AcRouenIdentity.Domain.PersonalData;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Testing.Letters;
using Microsoft.Extensions.DependencyInjection;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Tokens;

namespace AcRouenIdentity.Infrastructure.Tests.Letters;

/// <summary>What is held of a person, on paper.</summary>
public sealed partial class HeldDataPrinterTests
{
    private const int Entries = 150;

    public HeldDataPrinterTests() => LetterPrinters.NeedFonts();

    [SkippableFact]
    public void All_of_it_is_printed_with_its_accents_in_the_order_in_which_it_is_read()
    {
        var run = RunOf(Print(Document("fr")));

        run.Should().StartWith("MesdonnéesCequel’onsaitdeZoéLefèvre.DossierD’où:lesfichiersPrénom:ZoéNom:LefèvreŒuvre:NguyễnBảoŒdipeRienJournal");
        run.Should().EndWith(string.Concat(Enumerable.Range(1, Entries).Select(number => $"Date:le{number}·Événement:n°{number}fini")));
    }

    [SkippableTheory, InlineData("fr"), InlineData("en")]
    public void It_says_the_language_that_it_is_written_in(string language)
    {
        using var document = PdfDocument.Open(Print(Document(language)));
        var tree = new ObjectTree(document);

        tree.TextOf(tree.Catalog, "Lang").Should().Be(language);
        document.TryGetXmpMetadata(out var packet).Should().BeTrue();
        System.Text.Encoding.UTF8.GetString(packet!.GetXmlBytes().ToArray()).Should().Contain($"<rdf:li>{language}</rdf:li>");
    }

    [SkippableFact]
    public void Whoever_listens_hears_chapters_tables_with_heads_of_rows_and_lists()
    {
        using var document = PdfDocument.Open(Print(Document("fr")));
        var tree = new ObjectTree(document);
        var types = tree.Elements().Select(pair => tree.NameOf(pair.Element, "S")).ToList();
        var heads = tree.Elements().Where(pair => tree.NameOf(pair.Element, "S") == "TH").ToList();

        types.Count(type => type == "H1").Should().Be(1);
        types.Count(type => type == "H2").Should().Be(3);
        types.Count(type => type == "LI").Should().Be(Entries);
        heads.Should().HaveCount(3).And.OnlyContain(head => tree.NameOf(tree.Get(head.Element, "A"), "Scope") == "Row");
        tree.Elements().Where(pair => pair.Parent is not null).Select(pair => $"{tree.NameOf(pair.Parent!, "S")} {tree.NameOf(pair.Element, "S")}").Distinct().Should().BeSubsetOf(
            ["Document H1", "Document P", "Document Sect", "Sect H2", "Sect P", "Sect Table", "Sect L", "Table TR", "TR TH", "TR TD", "TD P", "L LI", "LI LBody", "LBody P"]);
    }

    [SkippableFact]
    public void Nothing_runs_over_the_margins_or_over_something_else()
    {
        var pages = PrintedPage.Read(Print(Document("fr")));

        pages.Count.Should().BeGreaterThan(3);
        foreach (var page in pages)
        {
            page.Words.Should().OnlyContain(word => word.Left > 19 && word.Right < 191 && word.Top > 15 && word.Bottom < 291);
            page.Words.Where((word, at) => page.Words.Skip(at + 1).Any(word.Overlaps)).Should().BeEmpty();
        }
    }

    [SkippableFact]
    public void A_text_that_is_longer_than_a_page_goes_on_on_the_next()
    {
        var words = Enumerable.Range(0, 1500).Select(number => $"mot{number:D4}").ToList();
        var chapter = new HeldChapter("Long", [], HeldChapterForm.Sheet, [[new HeldLine("Texte :", string.Join(' ', words))]]);
        var run = RunOf(Print(Document("fr") with { Chapters = [chapter, chapter with { Form = HeldChapterForm.List }] }));

        var text = string.Concat(words);
        run.Should().EndWith($"LongTexte:{text}LongTexte:{text}");
    }

    [SkippableFact]
    public void Whatever_a_browser_or_a_feed_wrote_is_printed_and_stops_nothing()
    {
        string[] strange = ["Mozilla/5.0 (X11; Linux x86_64; rv:99999.0) Gecko/20100101", new string('x', 900), "محمد", "\u202Eafter\u0000\u0007", "<script>&amp;", "😀", " ", "a\nb"];
        var chapter = new HeldChapter("Étrange", [], HeldChapterForm.List, [.. strange.Select(text => (IReadOnlyList<HeldLine>)[new HeldLine("Valeur :", text)])]);

        PrintedPage.Read(Print(Document("fr") with { Chapters = [chapter] })).Should().NotBeEmpty();
    }

    /// <summary>All that is read, without spaces; page numbers are no part of it.</summary>
    private static string RunOf(byte[] pdf) => string.Concat(PrintedPage.Read(pdf).Select(page => PageNumber().Replace(page.Run, "")));

    [GeneratedRegex(@"Page\d+sur\d+$")]
    private static partial Regex PageNumber();

    private static byte[] Print(HeldDocument document)
    {
        using var services = LetterPrinters.Services(log: null, new Dictionary<string, string?>(), [LetterPrinters.NeutralTheme]);
        return services.GetRequiredService<IHeldDataPrinter>().Print(document);
    }

    private static HeldDocument Document(string language) => new(
        "Mes données", language, new DateOnly(2026, 9, 1), "Page {0} sur {1}", ["Ce que l’on sait de Zoé Lefèvre."],
        [
            new HeldChapter("Dossier", [new HeldLine("D’où :", "les fichiers")], HeldChapterForm.Sheet, [[new HeldLine("Prénom :", "Zoé"), new HeldLine("Nom :", "Lefèvre"), new HeldLine("Œuvre :", "Nguyễn Bảo Œdipe")]]),
            new HeldChapter("Rien", [], HeldChapterForm.Sheet, []),
            new HeldChapter("Journal", [], HeldChapterForm.List, [.. Enumerable.Range(1, Entries).Select(number => (IReadOnlyList<HeldLine>)[new HeldLine("Date :", $"le {number}"), new HeldLine("Événement :", $"n° {number} fini")])]),
        ]);
}
