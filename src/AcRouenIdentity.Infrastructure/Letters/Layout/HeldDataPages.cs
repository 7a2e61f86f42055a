using System.Globalization;
using AcRouenIdentity.Domain.PersonalData;
using AcRouenIdentity.Infrastructure.Letters.Fonts;
using AcRouenIdentity.Infrastructure.Letters.Pdf;
using AcRouenIdentity.Infrastructure.Letters.Texts;

namespace AcRouenIdentity.Infrastructure.Letters.Layout;

/// <summary>What is held of a person, on as many pages as it takes: a chapter begins where there is room for some of it, and a text too long for a page goes on on the next.</summary>
internal sealed class HeldDataPages(Typesetter typesetter, LetterLook look, TaggedDocument document)
{
    private const double Left = 20;
    private const double Right = 190;
    private const double Top = 18;
    private const double Bottom = 278;
    private const double PageLine = 288;
    private const double TitleSize = 17;
    private const double HeadingSize = 13;
    private const double TextSize = 10;
    private const double SmallSize = 9;
    private const double LabelWidth = 52;

    /// <summary>Room that a chapter begins with at least.</summary>
    private const double SmallestBeginning = 34;

    private readonly List<PageCanvas> canvases = [];
    private double y = Bottom;

    private PageCanvas Canvas => canvases[^1];

    public void Draw(HeldDocument held)
    {
        MakeRoom(SmallestBeginning);
        DrawLines(document.Structure, "H1", Broken(held.Title, Face.Bold, TitleSize, Left), Left, TitleSize, look.Colour);
        y += 3;
        foreach (var paragraph in held.Lead)
        {
            DrawLines(document.Structure, "P", Broken(paragraph, Face.Text, TextSize, Left), Left, TextSize, Ink.Black);
            y += 2;
        }

        foreach (var chapter in held.Chapters)
            DrawChapter(chapter, document.Structure.Add("Sect"));
        DrawPageNumbers(held.PageNumber);
    }

    private void DrawChapter(HeldChapter chapter, StructureElement section)
    {
        y += 6;
        MakeRoom(SmallestBeginning);
        Canvas.DrawArtifact(() => Canvas.Rectangle(Left, y - 2, Right - Left, 0.4, look.Colour));
        DrawLines(section, "H2", Broken(chapter.Title, Face.Bold, HeadingSize, Left), Left, HeadingSize, look.Colour);
        y += 1;
        foreach (var line in chapter.About)
            DrawLines(section, "P", Broken([line], SmallSize, Left), Left, SmallSize, Ink.Grey);
        y += 2;
        if (chapter.Form is HeldChapterForm.Sheet)
            DrawSheet(chapter, section);
        else
            DrawList(chapter, section);
    }

    private void DrawSheet(HeldChapter chapter, StructureElement section)
    {
        if (chapter.Entries.Count == 0)
            return;
        var table = section.Add("Table");
        foreach (var line in chapter.Entries.SelectMany(entry => entry))
        {
            var label = typesetter.Break(line.Label, Face.Bold, TextSize, LabelWidth - 3);
            var text = Broken(line.Text, Face.Text, TextSize, Left + LabelWidth);
            MakeRoom(Math.Min(Math.Max(label.Count, text.Count) * Typesetter.Leading(TextSize), Bottom - Top));
            var (row, start) = (table.Add("TR"), y);
            Canvas.Draw(row.Add(new StructureElement("TH") { Scope = "Row" }), () => Typesetter.Draw(Canvas, label, Left, start, TextSize, Ink.Grey));
            DrawLines(row.Add("TD"), "P", text, Left + LabelWidth, TextSize, Ink.Black);
            y = Math.Max(y, start + (label.Count * Typesetter.Leading(TextSize))) + 0.8;
        }
    }

    private void DrawList(HeldChapter chapter, StructureElement section)
    {
        if (chapter.Entries.Count == 0)
            return;
        const double indent = 4;
        var list = section.Add("L");
        foreach (var entry in chapter.Entries)
        {
            var lines = Broken(entry, TextSize, Left + indent);
            MakeRoom(Math.Min(lines.Count * Typesetter.Leading(TextSize), Bottom - Top));
            var (item, start) = (list.Add("LI"), y);
            Canvas.DrawArtifact(() => Canvas.Rectangle(Left, start + 1.6, 1.4, 1.4, look.Colour));
            DrawLines(item.Add("LBody"), "P", lines, Left + indent, TextSize, Ink.Black);
            y += 1.2;
        }
    }

    /// <summary>In pieces, an element for each page.</summary>
    private void DrawLines(StructureElement parent, string type, IReadOnlyList<TextLine> lines, double x, double size, Ink ink)
    {
        while (lines.Count > 0)
        {
            MakeRoom(Typesetter.Leading(size));
            var fitting = Math.Min(lines.Count, (int)((Bottom - y) / Typesetter.Leading(size)));
            var (piece, start) = (lines.Take(Math.Max(1, fitting)).ToList(), y);
            Canvas.Draw(parent.Add(type), () => y = Typesetter.Draw(Canvas, piece, x, start, size, ink));
            lines = [.. lines.Skip(piece.Count)];
        }
    }

    private void MakeRoom(double height)
    {
        if (y + height <= Bottom)
            return;
        canvases.Add(document.AddPage());
        y = Top;
    }

    private IReadOnlyList<TextLine> Broken(string text, Face face, double size, double x) => typesetter.Break(text, face, size, Right - x);

    /// <summary>Label and text of each, one after the other.</summary>
    private IReadOnlyList<TextLine> Broken(IReadOnlyList<HeldLine> lines, double size, double x) =>
        typesetter.Break(lines.SelectMany((line, at) => Spans(line, at == lines.Count - 1)), size, _ => Right - x);

    private static IEnumerable<Span> Spans(HeldLine line, bool isLast) => [new Span($"{line.Label} ", IsBold: true), new Span(isLast ? line.Text : $"{line.Text} · ", IsBold: false)];

    private void DrawPageNumbers(string format)
    {
        for (var at = 0; at < canvases.Count; at++)
        {
            var (canvas, line) = (canvases[at], typesetter.Line(string.Format(CultureInfo.InvariantCulture, format, at + 1, canvases.Count), Face.Text));
            canvas.DrawArtifact(() => canvas.Text(Right - line.WidthAt(SmallSize), PageLine, line.Runs, SmallSize, Ink.Grey));
        }
    }
}
