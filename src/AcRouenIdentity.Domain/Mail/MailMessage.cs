namespace AcRouenIdentity.Domain.Mail;

/// <summary>A mail as its recipient will read it. It may hold a code: encrypted wherever it rests, and nothing of it is ever logged.</summary>
public sealed record MailMessage(MailKind Kind, MailRecipient To, MailLanguage Language, string Subject, string Text, string Html)
{
    public override string ToString() => $"{Kind} {Language}";
}
