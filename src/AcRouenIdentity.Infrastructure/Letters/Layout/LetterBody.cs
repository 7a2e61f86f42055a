using AcRouenIdentity.Infrastructure.Letters.Fonts;
using AcRouenIdentity.Infrastructure.Letters.Pdf;
using AcRouenIdentity.Infrastructure.Letters.Texts;

namespace AcRouenIdentity.Infrastructure.Letters.Layout;

/// <summary>
/// Lays blocks from top to bottom. What is to be drawn is only noted, so that a text that comes out too long can be laid anew in a smaller size; <see cref="Draw"/> then draws it in
/// reading order.
/// </summary>
internal sealed class LetterBody(Typesetter typesetter, LetterLook look, double left, double right, double top, double textSize)
{
    private const double Gap = 2.4;
    private const double PanelPadding = 4;
    private const double LabelShare = 0.395;
    private const double BarWidth = 1.2;
    private const double QrSide = 35;
    private const double QrGap = 8;
    private readonly List<Action<PageCanvas, StructureElement>> drawings = [];
    private double floatBottom = top;

    public double TextSize => textSize;

    /// <summary>Where the next block begins.</summary>
    public double Bottom { get; private set; } = top;

    /// <summary>Below everything, the QR code at the side too.</summary>
    public double End => Math.Max(Bottom, floatBottom);

    public void Lay(IReadOnlyList<LetterBlock> blocks, QrModules? qr, string shortAddress)
    {
        for (var at = 0; at < blocks.Count; at++)
        {
            switch (blocks[at])
            {
                case LetterBlock.Title title:
                    LayText("H1", [new Span(title.Text, true)], textSize * 1.45, look.Colour, after: 2.4);
                    break;
                case LetterBlock.Heading heading:
                    Bottom += Gap * 0.7;
                    LayText("H2", [new Span(heading.Text, true)], textSize * 1.12, look.Colour, after: 1.2);
                    break;
                case LetterBlock.Paragraph paragraph:
                    LayText("P", paragraph.Spans, textSize, Ink.Black, Gap);
                    break;
                case LetterBlock.Note note:
                    LayNote(note);
                    break;
                case LetterBlock.Field:
                    at += LayFields([.. blocks.Skip(at).TakeWhile(block => block is LetterBlock.Field).Cast<LetterBlock.Field>()]) - 1;
                    break;
                case LetterBlock.Item:
                    at += LayItems([.. blocks.Skip(at).TakeWhile(block => block is LetterBlock.Item).Cast<LetterBlock.Item>()]) - 1;
                    break;
                case LetterBlock.QrCode code when qr is not null:
                    LayQrCode(code, qr, shortAddress);
                    break;
                default:
                    break;
            }
        }
    }

    public void Draw(PageCanvas canvas, StructureElement parent)
    {
        foreach (var drawing in drawings)
            drawing(canvas, parent);
    }

    private void LayText(string type, IReadOnlyList<Span> spans, double size, Ink ink, double after)
    {
        var lines = Break(spans, size, left);
        var y = Bottom;
        drawings.Add((canvas, parent) => canvas.Draw(parent.Add(type), () => Typesetter.Draw(canvas, lines, left, y, size, ink)));
        Bottom = y + (lines.Count * Typesetter.Leading(size)) + after;
    }

    private void LayNote(LetterBlock.Note note)
    {
        const double padding = 2.6;
        var (y, width) = (Bottom, WidthAt(Bottom));
        var lines = typesetter.Break(note.Spans, textSize, _ => width - BarWidth - (2 * PanelPadding));
        var height = (lines.Count * Typesetter.Leading(textSize)) + (2 * padding) - 0.8;
        drawings.Add((canvas, parent) =>
        {
            canvas.DrawArtifact(() =>
            {
                canvas.Rectangle(left, y, width, 0.25, look.Colour);
                canvas.Rectangle(left, y + height - 0.25, width, 0.25, look.Colour);
                canvas.Rectangle(left, y, BarWidth, height, look.Colour);
            });
            canvas.Draw(parent.Add("P"), () => Typesetter.Draw(canvas, lines, left + BarWidth + PanelPadding, y + padding - 0.4, textSize, Ink.Black));
        });
        Bottom = y + height + Gap + 0.6;
    }

