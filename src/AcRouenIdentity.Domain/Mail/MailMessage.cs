using AcRouenIdentity.Domain.People;

namespace AcRouenIdentity.Domain.Mail;

/// <summary>A mail as its recipient will read it. It may hold a code: encrypted wherever it rests, and nothing of it is ever logged.</summary>
public sealed record MailMessage(MailKind Kind, MailRecipient To, MailLanguage Language, string Subject, string Text, string Html)
{
    /// <summary>A person who speaks by this mail, and whom the answer goes to; null where the service speaks for itself.</summary>
    public MailRecipient? ReplyTo { get; init; }

    /// <summary>The person of the académie who reads it; null for anybody else.</summary>
    public DirectoryKey? Reader { get; init; }

    public override string ToString() => $"{Kind} {Language}";
}
