namespace AcRouenIdentity.Web.Features.Shared.Themes;

internal static partial class Log
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "Theme {Theme} is not installed ({Missing} is missing): {Fallback} is used. See themes/README.md")]
    public static partial void ThemeNotInstalled(this ILogger logger, string theme, string missing, string fallback);
}
