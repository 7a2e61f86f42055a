using System.Text;
using AcRouenIdentity.Domain.Codes;
using AcRouenIdentity.Domain.Letters;
using AcRouenIdentity.Testing.Letters;

namespace AcRouenIdentity.Infrastructure.Tests.Letters;

public class LetterContentTests
{
    [SkippableFact]
    public void A_first_letter_says_all_that_opens_an_account_in_the_order_in_which_it_is_used()
    {
        var letter = FictionalLetters.Make(1);

        Print(letter).Text.Should().ContainAll(letter.Addressee.Lines).And.Match(
            $"Académie de Rouen*{letter.Addressee.Lines[0]}*Référence : {letter.Reference}Le 1er septembre 2026*{letter.Name}*{letter.Login}*{letter.Address}*{letter.ConfirmationCode!.Value.RevealInGroups()}"
            + $"*{letter.Secret!.Value.RevealInGroups()}*{letter.Ina!.Value.RevealInGroups()}*{letter.ShortAddress}*31 octobre 2026*l’assistance académique (02 32 08 98 98)*confidentiel*");
    }

    [SkippableFact]
    public void A_recovery_letter_says_the_INA_and_the_letter_code()
    {
        var letter = FictionalLetters.Make(2, LetterKind.Recovery);

        Print(letter).Text.Should().Match($"*{letter.Login}*{letter.Ina!.Value.RevealInGroups()}*{letter.Secret!.Value.RevealInGroups()}*{letter.ShortAddress}*31 octobre 2026*");
    }

    [SkippableFact]
    public void A_change_of_address_says_both_addresses_and_no_code()
    {
        var letter = FictionalLetters.Make(3, LetterKind.AddressChange);

        Print(letter).Text.Should().Match($"*{letter.FormerAddress}*{letter.Address}*").And.NotContain(letter.Ina!.Value.RevealInGroups());
    }

    [SkippableTheory]
    [InlineData(LetterKind.Recovery)]
    [InlineData(LetterKind.InaRenewal)]
    [InlineData(LetterKind.AddressChange)]
    public void What_is_not_there_leaves_no_empty_line_for_it(LetterKind kind)
    {
        var letter = FictionalLetters.Make(4, kind) with { Ina = null, ConfirmationCode = null, Secret = null, QrAddress = null, LastDay = null, FormerAddress = null };

        Print(letter).Text.Should().NotContainAny("valable", "Ancienne adresse", "Code QR", "code QR").And.NotMatchRegex("[0-9A-Z]{4}-[0-9A-Z]{4}");
    }

    [SkippableFact]
    public void Secrets_stand_on_the_page_and_nowhere_else_in_the_file()
    {
        LetterPrinters.NeedFonts();
        var letter = FictionalLetters.Make(5);
        var log = new List<string>();

        var file = LetterPrinters.Open(log).Print(FictionalLetters.Sheet([letter]), [letter]);

        var clear = Encoding.Latin1.GetString(file) + string.Join('\n', log);
        foreach (var secret in Secrets(letter))
            clear.Should().NotContain(secret).And.NotContain(Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(secret)));
        var sheet = PrintedPage.Read(file)[0].Run;
        Secrets(letter).Should().OnlyContain(secret => !sheet.Contains(secret));
    }

    [SkippableTheory]
    [InlineData("Zoë Œuvrard-Ÿ Ŷvonne Çelik")]
    [InlineData("Nguyễn Thị Ấu Phượng")]
    [InlineData("Ελένη Παπαδοπούλου")]
    [InlineData("Łukasz Żółć")]
    [InlineData("Владимир Щёголев")]
    public void Names_of_other_scripts_are_printed_in_them(string name)
    {
        var page = Print(FictionalLetters.Make(6) with { Name = name, Addressee = PostalBlock.Of([name], ["76000 Rouen"]) });

        page.Text.Should().Contain($"Bonjour {name}");
        page.Page.Letters.Should().OnlyContain(letter => letter.Value.Length > 0 && letter.Value != "\uFFFD");
    }

    [SkippableFact]
    public void An_Arabic_name_is_drawn_from_right_to_left_and_read_in_its_order()
    {
        const string name = "محمد علي";

        var page = Print(FictionalLetters.Make(6) with { Name = name });

        page.Page.GetMarkedContents().SelectMany(content => content.Children.Prepend(content)).Select(content => content.ActualText?.Replace('\u00A0', ' ')).Should().Contain(name);
        page.Run.Should().Contain(new string([.. name.Replace(" ", "").Reverse()]), "the glyphs stand from the left to the right of the page");
    }

    [SkippableTheory]
    [InlineData("山田 太郎")]
    [InlineData("\uD83D\uDE00 Émilie")]
    [InlineData("\uD800 seul")]
    [InlineData("\u202Eolleh")]
    [InlineData("ﬁ½™ ")]
    public void A_name_that_no_font_has_makes_no_printing_fail(string name) =>
        Print(FictionalLetters.Make(6) with { Name = name }).Text.Should().Contain("Bonjour");

    [SkippableTheory]
    [InlineData("{{ secret }}")]
    [InlineData("{% for i in (1..9) %}x{% endfor %}")]
    [InlineData("# Titre **gras** | = ~ > @qr - 1. x")]
    [InlineData("1. Jean")]
    [InlineData("@qr Jean")]
    [InlineData("== Jean | Durand")]
    public void A_name_that_looks_like_a_template_is_a_name(string name)
    {
        var letter = FictionalLetters.Make(7, LetterKind.InaRenewal) with { Name = name, Secret = FictionalLetters.Make(7).Secret };

        Print(letter).Text.Should().Contain($"Bonjour {name},").And.NotContain(letter.Secret!.Value.RevealInGroups());
    }

    [SkippableFact]
    public void A_name_of_two_lines_is_one()
    {
        Print(FictionalLetters.Make(7) with { Name = "Jean\r\n# Durand\t" }).Text.Should().Contain("Bonjour Jean # Durand");
    }

    [SkippableFact]
    public void Letters_of_a_batch_never_mix()
    {
        LetterPrinters.NeedFonts();
        var printer = LetterPrinters.Open();
        var batches = Enumerable.Range(0, 8).Select(batch => Enumerable.Range(batch * 10, 10).Select(number => FictionalLetters.Make(number)).ToList()).ToList();

        var files = batches.AsParallel().AsOrdered().Select(batch => printer.Print(null, batch)).ToList();

        foreach (var (letter, page) in batches.Zip(files).SelectMany(pair => pair.First.Zip(PrintedPage.Read(pair.Second))))
            page.Run.Should().ContainAll(Secrets(letter)).And.Contain(letter.Reference);
    }

    [SkippableFact]
    public void Nothing_to_print_is_a_mistake_of_the_caller()
    {
        LetterPrinters.NeedFonts();
        var print = () => LetterPrinters.Open().Print(null, []);

        print.Should().Throw<ArgumentException>();
    }

    private static PrintedPage Print(LetterContent letter)
    {
        LetterPrinters.NeedFonts();
        return PrintedPage.Read(LetterPrinters.Open().Print(null, [letter])).Single();
    }

    private static IEnumerable<string> Secrets(LetterContent letter) => new[] { letter.ConfirmationCode, letter.Secret }
        .OfType<PrintedCode>().Select(code => code.RevealInGroups()).Append(letter.Ina!.Value.RevealInGroups());
}
