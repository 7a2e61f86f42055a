using System.Globalization;

namespace AcRouenIdentity.Infrastructure.Letters.Pdf;

/// <summary>In millimetres from the upper left corner of a page.</summary>
internal sealed record Box(double Left, double Top, double Right, double Bottom)
{
    /// <summary>As PDF writes it: left, bottom, right and top, from the lower left corner.</summary>
    public string ToPoints(double pageHeight) => string.Create(
        CultureInfo.InvariantCulture,
        $"{PageCanvas.Points(Left):0.##} {pageHeight - PageCanvas.Points(Bottom):0.##} {PageCanvas.Points(Right):0.##} {pageHeight - PageCanvas.Points(Top):0.##}");
}
