using System.Collections;
using QRCoder;

namespace AcRouenIdentity.Infrastructure.Letters.Pdf;

/// <summary>The dark squares of a QR code, as few rectangles: a drawing stays small and sharp where an image would not.</summary>
/// <param name="Side">Squares on one side, with the light <see cref="Border"/>.</param>
internal sealed record QrModules(int Side, IReadOnlyList<(int X, int Y, int Width, int Height)> Dark)
{
    /// <summary>Light squares that must stay around it (ISO/IEC 18004, 6.3.8).</summary>
    public const int Border = 4;

    public static QrModules Of(Uri address)
    {
        // Level M: a sixth of it may be folded, stained or stamped.
        using var code = QRCodeGenerator.GenerateQrCode(address.AbsoluteUri, QRCodeGenerator.ECCLevel.M);
        return new QrModules(code.ModuleMatrix.Count, Merge(code.ModuleMatrix));
    }

    /// <summary>Runs of a row, each as far down as the rows below have the same run.</summary>
    private static List<(int X, int Y, int Width, int Height)> Merge(List<BitArray> rows)
    {
        var (done, open) = (new List<(int X, int Y, int Width, int Height)>(), new List<(int X, int Y, int Width, int Height)>());
        for (var y = 0; y < rows.Count; y++)
        {
            var runs = Runs(rows[y]).ToList();
            done.AddRange(open.Where(rectangle => !runs.Contains((rectangle.X, rectangle.Width))));
            open = [.. runs.Select(run => open.FirstOrDefault(above => (above.X, above.Width) == run) is { Height: > 0 } above
                ? above with { Height = above.Height + 1 }
                : (run.X, y, run.Width, 1))];
        }

        return [.. done, .. open];
    }

    private static IEnumerable<(int X, int Width)> Runs(BitArray row)
    {
        for (var x = 0; x < row.Length; x++)
        {
            var start = x;
            while (x < row.Length && row[x])
                x++;
            if (x > start)
                yield return (start, x - start);
        }
    }
}
