namespace AcRouenIdentity.Web.Features.Recovery;

internal static partial class Log
{
    [LoggerMessage(7601, LogLevel.Warning, "Requests of recovery wait: the directory does not answer.")]
    public static partial void DirectoryAway(ILogger logger, Exception exception);

    [LoggerMessage(7602, LogLevel.Error, "A request of recovery cannot be read any more, and is dropped.")]
    public static partial void Unreadable(ILogger logger, Exception exception);

    [LoggerMessage(7603, LogLevel.Error, "Requests of recovery could not be decided; they will be at the next turn.")]
    public static partial void TurnFailed(ILogger logger, Exception exception);

    [LoggerMessage(7604, LogLevel.Warning, "Old recoveries could not be forgotten; they will be next time.")]
    public static partial void UpkeepFailed(ILogger logger, Exception exception);

    [LoggerMessage(7605, LogLevel.Error, "Request of recovery {Request} could not be decided; it is tried again until it is of no use any more.")]
    public static partial void NotDecided(ILogger logger, long request, Exception exception);
}
