using Microsoft.Extensions.Localization;

namespace AcRouenIdentity.Web.Features.Shared.Attempts;

internal static class Duration
{
    /// <summary>Rounded up to what a person waits by: seconds under a minute, else minutes.</summary>
    public static string InWords(TimeSpan duration, IStringLocalizer texts)
    {
        var seconds = (int)Math.Ceiling(duration.TotalSeconds);
        var minutes = (int)Math.Ceiling(duration.TotalMinutes);
        return seconds switch
        {
            <= 1 => texts["OneSecond"],
            < 60 => texts["Seconds", seconds],
            60 => texts["OneMinute"],
            _ => texts["Minutes", minutes],
        };
    }
}
