using AcRouenIdentity.Domain.Codes;

namespace AcRouenIdentity.Domain.Mail;

/// <summary>What one mail says, beside what every mail of the service says. The words are the theme's.</summary>
public abstract record MailContent
{
    private MailContent()
    {
    }

    public abstract MailKind Kind { get; }

    public sealed override string ToString() => Kind.ToString();

    /// <param name="Lifetime">Of the code; good for the outbox too, which drops a mail whose code has expired.</param>
    public sealed record BackupAddressCode(string GivenName, PrintedCode Code, TimeSpan Lifetime) : MailContent
    {
        public override MailKind Kind => MailKind.BackupAddressCode;
    }
}
