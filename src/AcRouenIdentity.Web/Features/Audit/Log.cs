namespace AcRouenIdentity.Web.Features.Audit;

internal static partial class Log
{
    [LoggerMessage(Level = LogLevel.Error, Message = "The audit trail could not be read to its end")]
    public static partial void ReadingFailed(ILogger logger, Exception failure);
}
