namespace AcRouenIdentity.Web.Features.MailClients.ApplicationPasswords;

internal static partial class Log
{
    [LoggerMessage(7801, LogLevel.Error, "Application passwords that have ended could not be looked for; they will be next time.")]
    public static partial void RemovalFailed(ILogger logger, Exception exception);

    [LoggerMessage(7804, LogLevel.Error, "The application password {Id} has ended and still stands in the directory; it will be removed at a next try.")]
    public static partial void NotRemoved(ILogger logger, Exception exception, string id);

    [LoggerMessage(7802, LogLevel.Warning, "The use of application passwords could not be looked after; it will be next time.")]
    public static partial void UpkeepFailed(ILogger logger, Exception exception);

    [LoggerMessage(7803, LogLevel.Warning, "The directory had an application password that the database does not know, {Id}: removed.")]
    public static partial void EntryUnknown(ILogger logger, string id);
}
