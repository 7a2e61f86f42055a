namespace AcRouenIdentity.Infrastructure.Mail;

/// <summary>The relay that takes our mail, and whom it comes from.</summary>
public sealed class MailOptions
{
    public const string Section = "Mail";

    /// <summary>Name of the relay. Without it nothing is sent: mails wait in the database, as long as they are worth something.</summary>
    public string? Host { get; set; }

    /// <summary>Null for the usual port of <see cref="Security"/>: 587, 465 or 25.</summary>
    public int? Port { get; set; }

    public MailSecurity Security { get; set; } = MailSecurity.StartTls;

    /// <summary>PEM file of the authorities that the relay's certificate may come from; null for those of the system.</summary>
    public string? AuthorityFile { get; set; }

    /// <summary>Null where the relay knows us by our address.</summary>
    public string? UserName { get; set; }

    /// <summary>A file whose first line is the password of <see cref="UserName"/>.</summary>
    public string? PasswordFile { get; set; }

    /// <summary>Whom mails come from; failures to deliver come back there.</summary>
    public string FromAddress { get; set; } = "";

    /// <summary>Null for the name of the service.</summary>
    public string? FromName { get; set; }

    /// <summary>Where answers go; null for <see cref="FromAddress"/>.</summary>
    public string? ReplyTo { get; set; }

    /// <summary>For opening a connection, and for each mail.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>How long a mail that says nothing else is tried.</summary>
    public TimeSpan KeepTryingFor { get; set; } = TimeSpan.FromDays(2);

    /// <summary>How long the database remembers that a mail was sent or given up; what it said is erased at once.</summary>
    public TimeSpan KeepClosedFor { get; set; } = TimeSpan.FromDays(7);

    /// <summary>How often mails are looked for that another node queued, or that wait for another try.</summary>
    public TimeSpan Polling { get; set; } = TimeSpan.FromSeconds(5);
}

public enum MailSecurity
{
    /// <summary>In clear: to a relay on this machine only.</summary>
    None,

    /// <summary>TLS asked for on a connection opened in clear (RFC 3207), never gone without.</summary>
    StartTls,

    /// <summary>TLS from the first octet (RFC 8314).</summary>
    Tls,
}
