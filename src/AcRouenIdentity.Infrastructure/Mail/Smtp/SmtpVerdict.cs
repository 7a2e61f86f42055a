namespace AcRouenIdentity.Infrastructure.Mail.Smtp;

/// <summary>What the relay said of a mail.</summary>
/// <param name="Error">Its code, or one word of ours; empty for a mail that was taken.</param>
internal readonly record struct SmtpVerdict(SmtpAnswer Answer, string Error)
{
    public static SmtpVerdict Taken { get; } = new(SmtpAnswer.Taken, "");

    public static SmtpVerdict Refused(string error) => new(SmtpAnswer.Refused, error);

    public static SmtpVerdict Later(string error) => new(SmtpAnswer.Later, error);
}

internal enum SmtpAnswer
{
    Taken,

    /// <summary>Never.</summary>
    Refused,

    /// <summary>Perhaps at another time. It may have been taken, where the connection broke before the relay said so.</summary>
    Later,
}
