using Microsoft.Extensions.Logging;

namespace AcRouenIdentity.Infrastructure.Audit;

internal static partial class Log
{
    [LoggerMessage(2100, LogLevel.Information, "The audit trail stands at {Head}. Keep this line where the database's writers cannot reach.")]
    public static partial void AuditHead(this ILogger logger, AuditHead head);

    [LoggerMessage(2101, LogLevel.Error, "Audit entries could not be sealed; they wait for the next round.")]
    public static partial void AuditNotSealed(this ILogger logger, Exception exception);

    [LoggerMessage(2102, LogLevel.Error, "Refused sign-ins could not be written to the audit trail; they wait for the next round.")]
    public static partial void RefusalsNotWritten(this ILogger logger, Exception exception);
}
