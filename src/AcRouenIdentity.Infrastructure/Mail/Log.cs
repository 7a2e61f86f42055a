using AcRouenIdentity.Domain.Mail;
using Microsoft.Extensions.Logging;

namespace AcRouenIdentity.Infrastructure.Mail;

/// <summary>Never an address, a subject or what a server said of a mail: it repeats addresses.</summary>
internal static partial class Log
{
    [LoggerMessage(2200, LogLevel.Error, "Mail template {File}, line {Line}: {Problem}. The one of the next theme is used.")]
    public static partial void TemplateIsBroken(this ILogger logger, string file, int line, string problem);

    [LoggerMessage(2201, LogLevel.Warning, "Mail:Host is not set: no mail is sent. Mails wait in the database, as long as they are worth something.")]
    public static partial void NothingIsSent(this ILogger logger);

    [LoggerMessage(2202, LogLevel.Information, "Mail {MailId} ({Kind}) was sent at try {Tries}.")]
    public static partial void MailSent(this ILogger logger, string mailId, MailKind kind, int tries);

    [LoggerMessage(2203, LogLevel.Warning, "Mail {MailId} ({Kind}) was not sent at try {Tries}: {Error}. It is tried again.")]
    public static partial void MailPostponed(this ILogger logger, string mailId, MailKind kind, int tries, string? error);

    [LoggerMessage(2204, LogLevel.Error, "Mail {MailId} ({Kind}) was refused for ever: {Error}.")]
    public static partial void MailRefused(this ILogger logger, string mailId, MailKind kind, string? error);

    [LoggerMessage(2205, LogLevel.Error, "Mail {MailId} ({Kind}) expired after {Tries} tries; the last error was {Error}.")]
    public static partial void MailExpired(this ILogger logger, string mailId, MailKind kind, int tries, string? error);

    [LoggerMessage(2206, LogLevel.Error, "{Count} mails expired before they could be sent.")]
    public static partial void MailsDropped(this ILogger logger, int count);

    [LoggerMessage(2207, LogLevel.Error, "Mail {MailId} ({Kind}) cannot be read: the Data Protection key that it was encrypted with is gone, or another version of the program wrote it.")]
    public static partial void MailUnreadable(this ILogger logger, string mailId, MailKind kind);

    [LoggerMessage(2208, LogLevel.Warning, "Mail {MailId} ({Kind}) took so long that another batch has it now: it may be sent twice.")]
    public static partial void MailTakenAway(this ILogger logger, string mailId, MailKind kind);

    [LoggerMessage(2209, LogLevel.Warning, "The mail relay is unavailable: {Reason}. It is asked again in {Seconds} s; mails wait.")]
    public static partial void RelayIsUnavailable(this ILogger logger, Exception? exception, string reason, double seconds);

    [LoggerMessage(2210, LogLevel.Information, "The mail relay answers again.")]
    public static partial void RelayIsBack(this ILogger logger);

    [LoggerMessage(2211, LogLevel.Error, "Sending mails failed; it goes on at its next turn.")]
    public static partial void DeliveryFailed(this ILogger logger, Exception exception);

    [LoggerMessage(2212, LogLevel.Error, "Forgetting old mails failed; it goes on at its next turn.")]
    public static partial void UpkeepFailed(this ILogger logger, Exception exception);
}
