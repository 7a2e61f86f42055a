using AcRouenIdentity.Domain.Letters;
using AcRouenIdentity.Testing.Letters;

namespace AcRouenIdentity.Infrastructure.Tests.Letters;

/// <summary>NF Z 11-001 and the DL window, measured on the page.</summary>
public class LetterLayoutTests
{
    public static TheoryData<LetterKind> Kinds => [.. Enum.GetValues<LetterKind>()];

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public void The_address_stands_in_its_field_and_nothing_else_does(LetterKind kind)
    {
        var letter = FictionalLetters.Make(3, kind);

        var inField = Print(letter).Words.Where(word => word is { Right: > 100, Bottom: > 35, Top: < 80 }).ToList();

        string.Join(' ', inField.Select(word => word.Text)).Should().Be(string.Join(' ', letter.Addressee.Lines));
        inField.Should().OnlyContain(word => word.Left >= 109.5 && word.Right <= 200 && word.Top >= 45 && word.Bottom <= 80);
        inField.Min(word => word.Left).Should().BeApproximately(110, 1, "text begins a centimetre inside the field");
    }

    [SkippableFact]
    public void Six_lines_of_38_wide_capitals_stay_in_the_field()
    {
        var wide = new string('M', PostalBlock.MaxCharacters);
        var letter = FictionalLetters.Make(3) with { Addressee = PostalBlock.Of([wide, wide, wide], [wide, wide, wide]) };

        var lines = Print(letter).Words.Where(word => word.Text == wide).ToList();

        lines.Should().HaveCount(6).And.OnlyContain(word => word.Left >= 109.5 && word.Right <= 200 && word.Top >= 45 && word.Bottom <= 80 && word.Size >= 7);
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public void The_text_reads_at_arms_length_and_codes_are_large(LetterKind kind)
    {
        var letter = FictionalLetters.Make(4, kind);

        var caption = letter.ShortAddress.Split('/');
        var body = Print(letter).Within(0, 99, 210, 278).Where(word => word.Text != letter.ShortAddress && !caption.Contains(word.Text.TrimEnd('/'))).ToList();

        body.Min(word => word.Size).Should().BeGreaterThanOrEqualTo(11);
        foreach (var code in Codes(letter))
            body.Single(word => word.Text == code).Should().Match<PrintedWord>(word => word.Size >= 16 && word.Font.Contains("Mono"));
        body.Single(word => word.Text == letter.Login.ToString()).Font.Should().Contain("Mono");
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public void Nothing_lies_over_anything_else_nor_beyond_the_margins(LetterKind kind)
    {
        foreach (var letter in new[] { FictionalLetters.Make(5, kind), LongNames(kind) })
        {
            var words = Print(letter).Words;

            words.Should().OnlyContain(word => word.Left >= 15 && word.Right <= 200 && word.Top >= 10 && word.Bottom <= 290);
            words.SelectMany((word, at) => words.Skip(at + 1).Where(word.Overlaps).Select(other => $"{word.Text} over {other.Text}")).Should().BeEmpty();
        }
    }

    [SkippableFact]
    public void A_page_is_one_letter_in_the_given_order()
    {
        LetterPrinters.NeedFonts();
        var letters = Enumerable.Range(0, 9).Select(number => FictionalLetters.Make(number, (LetterKind)(number % 4))).ToList();

        var pages = PrintedPage.Read(LetterPrinters.Open().Print(null, letters));

        pages.Should().HaveSameCount(letters);
        pages.Zip(letters).Should().OnlyContain(pair => pair.First.Text.Contains(pair.Second.Reference));
    }

    [SkippableFact]
    public void Pages_are_folded_in_three_where_they_are_marked()
    {
        var marks = Print(FictionalLetters.Make(6)).Page.Paths
            .Select(path => path.GetBoundingRectangle()!.Value)
            .Where(mark => mark.Right * 25.4 / 72 < 12)
            .Select(mark => Math.Round(297 - (mark.Bottom * 25.4 / 72)));

        marks.Should().Equal(99, 198);
    }

    [SkippableFact]
    public void A_letter_that_a_theme_makes_too_long_is_printed_smaller_and_its_reference_told()
    {
        LetterPrinters.NeedFonts();
        var log = new List<string>();
        using var theme = new ChangedTheme();
        theme.Change("first-access", text => text.Replace("## Mettre", string.Concat(Enumerable.Repeat("Une phrase qui rassure, et une autre encore, tiennent ensemble sur une ligne ou deux.\n\n", 5)) + "## Mettre", StringComparison.Ordinal));

        var page = PrintedPage.Read(LetterPrinters.Open(log, theme.Folder, LetterPrinters.NeutralTheme).Print(null, [FictionalLetters.Make(7)])).Single();

        page.Text.Should().Contain("qui rassure");
        page.Words.Should().OnlyContain(word => word.Bottom <= 290);
        log.Should().ContainSingle(line => line.Contains(FictionalLetters.Make(7).Reference)).Which.Should().StartWith("Warning");
    }

    internal static LetterContent LongNames(LetterKind kind) => FictionalLetters.Make(8, kind) with
    {
        Name = "Madame Marie-Antoinette-Joséphine de La Rochefoucauld-Montmorency",
        Addressee = PostalBlock.Of(["Mme Marie-Antoinette-Joséphine DE LA ROCHEFOUCAULD-MONTMORENCY"], ["LIEU-DIT LE BOUT D'EN HAUT", "76520 Saint-Aubin-Celloville"]),
        Login = Domain.People.Login.Parse("mdelarochefoucauldmontmorency12"),
        Address = Domain.People.MailAddress.Parse("marie-antoinette-josephine.de-la-rochefoucauld12@ac-rouen.fr"),
    };

    private static PrintedPage Print(LetterContent letter)
    {
        LetterPrinters.NeedFonts();
        return PrintedPage.Read(LetterPrinters.Open().Print(null, [letter])).Single();
    }

    private static IEnumerable<string> Codes(LetterContent letter) =>
        new[] { letter.Kind == LetterKind.AddressChange ? null : letter.Ina?.RevealInGroups(), letter.ConfirmationCode?.RevealInGroups(), letter.Secret?.RevealInGroups() }.OfType<string>();
}
