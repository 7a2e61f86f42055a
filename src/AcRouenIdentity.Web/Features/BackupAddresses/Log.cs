namespace AcRouenIdentity.Web.Features.BackupAddresses;

internal static partial class Log
{
    [LoggerMessage(7201, LogLevel.Warning, "Old codes of backup addresses could not be forgotten; they will be next time.")]
    public static partial void UpkeepFailed(ILogger logger, Exception exception);
}
