using AcRouenIdentity.Domain.Letters;
using AcRouenIdentity.Testing.Letters;

namespace AcRouenIdentity.Infrastructure.Tests.Letters;

public class QrCodeTests
{
    [SkippableTheory]
    [InlineData(1, 96)]
    [InlineData(2, 150)]
    [InlineData(3, 300)]
    public void A_reader_finds_its_address_on_the_page(int number, int dotsPerInch)
    {
        LetterPrinters.NeedFonts();
        var letter = FictionalLetters.Make(number);

        var page = Pictures.Render(LetterPrinters.Open().Print(null, [letter]), dotsPerInch).Single();

        QrReader.Read(page)!.Text.Should().Be(letter.QrAddress!.AbsoluteUri);
    }

    [SkippableFact]
    public void It_is_read_although_it_is_stained()
    {
        LetterPrinters.NeedFonts();
        var letter = FictionalLetters.Make(4);
        var page = Pictures.Render(LetterPrinters.Open().Print(null, [letter]), 150).Single();
        var found = QrReader.Read(page)!.ResultPoints;
        var (middle, centre) = ((int)found.Average(point => point.X), (int)found.Average(point => point.Y));

        for (var y = centre - 10; y < centre + 10; y++)
            page.Grey.AsSpan((y * page.Width) + middle - 10, 20).Clear();

        QrReader.Read(page)!.Text.Should().Be(letter.QrAddress!.AbsoluteUri);
    }

    [SkippableFact]
    public void A_letter_without_an_address_for_it_has_none()
    {
        LetterPrinters.NeedFonts();

        var page = Pictures.Render(LetterPrinters.Open().Print(null, [FictionalLetters.Make(5, LetterKind.InaRenewal)]), 100).Single();

        QrReader.Read(page).Should().BeNull();
    }
}
