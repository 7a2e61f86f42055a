using AcRouenIdentity.Domain.Letters;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Infrastructure.Letters.Fonts;
using AcRouenIdentity.Infrastructure.Letters.Layout;
using AcRouenIdentity.Infrastructure.Letters.Pdf;
using AcRouenIdentity.Infrastructure.Letters.Texts;
using Fluid.Values;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Infrastructure.Letters;

/// <summary>Prints with the texts and the look of the theme. Fonts and templates are read once; nothing of a letter is kept, and many may print at once.</summary>
internal sealed class PdfLetterPrinter : ILetterPrinter
{
    private const string Language = "fr-FR";
    private readonly Typesetter typesetter;
    private readonly LetterTheme theme;
    private readonly string? assistance;
    private readonly ILogger log;

    /// <exception cref="InvalidOperationException">No theme has what letters need.</exception>
    public PdfLetterPrinter(IOptions<LetterPrinterOptions> options, ILogger<PdfLetterPrinter> log)
    {
        typesetter = new Typesetter(FontFiles.Load(options.Value));
        assistance = options.Value.Assistance;
        this.log = log;
        theme = LetterTheme.Load(options.Value.ThemeFolders, TryLetter, TrySheet, log);
        // Once for nobody: whatever would fail does so at start, and the first letter does not wait for the compiler.
        Print(SampleLetters.Sheet, [SampleLetters.First]);
    }

    public byte[] Print(HandOverSheet? sheet, IReadOnlyList<LetterContent> letters)
    {
        if (sheet is null && letters.Count == 0)
            throw new ArgumentException("There is nothing to print.", nameof(letters));

        var sheetBlocks = sheet is null ? null : Fill(sheet);
        var letterBlocks = letters.Select(letter => Fill(letter)).ToList();
        using var document = new TaggedDocument(TitleOf(sheetBlocks ?? letterBlocks[0]), Language, sheet?.Date ?? letters[0].Date);
        if (sheetBlocks is not null)
            new HandOverPages(typesetter, theme.Look, document, document.Structure.Add("Sect")).Draw(sheetBlocks, sheet!);
        var page = new LetterPage(typesetter, theme.Look);
        for (var at = 0; at < letters.Count; at++)
        {
            if (!page.Draw(document.AddPage(), document.Structure.Add("Sect"), letterBlocks[at], letters[at]))
                log.LetterIsTight(letters[at].Reference);
        }

        return document.ToBytes();
    }

    private IReadOnlyList<LetterBlock> Fill(LetterContent letter) =>
        Fill(theme.Letters[letter.Kind], LetterValues.Of(letter, assistance), $"the letter {letter.Reference}");

    private IReadOnlyList<LetterBlock> Fill(HandOverSheet sheet) => Fill(theme.HandOver, LetterValues.Of(sheet, theme.Look), $"the hand-over sheet of batch {sheet.Batch}");

    private static IReadOnlyList<LetterBlock> Fill(LetterTemplate template, IReadOnlyDictionary<string, FluidValue> values, string what)
    {
        try
        {
            return template.Fill(values);
        }
        catch (LetterTemplateException failure)
        {
            throw new InvalidOperationException($"The theme cannot make {what}: {failure.Message}.", failure);
        }
    }

    private static string TitleOf(IReadOnlyList<LetterBlock> blocks) => blocks.OfType<LetterBlock.Title>().FirstOrDefault()?.Text.Replace('\u00A0', ' ') ?? DocumentMetadata.Creator;

    private void TryLetter(LetterTemplate template, LetterLook look, LetterKind kind)
    {
        var sample = SampleLetters.Longest(kind);
        var blocks = template.Fill(LetterValues.Of(sample, assistance));
        if (!blocks.OfType<LetterBlock.Title>().Any())
            throw new LetterTemplateException("it has no title, a line '# ...'");
        if (!new LetterPage(typesetter, look).Fits(blocks, sample))
            throw new LetterTemplateException("it is too long for one page");
    }

    private void TrySheet(LetterTemplate template, LetterLook look)
    {
        var sample = SampleLetters.Sheet;
        var blocks = template.Fill(LetterValues.Of(sample, look));
        if (!blocks.OfType<LetterBlock.Title>().Any())
            throw new LetterTemplateException("it has no title, a line '# ...'");
        using var document = new TaggedDocument(TitleOf(blocks), Language, sample.Date);
        new HandOverPages(typesetter, look, document, document.Structure).Draw(blocks, sample);
    }
}
