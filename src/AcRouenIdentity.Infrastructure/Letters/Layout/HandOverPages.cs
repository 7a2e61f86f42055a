using AcRouenIdentity.Domain.Letters;
using AcRouenIdentity.Infrastructure.Letters.Fonts;
using AcRouenIdentity.Infrastructure.Letters.Pdf;
using AcRouenIdentity.Infrastructure.Letters.Texts;

namespace AcRouenIdentity.Infrastructure.Letters.Layout;

/// <summary>
/// A hand-over sheet on as many pages as it takes: what the template says before its table on the first, the heads of the table again on each, what stands after the table at the end.
/// </summary>
internal sealed class HandOverPages(Typesetter typesetter, LetterLook look, TaggedDocument document, StructureElement parent)
{
    private const double Left = 15;
    private const double Right = 195;
    private const double Top = 16;
    private const double TableBottom = 278;
    private const double PageLine = 288;
    private const double TextSize = 10.5;
    private const double CellSize = 9.5;
    private const double SmallestRow = 9;
    private const double Padding = 1.8;
    private static readonly double[] Widths = [30, 50, 38, 28, 34];
    private readonly List<PageCanvas> canvases = [];
    private double y;

    private PageCanvas Canvas => canvases[^1];

    public void Draw(IReadOnlyList<LetterBlock> blocks, HandOverSheet sheet)
    {
        var table = blocks.OfType<LetterBlock.Table>().FirstOrDefault() ?? throw new LetterTemplateException("a hand-over sheet has no line '@table'");
        AddPage();
        DrawSender();
        DrawBody([.. blocks.TakeWhile(block => block is not LetterBlock.Table)]);
        DrawTable(table, sheet);
        DrawEnd([.. blocks.SkipWhile(block => block is not LetterBlock.Table).Skip(1)]);
        DrawPageNumbers(blocks.OfType<LetterBlock.PageNumber>().FirstOrDefault());
    }

    private void AddPage()
    {
        canvases.Add(document.AddPage());
        y = Top;
    }

    private void DrawSender()
    {
        const double size = 10;
        Canvas.DrawArtifact(() => Canvas.Rectangle(Left, y, 22, 1.6, look.Colour));
        y += 3.6;
        if (look.Sender.Count == 0)
            return;
        Canvas.Draw(parent.Add("P"), () => Typesetter.Draw(Canvas, [typesetter.Line(look.Sender[0], Face.Bold)], Left, y, size, look.Colour));
        y += Typesetter.Leading(size) + 5;
    }

    private void DrawBody(IReadOnlyList<LetterBlock> blocks)
    {
        var body = new LetterBody(typesetter, look, Left, Right, y, TextSize);
        body.Lay(blocks, qr: null, shortAddress: "");
        body.Draw(Canvas, parent);
        y = body.End + 1;
    }

    private void DrawTable(LetterBlock.Table table, HandOverSheet sheet)
    {
        var element = parent.Add("Table");
        IReadOnlyList<TextLine>[] heads = [.. table.Heads.Select((head, at) => Cell(head, Face.Bold, at))];
        var row = element.Add("TR");
        DrawHeads(heads, (_, draw) => Canvas.Draw(row.Add(new StructureElement("TH") { Scope = "Column" }), draw));
        foreach (var line in sheet.Lines)
        {
            var cells = Cells(line);
            if (y + HeightOf(cells) > TableBottom)
            {
                AddPage();
                // Said once to whoever listens: it is one table.
                DrawHeads(heads, (_, draw) => Canvas.DrawArtifact(draw));
            }

            DrawCells(cells, element.Add("TR"));
        }
    }

    private void DrawHeads(IReadOnlyList<TextLine>[] heads, Action<int, Action> drawCell)
    {
        var height = HeightOf(heads);
        Canvas.DrawArtifact(() =>
        {
            Canvas.Rectangle(Left, y, Right - Left, height, look.Tint);
            Canvas.Rectangle(Left, y + height - 0.4, Right - Left, 0.4, look.Colour);
        });
        for (var at = 0; at < heads.Length; at++)
        {
            var column = at;
            drawCell(column, () => Typesetter.Draw(Canvas, heads[column], LeftOf(column) + Padding, y + Padding, CellSize, look.Colour));
        }

        y += height;
    }

