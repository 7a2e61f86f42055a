namespace AcRouenIdentity.Web.Features.Directory;

internal static partial class Log
{
    [LoggerMessage(7301, LogLevel.Warning, "The directory of people could not be brought up to date; the one before goes on until the next turn.")]
    public static partial void UpkeepFailed(ILogger logger, Exception exception);
}
