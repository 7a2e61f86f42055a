using AcRouenIdentity.Domain.Letters;
using AcRouenIdentity.Infrastructure.Letters.Fonts;
using AcRouenIdentity.Infrastructure.Letters.Pdf;
using AcRouenIdentity.Infrastructure.Letters.Texts;

namespace AcRouenIdentity.Infrastructure.Letters.Layout;

/// <summary>
/// One letter on one page: sender at the left, addressee behind the window of a DL envelope, date and reference above the first fold, then the text. Positions are those of
/// NF Z 11-001, in millimetres.
/// </summary>
internal sealed class LetterPage(Typesetter typesetter, LetterLook look)
{
    /// <summary>The field of the address is 100 to 200 wide and 35 to 80 high; text begins a centimetre inside.</summary>
    public const double AddressLeft = 110;

    private const double Left = 22;
    private const double Right = 190;
    private const double SenderRight = 98;
    private const double AddressRight = 192;
    private const double AddressTop = 47;
    private const double AddressBottom = 79;
    private const double ReferenceLine = 93;
    private const double BodyTop = 101.5;
    private const double FootBottom = 288;
    private const double FootSize = 9.5;

    // Largest first. The text of a letter is read at arm's length; the last ones are for a theme that writes too much, and are told.
    private static readonly double[] Sizes = [11.5, 11, 10.5, 10, 9.5, 9, 8];
    private const double SmallestThatReadsWell = 11;
    private static readonly double[] Folds = [99, 198];

    /// <summary>Whether a size that reads fits.</summary>
    public bool Fits(IReadOnlyList<LetterBlock> blocks, LetterContent letter) => Lay(blocks, letter).End <= FootTop(blocks);

    /// <returns>Whether it reads well.</returns>
    public bool Draw(PageCanvas canvas, StructureElement parent, IReadOnlyList<LetterBlock> blocks, LetterContent letter)
    {
        var body = Lay(blocks, letter);
        DrawFolds(canvas);
        DrawSender(canvas, parent);
        DrawAddressee(canvas, parent, letter.Addressee);
        DrawReferences(canvas, parent, blocks);
        body.Draw(canvas, parent);
        DrawFoot(canvas, parent, blocks);
        return body.TextSize >= SmallestThatReadsWell;
    }

    /// <summary>In the largest size that fits, or the smallest.</summary>
    private LetterBody Lay(IReadOnlyList<LetterBlock> blocks, LetterContent letter)
    {
        var qr = letter.QrAddress is { } address && blocks.Any(block => block is LetterBlock.QrCode) ? QrModules.Of(address) : null;
        var bodies = Sizes.Select(size =>
        {
            var body = new LetterBody(typesetter, look, Left, Right, BodyTop, size);
            body.Lay(blocks, qr, letter.ShortAddress);
            return body;
        });
        LetterBody? last = null;
        foreach (var body in bodies)
        {
            last = body;
            if (body.End <= FootTop(blocks))
                break;
        }

        return last!;
    }

    private static void DrawFolds(PageCanvas canvas) => canvas.DrawArtifact(() =>
    {
        foreach (var fold in Folds)
            canvas.Rectangle(4, fold, 5, 0.2, Ink.Line);
    });

    private void DrawSender(PageCanvas canvas, StructureElement parent)
    {
        const double top = 16, nameSize = 13, size = 9.5;
        var y = DrawLogo(canvas, top);
        canvas.Draw(parent.Add("P"), () =>
        {
            foreach (var line in look.Sender.Take(1).SelectMany(name => typesetter.Break(name, Face.Bold, nameSize, SenderRight - Left)))
                y = Typesetter.Draw(canvas, [line], Left, y, nameSize, look.Colour);
            foreach (var line in look.Sender.Skip(1).SelectMany(part => typesetter.Break(part, Face.Text, size, SenderRight - Left)))
                y = Typesetter.Draw(canvas, [line], Left, y, size, Ink.Grey);
        });
    }

    /// <summary>The logo, or a bar in the colour of the theme.</summary>
    private double DrawLogo(PageCanvas canvas, double y)
    {
        const double tallest = 22, widest = 60, barHeight = 1.6;
        if (look.Logo is not { } logo)
        {
            canvas.DrawArtifact(() => canvas.Rectangle(Left, y, 22, barHeight, look.Colour));
            return y + barHeight + 2.4;
        }

        // It repeats the name beneath it.
        var scale = Math.Min(widest / logo.Width, tallest / logo.Height);
        canvas.DrawArtifact(() => canvas.Picture(Left, y, logo.Width * scale, logo.Height * scale, logo));
        return y + (logo.Height * scale) + 2.4;
    }

    private void DrawAddressee(PageCanvas canvas, StructureElement parent, PostalBlock addressee)
    {
        const double largest = 11, smallest = 7;
        if (addressee.Lines.Count == 0)
            return;
        var size = addressee.Lines.Min(line => typesetter.Fit(line, Face.Text, AddressRight - AddressLeft, largest, smallest));
        var leading = Math.Min(Typesetter.Leading(largest), (AddressBottom - AddressTop) / PostalBlock.MaxLines);
        canvas.Draw(parent.Add("P"), () =>
        {
            for (var at = 0; at < addressee.Lines.Count; at++)
                canvas.Text(AddressLeft, AddressTop + (at * leading) + Typesetter.Baseline(largest), typesetter.Line(addressee.Lines[at], Face.Text).Runs, size, Ink.Full);
        });
    }

    private void DrawReferences(PageCanvas canvas, StructureElement parent, IReadOnlyList<LetterBlock> blocks)
    {
        const double size = 10;
        foreach (var block in blocks)
        {
            if (block is LetterBlock.Reference { Text: var reference })
                canvas.Draw(parent.Add("P"), () => canvas.Text(Left, ReferenceLine, typesetter.Line(reference, Face.Text).Runs, size, Ink.Grey));
            if (block is LetterBlock.Date { Text: var date })
                canvas.Draw(parent.Add("P"), () => canvas.Text(AddressLeft, ReferenceLine, typesetter.Line(date, Face.Text).Runs, size, Ink.Black));
        }
    }

    private void DrawFoot(PageCanvas canvas, StructureElement parent, IReadOnlyList<LetterBlock> blocks)
    {
        var y = FootTop(blocks);
        if (!blocks.OfType<LetterBlock.Foot>().Any())
            return;
        canvas.DrawArtifact(() => canvas.Rectangle(Left, y, Right - Left, 0.25, Ink.Line));
        y += 1.6;
        foreach (var foot in blocks.OfType<LetterBlock.Foot>())
        {
            canvas.Draw(parent.Add("P"), () =>
            {
                foreach (var line in FootLines(foot))
                    y = Typesetter.Draw(canvas, [line], Left, y, FootSize, Ink.Grey);
            });
        }
    }

    private double FootTop(IEnumerable<LetterBlock> blocks)
    {
        var lines = blocks.OfType<LetterBlock.Foot>().Sum(foot => FootLines(foot).Count);
        return FootBottom - (lines * Typesetter.Leading(FootSize)) - 1.6;
    }

    private IReadOnlyList<TextLine> FootLines(LetterBlock.Foot foot) => typesetter.Break(foot.Spans, FootSize, _ => Right - Left);
}
