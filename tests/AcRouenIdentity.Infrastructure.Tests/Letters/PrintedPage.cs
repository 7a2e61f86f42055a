using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;

namespace AcRouenIdentity.Infrastructure.Tests.Letters;

/// <summary>A printed page as a ruler sees it: millimetres from its upper left corner.</summary>
internal sealed class PrintedPage(Page page)
{
    private const double MillimetresPerPoint = 25.4 / 72;

    public Page Page => page;

    public IReadOnlyList<PrintedWord> Words { get; } = [.. page.GetWords().Select(word => new PrintedWord(
        word.Text,
        word.BoundingBox.Left * MillimetresPerPoint,
        (page.Height - word.BoundingBox.Top) * MillimetresPerPoint,
        word.BoundingBox.Right * MillimetresPerPoint,
        (page.Height - word.BoundingBox.Bottom) * MillimetresPerPoint,
        word.Letters.Min(letter => letter.PointSize),
        word.FontName ?? ""))];

    /// <summary>In the order in which it is drawn, which is that in which it is read; a line end is a space.</summary>
    public string Text { get; } = string.Join(' ', string.Concat(page.Letters.Select(letter => letter.Value)).Replace('\u00A0', ' ').Split(' ', StringSplitOptions.RemoveEmptyEntries));

    /// <summary>The same without any space: lines, words and groups run into one another.</summary>
    public string Run => Text.Replace(" ", "", StringComparison.Ordinal);

    public IEnumerable<PrintedWord> Within(double left, double top, double right, double bottom) =>
        Words.Where(word => word.Left >= left && word.Right <= right && word.Top >= top && word.Bottom <= bottom);

    public static IReadOnlyList<PrintedPage> Read(byte[] pdf)
    {
        using var document = PdfDocument.Open(pdf);
        return [.. document.GetPages().Select(page => new PrintedPage(page))];
    }
}

internal sealed record PrintedWord(string Text, double Left, double Top, double Right, double Bottom, double Size, string Font)
{
    public bool Overlaps(PrintedWord other) =>
        Left < other.Right - 0.1 && other.Left < Right - 0.1 && Top < other.Bottom - 0.1 && other.Top < Bottom - 0.1;
}
