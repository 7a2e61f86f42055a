using AcRouenIdentity.Testing.Letters;

namespace AcRouenIdentity.Infrastructure.Tests.Letters;

public class LetterSizeTests
{
    [SkippableTheory]
    [InlineData(1, 30_000)]
    [InlineData(66, 10_000)]
    public void A_letter_with_its_QR_code_is_small(int count, int largest)
    {
        LetterPrinters.NeedFonts();
        var letters = Enumerable.Range(0, count).Select(number => FictionalLetters.Make(number)).ToList();

        var file = LetterPrinters.Open().Print(null, letters);

        (file.Length / count).Should().BeLessThan(largest);
    }
}
