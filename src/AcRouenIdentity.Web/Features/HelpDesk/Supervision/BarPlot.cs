using System.Globalization;

namespace AcRouenIdentity.Web.Features.HelpDesk.Supervision;

/// <param name="Name">In words.</param>
/// <param name="Tone">Ending of the class that colours it.</param>
public sealed record PlotSeries(string Name, string Tone);

/// <param name="Values">One for each series.</param>
public sealed record PlotRow(string Label, IReadOnlyList<int> Values)
{
    public int Total => Values.Sum();
}

/// <param name="Across">Where it begins, and how wide it is drawn.</param>
public sealed record PlotBar(PlotSeries Series, int Value, string Across, string Width);

/// <summary>Bars that lie, one for each row, made of the series one behind the other; in the units of an SVG.</summary>
/// <param name="Key">Distinguishes the plots of a page.</param>
public sealed record BarPlot(string Key, string Title, string RowsName, IReadOnlyList<PlotSeries> Series, IReadOnlyList<PlotRow> Rows)
{
    public const int Width = 480;
    public const int RowHeight = 54;
    public const int LabelDown = 18;
    public const int BarDown = 26;
    public const int BarHeight = 18;

    /// <summary>The longest bar ends there, so that its figure has room behind it.</summary>
    private const double Longest = 400;

    public int Height => Rows.Count * RowHeight;

    public bool IsEmpty => Rows.All(row => row.Total == 0);

    public IEnumerable<PlotBar> BarsOf(PlotRow row)
    {
        var across = 0.0;
        foreach (var (series, value) in Series.Zip(row.Values).Where(pair => pair.Second > 0))
        {
            var width = WidthOf(value);
            yield return new PlotBar(series, value, Text(across), Text(width));
            across += width;
        }
    }

    /// <summary>Where the figure of the whole bar stands.</summary>
    public string EndOf(PlotRow row) => Text(WidthOf(row.Total) + 8);

    private double WidthOf(int value) => Longest * value / Math.Max(1, Rows.Max(row => row.Total));

    private static string Text(double number) => number.ToString("0.#", CultureInfo.InvariantCulture);
}
