namespace AcRouenIdentity.Web.Features.Letters;

internal static partial class Log
{
    [LoggerMessage(7001, LogLevel.Error, "The printer of letters failed; it goes on at its next turn.")]
    public static partial void TurnFailed(ILogger logger, Exception exception);

    [LoggerMessage(7002, LogLevel.Warning, "Batch {Batch} was interrupted; it is taken up again.")]
    public static partial void BatchInterrupted(ILogger logger, int batch, Exception exception);

    [LoggerMessage(7003, LogLevel.Warning, "Batch {Batch} was taken by somebody else, or given up.")]
    public static partial void LeaseLost(ILogger logger, int batch);

    [LoggerMessage(7004, LogLevel.Information, "{Secretariats} secretariats were reminded of the letters that wait there.")]
    public static partial void SecretariatsReminded(ILogger logger, int secretariats);

    [LoggerMessage(7005, LogLevel.Error, "Secretariats could not be reminded; they are at the next turn.")]
    public static partial void RemindingFailed(ILogger logger, Exception exception);

    [LoggerMessage(7006, LogLevel.Error, "Old requests for letters could not be forgotten; they are at the next turn.")]
    public static partial void ForgettingFailed(ILogger logger, Exception exception);
}
