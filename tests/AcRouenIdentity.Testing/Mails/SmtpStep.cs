namespace AcRouenIdentity.Testing.Mails;

/// <summary>Where a conversation by SMTP stands when the server is about to answer.</summary>
public enum SmtpStep
{
    Greeting,
    Hello,
    StartTls,
    Authentication,
    Sender,
    Recipient,
    Data,

    /// <summary>The whole message came, and the server has it.</summary>
    Content,
    Goodbye,
}

/// <summary>What the server does instead of its usual answer.</summary>
public abstract record SmtpReaction
{
    private SmtpReaction()
    {
    }

    public static SmtpReaction Answer(string line) => new Said(line);

    /// <summary>Closes the connection without a word. A message that came is kept.</summary>
    public static SmtpReaction HangUp { get; } = new Hung();

    /// <summary>Says nothing, and lets the client wait.</summary>
    public static SmtpReaction SayNothing { get; } = new Silent();

    internal sealed record Said(string Line) : SmtpReaction;

    internal sealed record Hung : SmtpReaction;

    internal sealed record Silent : SmtpReaction;
}
