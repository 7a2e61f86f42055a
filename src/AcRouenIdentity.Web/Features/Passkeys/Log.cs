namespace AcRouenIdentity.Web.Features.Passkeys;

internal static partial class Log
{
    [LoggerMessage(7401, LogLevel.Information, "An answer of a passkey was refused: {Reason}")]
    public static partial void AnswerRefused(this ILogger logger, string reason);

    [LoggerMessage(7402, LogLevel.Warning, "Old questions to passkeys could not be forgotten; they will be next time.")]
    public static partial void UpkeepFailed(this ILogger logger, Exception exception);
}
