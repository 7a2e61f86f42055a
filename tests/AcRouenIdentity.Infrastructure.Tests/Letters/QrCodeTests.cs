using AcRouenIdentity.Domain.Letters;
using AcRouenIdentity.Testing.Letters;
using ZXing;
using ZXing.QrCode;

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

        Read(page)!.Text.Should().Be(letter.QrAddress!.AbsoluteUri);
    }

    [SkippableFact]
    public void It_is_read_although_it_is_stained()
    {
        LetterPrinters.NeedFonts();
        var letter = FictionalLetters.Make(4);
        var page = Pictures.Render(LetterPrinters.Open().Print(null, [letter]), 150).Single();
        var found = Read(page)!.ResultPoints;
        var (middle, centre) = ((int)found.Average(point => point.X), (int)found.Average(point => point.Y));

        for (var y = centre - 10; y < centre + 10; y++)
            page.Grey.AsSpan((y * page.Width) + middle - 10, 20).Clear();

        Read(page)!.Text.Should().Be(letter.QrAddress!.AbsoluteUri);
    }

    [SkippableFact]
    public void A_letter_without_an_address_for_it_has_none()
    {
        LetterPrinters.NeedFonts();

        var page = Pictures.Render(LetterPrinters.Open().Print(null, [FictionalLetters.Make(5, LetterKind.InaRenewal)]), 100).Single();

        Read(page).Should().BeNull();
    }

    private static Result? Read(Picture page) => new QRCodeReader().decode(
        new BinaryBitmap(new ZXing.Common.HybridBinarizer(new RGBLuminanceSource(page.Grey, page.Width, page.Height, RGBLuminanceSource.BitmapFormat.Gray8))),
        new Dictionary<DecodeHintType, object> { [DecodeHintType.TRY_HARDER] = true });
}
