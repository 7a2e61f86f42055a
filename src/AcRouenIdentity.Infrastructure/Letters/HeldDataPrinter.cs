using AcRouenIdentity.Domain.PersonalData;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Infrastructure.Letters.Fonts;
using AcRouenIdentity.Infrastructure.Letters.Layout;
using AcRouenIdentity.Infrastructure.Letters.Pdf;
using AcRouenIdentity.Infrastructure.Letters.Texts;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Infrastructure.Letters;

/// <summary>Prints with the fonts and the look of letters. Fonts are read once, and many may print at once.</summary>
internal sealed class HeldDataPrinter(IOptions<LetterPrinterOptions> options, ILogger<HeldDataPrinter> log) : IHeldDataPrinter
{
    private readonly Typesetter typesetter = new(FontFiles.Load(options.Value));
    private readonly LetterLook look = LetterTheme.LoadLook(options.Value.ThemeFolders, log);

    public byte[] Print(HeldDocument document)
    {
        using var pdf = new TaggedDocument(document.Title, document.Language, document.Date);
        new HeldDataPages(typesetter, look, pdf).Draw(document);
        return pdf.ToBytes();
    }
}