    private int LayFields(IReadOnlyList<LetterBlock.Field> fields)
    {
        Bottom += 0.6;
        var (start, width) = (Bottom, WidthAt(Bottom));
        var valueLeft = left + BarWidth + PanelPadding + (width * LabelShare);
        var rows = fields.Select(field => new FieldRow(typesetter, field, textSize, left + width - PanelPadding - valueLeft, (width * LabelShare) - 2)).ToList();
        var height = rows.Sum(row => row.Height) + PanelPadding;
        drawings.Add((canvas, parent) =>
        {
            canvas.DrawArtifact(() =>
            {
                canvas.Rectangle(left, start, width, height, look.Tint);
                canvas.Rectangle(left, start, BarWidth, height, look.Colour);
            });
            var y = start + (PanelPadding / 2);
            foreach (var row in rows)
            {
                row.Draw(canvas, parent, left + BarWidth + PanelPadding, valueLeft, y);
                y += row.Height;
            }
        });
        Bottom = start + height + Gap + 1;
        return fields.Count;
    }

    private int LayItems(IReadOnlyList<LetterBlock.Item> items)
    {
        const double indent = 6.5;
        var laid = new List<(string Label, IReadOnlyList<TextLine> Lines, double Y)>();
        foreach (var item in items)
        {
            var lines = Break(item.Spans, textSize, left + indent);
            laid.Add((item.Label, lines, Bottom));
            Bottom += (lines.Count * Typesetter.Leading(textSize)) + 1.1;
        }

        drawings.Add((canvas, parent) =>
        {
            var list = parent.Add("L");
            foreach (var (label, lines, y) in laid)
            {
                var item = list.Add("LI");
                var mark = typesetter.Line(label, Face.Bold);
                canvas.Draw(item.Add("Lbl"), () => Typesetter.Draw(canvas, [mark], left + 1, y, textSize, look.Colour));
                canvas.Draw(item.Add("LBody"), () => Typesetter.Draw(canvas, lines, left + indent, y, textSize, Ink.Black));
            }
        });
        Bottom += Gap - 1.1;
        return items.Count;
    }

    /// <summary>At the right, beside what follows.</summary>
    private void LayQrCode(LetterBlock.QrCode code, QrModules qr, string shortAddress)
    {
        const double largest = 10, smallest = 8;
        var y = Bottom + Gap;
        var size = typesetter.Fit(shortAddress, Face.Bold, QrSide, largest, smallest);
        var lines = BreakAddress(shortAddress, size, QrSide + 3);
        var x = right - QrSide;
        // Its light border reaches into the margin, so that what is seen of it stands where the text ends.
        var square = QrSide / (qr.Side - (2 * QrModules.Border));
        var quiet = QrModules.Border * square;
        drawings.Add((canvas, parent) =>
        {
            var figure = parent.Add(new StructureElement("Figure") { AlternateText = code.AlternateText, Box = new Box(x, y, right, y + QrSide) });
            canvas.Draw(figure, () => canvas.Squares(x - quiet, y - quiet, square, qr.Dark, Ink.Full));
            canvas.Draw(parent.Add("P"), () =>
            {
                var next = y + QrSide + quiet - 1;
                foreach (var line in lines)
                    next = Typesetter.Draw(canvas, [line], x + ((QrSide - line.WidthAt(size)) / 2), next, size, Ink.Black);
            });
        });
        floatBottom = y + QrSide + quiet - 1 + (lines.Count * Typesetter.Leading(size)) + Gap;
    }

    /// <summary>Behind the name of the host where one line will not do: a path that is cut at its hyphens is typed wrong.</summary>
    private IReadOnlyList<TextLine> BreakAddress(string address, double size, double width)
    {
        var whole = typesetter.Break(address, Face.Bold, size, width);
        var path = address.IndexOf('/', StringComparison.Ordinal) + 1;
        return whole.Count == 1 ? whole : [.. typesetter.Break(address[..path], Face.Bold, size, width), .. typesetter.Break(address[path..], Face.Bold, size, width)];
    }

    private double WidthAt(double y) => right - left - (y < floatBottom ? QrSide + QrGap : 0);

    private IReadOnlyList<TextLine> Break(IReadOnlyList<Span> spans, double size, double x)
    {
        var y = Bottom;
        return typesetter.Break(spans, size, line => WidthAt(y + (line * Typesetter.Leading(size))) - (x - left));
    }
}
