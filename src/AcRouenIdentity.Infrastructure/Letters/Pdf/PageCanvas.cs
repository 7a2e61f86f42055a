using System.Globalization;
using System.Text;
using AcRouenIdentity.Infrastructure.Letters.Fonts;
using PdfSharp.Pdf;

namespace AcRouenIdentity.Infrastructure.Letters.Pdf;

/// <summary>
/// What is drawn on one page (ISO 32000-1, 8 and 9), in millimetres from its upper left corner. Everything stands either in an element of the structure or among the artifacts, which
/// readers pass over.
/// </summary>
internal sealed class PageCanvas(TaggedDocument document, PdfPage page)
{
    private const double PointsPerMillimetre = 72 / 25.4;
    private readonly StringBuilder content = new();
    private int marks;

    public PdfPage Page => page;

    public static double Points(double millimetres) => millimetres * PointsPerMillimetre;

    public static double Millimetres(double points) => points / PointsPerMillimetre;

    /// <summary>What <paramref name="draw"/> draws is of that element.</summary>
    public void Draw(StructureElement element, Action draw)
    {
        element.Mark(page, marks);
        content.Append(CultureInfo.InvariantCulture, $"/{element.Type}<</MCID {marks++}>>BDC\n");
        draw();
        content.Append("EMC\n");
    }

    /// <summary>What <paramref name="draw"/> draws says nothing: lines, colours, what is said elsewhere.</summary>
    public void DrawArtifact(Action draw)
    {
        content.Append("/Artifact BMC\n");
        draw();
        content.Append("EMC\n");
    }

    /// <param name="y">Of the line on which the letters stand.</param>
    /// <param name="size">In points.</param>
    public void Text(double x, double y, IEnumerable<GlyphRun> runs, double size, Ink ink)
    {
        Fill(ink);
        content.Append("BT ").Append(Place(x, y)).Append(" Td\n");
        foreach (var run in runs)
            Show(run, size);
        content.Append("ET\n");
    }

    public void Rectangle(double x, double y, double width, double height, Ink ink)
    {
        Fill(ink);
        content.Append(Place(x, y + height)).Append(' ').Append(Number(Points(width))).Append(' ').Append(Number(Points(height))).Append(" re f\n");
    }

    /// <summary>Squares of a grid, given as rectangles of whole squares from the upper left, filled together so that no seam shows between them.</summary>
    public void Squares(double x, double y, double side, IEnumerable<(int X, int Y, int Width, int Height)> rectangles, Ink ink)
    {
        Fill(ink);
        content.Append("q ").Append(Number(Points(side))).Append(" 0 0 -").Append(Number(Points(side))).Append(' ').Append(Place(x, y)).Append(" cm\n");
        foreach (var (left, top, width, height) in rectangles)
            content.Append(CultureInfo.InvariantCulture, $"{left} {top} {width} {height} re\n");
        content.Append("f Q\n");
    }

    public void Picture(double x, double y, double width, double height, PictureFile picture) =>
        content.Append("q ").Append(Number(Points(width))).Append(" 0 0 ").Append(Number(Points(height))).Append(' ').Append(Place(x, y + height)).Append(" cm /").Append(document.NameOf(picture)).Append(" Do Q\n");

    public byte[] ToBytes() => Encoding.ASCII.GetBytes(content.ToString());

    private void Show(GlyphRun run, double size)
    {
        if (run.Spoken is not null)
            content.Append("/Span<</ActualText<FEFF").Append(Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(run.Spoken))).Append(">>>BDC ");
        var (name, subset) = document.FontOf(run.Font);
        content.Append('/').Append(name).Append(' ').Append(Number(size)).Append(" Tf <");
        foreach (var glyph in run.Glyphs)
            content.Append(subset.Use(glyph.Number, glyph.Text).ToString("X4", CultureInfo.InvariantCulture));
        content.Append("> Tj").Append(run.Spoken is null ? "\n" : " EMC\n");
    }

    private void Fill(Ink ink) => content.Append(ink.Red).Append(' ').Append(ink.Green).Append(' ').Append(ink.Blue).Append(" rg\n");

    private string Place(double x, double y) => $"{Number(Points(x))} {Number(page.Height.Point - Points(y))}";

    private static string Number(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}
