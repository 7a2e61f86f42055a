using AcRouenIdentity.Infrastructure.Letters.Fonts;
using AcRouenIdentity.Infrastructure.Letters.Pdf;
using AcRouenIdentity.Infrastructure.Letters.Texts;

namespace AcRouenIdentity.Infrastructure.Letters.Layout;

/// <summary>A label, and beside it what is copied: on one line if it can be, so that nobody wonders whether a hyphen belongs to it.</summary>
internal sealed class FieldRow
{
    private const double SmallestOnOneLine = 10;
    private const double Smallest = 8;
    private const double LargeFactor = 1.6;
    private const double PlainFactor = 1.1;
    private readonly IReadOnlyList<TextLine> label;
    private readonly IReadOnlyList<TextLine> value;
    private readonly double labelSize;
    private readonly double size;

    public FieldRow(Typesetter typesetter, LetterBlock.Field field, double textSize, double valueWidth, double labelWidth)
    {
        labelSize = textSize;
        var largest = textSize * (field.Size == FieldSize.Large ? LargeFactor : PlainFactor);
        size = SizeOf(typesetter, field.Value, valueWidth, largest);
        value = typesetter.Break(field.Value, Face.Code, size, valueWidth);
        label = typesetter.Break(field.Label, Face.Text, textSize, labelWidth);
        Height = Math.Max(Math.Max(label.Count * Typesetter.Leading(textSize), value.Count * Typesetter.Leading(size)), Typesetter.Leading(largest)) + 1.2;
    }

    public double Height { get; }

    /// <summary>One paragraph: a reader says the label, then what it labels.</summary>
    public void Draw(PageCanvas canvas, StructureElement parent, double labelLeft, double valueLeft, double y)
    {
        var valueTop = y + ((Height - (value.Count * Typesetter.Leading(size))) / 2);
        // A label of one line stands on the line of its value.
        var labelTop = label.Count == 1
            ? valueTop + Typesetter.Baseline(size) - Typesetter.Baseline(labelSize)
            : y + ((Height - (label.Count * Typesetter.Leading(labelSize))) / 2);
        canvas.Draw(parent.Add("P"), () =>
        {
            Typesetter.Draw(canvas, label, labelLeft, labelTop, labelSize, Ink.Black);
            Typesetter.Draw(canvas, value, valueLeft, valueTop, size, Ink.Full);
        });
    }

    /// <summary>A long address is broken before its sign, rather than set too small.</summary>
    private static double SizeOf(Typesetter typesetter, string value, double width, double largest)
    {
        var size = typesetter.Fit(value, Face.Code, width, largest, SmallestOnOneLine);
        return typesetter.Line(value, Face.Code).WidthAt(size) <= width
            ? size
            : typesetter.Fit(value.Split('@').MaxBy(part => part.Length)!, Face.Code, width, SmallestOnOneLine, Smallest);
    }
}
