using System.Globalization;
using AcRouenIdentity.Domain.Letters;

namespace AcRouenIdentity.Web.Features.Letters.FollowUp;

/// <param name="Height">Where it is drawn.</param>
public sealed record PlotLevel(int Value, string Height);

/// <param name="Across">Where it is drawn.</param>
/// <param name="Anchor">Which end of the word stands there, as SVG says it.</param>
public sealed record PlotDay(DateOnly Day, string Across, string Anchor);

/// <summary>The curve of activations as lines of an SVG, whose units these are. Time runs by days, however many of them lie between two points.</summary>
/// <param name="Points">At least one.</param>
public sealed record ActivationPlot(IReadOnlyList<ActivationPoint> Points)
{
    public const int Width = 480;
    public const int Height = 240;
    public const int Left = 76;
    public const int Right = 468;
    public const int Top = 14;
    public const int Bottom = 208;

    private static readonly int[] RoundSteps = [1, 2, 5, 10];

    public string Activated => Line(point => point.Activated);

    public string Waiting => Line(point => point.Waiting);

    public ActivationPoint Last => Points[^1];

    /// <summary>Nothing, half and all of what the plot is high.</summary>
    public IReadOnlyList<PlotLevel> Levels => Ceiling % 2 == 0 ? [LevelOf(0), LevelOf(Ceiling / 2), LevelOf(Ceiling)] : [LevelOf(0), LevelOf(Ceiling)];

    /// <summary>The first day and the last one.</summary>
    public IReadOnlyList<PlotDay> Days => Points.Count == 1
        ? [new PlotDay(Last.Day, Across(Last), "end")]
        : [new PlotDay(Points[0].Day, Across(Points[0]), "start"), new PlotDay(Last.Day, Across(Last), "end")];

    /// <summary>The first round number that nothing exceeds.</summary>
    public int Ceiling
    {
        get
        {
            var most = Math.Max(1, Points.Max(point => Math.Max(point.Activated, point.Waiting)));
            for (var power = 1; ; power *= 10)
            {
                if (RoundSteps.FirstOrDefault(step => step * power >= most) is > 0 and var step)
                    return step * power;
            }
        }
    }

    public string Across(ActivationPoint point)
    {
        var days = Last.Day.DayNumber - Points[0].Day.DayNumber;
        return Text(days == 0 ? Right : Left + ((double)(Right - Left) * (point.Day.DayNumber - Points[0].Day.DayNumber) / days));
    }

    public string Up(int value) => Text(Bottom - ((double)(Bottom - Top) * value / Ceiling));

    private PlotLevel LevelOf(int value) => new(value, Up(value));

    private string Line(Func<ActivationPoint, int> value) => string.Join(' ', Points.Select(point => $"{Across(point)},{Up(value(point))}"));

    private static string Text(double number) => number.ToString("0.#", CultureInfo.InvariantCulture);
}
