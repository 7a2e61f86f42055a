using System.Globalization;
using AcRouenIdentity.Infrastructure.Letters.Pdf;

namespace AcRouenIdentity.Infrastructure.SecondFactors;

/// <summary>A QR code to draw in a page.</summary>
/// <param name="Side">Width and height of its view box.</param>
/// <param name="Path">Its dark squares, as the data of an SVG path.</param>
public sealed record QrPicture(int Side, string Path)
{
    public static QrPicture Of(Uri address)
    {
        var modules = QrModules.Of(address);
        return new QrPicture(modules.Side, string.Concat(modules.Dark.Select(Square)));
    }

    private static string Square((int X, int Y, int Width, int Height) dark) =>
        string.Create(CultureInfo.InvariantCulture, $"M{dark.X} {dark.Y}h{dark.Width}v{dark.Height}h-{dark.Width}z");
}
