namespace AcRouenIdentity.Web.Features.HelpDesk;

internal static partial class Log
{
    [LoggerMessage(7501, LogLevel.Warning, "The directory was not asked what its establishments are called; people are found by the names that are known until the next turn.")]
    public static partial void SchoolsNotRead(ILogger logger, Exception exception);

    [LoggerMessage(7502, LogLevel.Warning, "Old cases of the help desk could not be forgotten; they will be next time.")]
    public static partial void UpkeepFailed(ILogger logger, Exception exception);
}
