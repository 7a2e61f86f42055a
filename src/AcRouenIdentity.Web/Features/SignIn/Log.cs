namespace AcRouenIdentity.Web.Features.SignIn;

internal static partial class Log
{
    [LoggerMessage(1001, LogLevel.Error, "The upkeep of sessions and attempts failed; it goes on at its next turn.")]
    public static partial void UpkeepFailed(ILogger logger, Exception exception);
}
