using AcRouenIdentity.Domain.Letters;
using AcRouenIdentity.Testing.Letters;

namespace AcRouenIdentity.Infrastructure.Tests.Letters;

public class HandOverSheetTests
{
    [SkippableFact]
    public void A_line_for_each_letter_in_their_order_on_as_many_pages_as_it_takes_then_the_letters()
    {
        LetterPrinters.NeedFonts();
        var letters = Enumerable.Range(0, 70).Select(number => FictionalLetters.Make(number, (LetterKind)(number % 4))).ToList();

        var pages = PrintedPage.Read(LetterPrinters.Open().Print(FictionalLetters.Sheet(letters), letters));

        var sheets = pages.Take(pages.Count - letters.Count).ToList();
        sheets.Should().HaveCountGreaterThan(1);
        var references = letters.Select(letter => letter.Reference).ToHashSet();
        sheets.SelectMany(sheet => sheet.Words.Where(word => references.Contains(word.Text)).OrderBy(word => word.Top)).Select(word => word.Text)
            .Should().Equal(letters.Select(letter => letter.Reference));
        for (var at = 0; at < sheets.Count; at++)
        {
            sheets[at].Text.Should().Contain("Référence").And.Contain("Date et signature").And.Contain($"page {at + 1} sur {sheets.Count}");
            sheets[at].Words.Should().OnlyContain(word => word.Left >= 14 && word.Right <= 196 && word.Bottom <= 290);
        }
    }

    [SkippableFact]
    public void It_says_whose_letters_they_are_and_how_many_of_each_kind()
    {
        LetterPrinters.NeedFonts();
        var letters = Enumerable.Range(0, 7).Select(number => FictionalLetters.Make(number, number < 5 ? LetterKind.FirstAccess : LetterKind.Recovery)).ToList();

        var text = PrintedPage.Read(LetterPrinters.Open().Print(FictionalLetters.Sheet(letters), letters))[0].Text;

        text.Should().StartWith("Académie de RouenBordereau de remise : COLLEGE Jacques Tati").And.Contain("0769001W").And.Contain("FRANQUEVILLE ST PIERRE").And.Contain("n° 12")
            .And.Contain("1er septembre 2026").And.Contain("Total : 7 courriers").And.Contain("Premier accès : 5").And.Contain("Mot de passe oublié : 2").And.Contain("signature");
    }

    [SkippableFact]
    public void Long_names_and_functions_take_lines_and_lie_over_nothing()
    {
        LetterPrinters.NeedFonts();
        var line = new HandOverLine(
            "L-00000001", "DE LA ROCHEFOUCAULD-MONTMORENCY-SAINT-EXUPERY Marie-Antoinette", "Attachée d’administration, adjointe gestionnaire de l’établissement", LetterKind.AddressChange);
        var sheet = FictionalLetters.Sheet([]) with { Establishment = null, Lines = [line, line, line] };

        var words = PrintedPage.Read(LetterPrinters.Open().Print(sheet, [])).Single().Words;

        words.SelectMany((word, at) => words.Skip(at + 1).Where(word.Overlaps).Select(other => $"{word.Text} over {other.Text}")).Should().BeEmpty();
    }

    [SkippableTheory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(24)]
    [InlineData(25)]
    [InlineData(26)]
    [InlineData(300)]
    public void Every_number_of_letters_ends_with_totals_and_a_place_to_sign(int count)
    {
        LetterPrinters.NeedFonts();
        var letters = Enumerable.Range(0, count).Select(number => FictionalLetters.Make(number)).ToList();

        var pages = PrintedPage.Read(LetterPrinters.Open().Print(FictionalLetters.Sheet(letters), []));

        pages[^1].Text.Should().Contain($"Total : {count} courrier").And.Contain("Cachet");
        pages.Should().OnlyContain(page => page.Words.All(word => word.Bottom <= 290));
    }
}
