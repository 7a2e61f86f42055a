namespace AcRouenIdentity.Web.Features.Alarms;

internal static partial class Log
{
    [LoggerMessage(7701, LogLevel.Warning, "Old codes of contests could not be forgotten; they will be next time.")]
    public static partial void UpkeepFailed(ILogger logger, Exception exception);
}
