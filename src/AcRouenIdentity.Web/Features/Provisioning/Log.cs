namespace AcRouenIdentity.Web.Features.Provisioning;

internal static partial class Log
{
    [LoggerMessage(6001, LogLevel.Error, "The worker of provisioning runs failed; it goes on at its next turn.")]
    public static partial void TurnFailed(ILogger logger, Exception exception);

    [LoggerMessage(6002, LogLevel.Warning, "Run {Run} was interrupted; it is taken up again.")]
    public static partial void RunInterrupted(ILogger logger, int run, Exception exception);

    [LoggerMessage(6003, LogLevel.Error, "Run {Run} failed.")]
    public static partial void RunFailed(ILogger logger, int run, Exception exception);

    [LoggerMessage(6004, LogLevel.Warning, "The files of run {Run} cannot be read.")]
    public static partial void FilesUnreadable(ILogger logger, int run, Exception exception);

    [LoggerMessage(6005, LogLevel.Error, "The upkeep of accounts failed; it goes on at its next turn.")]
    public static partial void UpkeepFailed(ILogger logger, Exception exception);
}