    private void DrawCells(IReadOnlyList<TextLine>[] cells, StructureElement row)
    {
        var height = HeightOf(cells);
        Canvas.DrawArtifact(() =>
        {
            Canvas.Rectangle(Left, y + height - 0.15, Right - Left, 0.15, Ink.Line);
            Canvas.Rectangle(LeftOf(cells.Length - 1), y, 0.15, height, Ink.Line);
        });
        for (var at = 0; at < cells.Length; at++)
        {
            var column = at;
            var cell = row.Add("TD");
            var first = y + ((height - (cells[column].Count * Typesetter.Leading(CellSize))) / 2);
            if (cells[column].Count > 0)
                Canvas.Draw(cell, () => Typesetter.Draw(Canvas, cells[column], LeftOf(column) + Padding, first, CellSize, Ink.Black));
        }

        y += height;
    }

    /// <summary>What follows the table, on a page of its own where it does not fit under it.</summary>
    private void DrawEnd(IReadOnlyList<LetterBlock> blocks)
    {
        const double signatureHeight = 24;
        var signatures = blocks.OfType<LetterBlock.Signature>().ToList();
        y += 5;
        var body = new LetterBody(typesetter, look, Left, Right, y, TextSize);
        body.Lay(blocks, qr: null, shortAddress: "");
        if (body.End + (signatures.Count > 0 ? signatureHeight : 0) > TableBottom)
            AddPage();
        DrawBody(blocks);
        DrawSignatures(signatures, signatureHeight);
    }

    /// <summary>Side by side.</summary>
    private void DrawSignatures(List<LetterBlock.Signature> signatures, double height)
    {
        const double between = 8;
        var width = (Right - Left - between) / 2;
        for (var at = 0; at < signatures.Count; at++)
        {
            var (x, label) = (Left + (at % 2 * (width + between)), typesetter.Break(signatures[at].Label, Face.Text, CellSize, width - (2 * Padding)));
            Canvas.DrawArtifact(() => DrawFrame(x, y, width, height));
            Canvas.Draw(parent.Add("P"), () => Typesetter.Draw(Canvas, label, x + Padding, y + Padding, CellSize, Ink.Grey));
        }
    }

    private void DrawFrame(double x, double top, double width, double height)
    {
        const double line = 0.2;
        Canvas.Rectangle(x, top, width, line, Ink.Line);
        Canvas.Rectangle(x, top + height, width, line, Ink.Line);
        Canvas.Rectangle(x, top, line, height, Ink.Line);
        Canvas.Rectangle(x + width, top, line, height + line, Ink.Line);
    }

    private void DrawPageNumbers(LetterBlock.PageNumber? number)
    {
        const double size = 9;
        for (var at = 0; number is not null && at < canvases.Count; at++)
        {
            var (canvas, line) = (canvases[at], typesetter.Line(number.Of(at + 1, canvases.Count), Face.Text));
            canvas.DrawArtifact(() => canvas.Text(Right - line.WidthAt(size), PageLine, line.Runs, size, Ink.Grey));
        }
    }

    private IReadOnlyList<TextLine>[] Cells(HandOverLine line) =>
        [Cell(line.Reference, Face.Code, 0), Cell(line.Name, Face.Bold, 1), Cell(line.Function ?? "", Face.Text, 2), Cell(look.NameOf(line.Kind), Face.Text, 3), []];

    private IReadOnlyList<TextLine> Cell(string text, Face face, int column) => typesetter.Break(text, face, CellSize, Widths[column] - (2 * Padding));

    private static double HeightOf(IReadOnlyList<TextLine>[] cells) =>
        Math.Max(SmallestRow, (cells.Max(cell => cell.Count) * Typesetter.Leading(CellSize)) + (2 * Padding));

    private static double LeftOf(int column) => Left + Widths.Take(column).Sum();
}
