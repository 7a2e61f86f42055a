namespace AcRouenIdentity.Web.Features.Shared.Errors;

internal static partial class Log
{
    [LoggerMessage(Level = LogLevel.Error, Message = "{Reference}: outage, {Situation}")]
    public static partial void Outage(this ILogger logger, string reference, ErrorSituation situation, Exception failure);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Reference}: unexpected failure")]
    public static partial void Failure(this ILogger logger, string reference, Exception failure);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Reference}: unreadable request, {Why}")]
    public static partial void BadRequest(this ILogger logger, string reference, string why);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Reference}: refused, {Situation}")]
    public static partial void Refused(this ILogger logger, string reference, ErrorSituation situation);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Reference}: the error page itself failed; a bare page was sent")]
    public static partial void ErrorPageFailed(this ILogger logger, string reference, Exception failure);
}
