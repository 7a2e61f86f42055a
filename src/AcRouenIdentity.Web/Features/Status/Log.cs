namespace AcRouenIdentity.Web.Features.Status;

internal static partial class Log
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "Readiness changed: directory answers {Directory}, database answers {Database}")]
    public static partial void ReadinessChanged(this ILogger logger, bool directory, bool database);

    [LoggerMessage(Level = LogLevel.Debug, Message = "A part does not answer")]
    public static partial void PartDoesNotAnswer(this ILogger logger, Exception failure);

    [LoggerMessage(Level = LogLevel.Information, Message = "The probe of service {Service} got no answer")]
    public static partial void ProbeFailed(ILogger logger, string service, Exception failure);
}
