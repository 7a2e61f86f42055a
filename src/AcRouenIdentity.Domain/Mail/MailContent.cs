using System.Globalization;
using AcRouenIdentity.Domain.Codes;

namespace AcRouenIdentity.Domain.Mail;

/// <summary>What one mail says, beside what every mail of the service says. The words are the theme's.</summary>
public abstract record MailContent
{
    private MailContent()
    {
    }

    public abstract MailKind Kind { get; }

    /// <summary>What templates may print, by the names they call it.</summary>
    public abstract IEnumerable<(string Name, string Value)> Facts { get; }

    /// <summary>The fact without which the mail would be of no use.</summary>
    public abstract string Essential { get; }

    public sealed override string ToString() => Kind.ToString();

    /// <param name="Lifetime">Of the code; good for the outbox too, which drops a mail whose code has expired.</param>
    public sealed record BackupAddressCode(string GivenName, PrintedCode Code, TimeSpan Lifetime) : MailContent
    {
        public override MailKind Kind => MailKind.BackupAddressCode;

        public override IEnumerable<(string Name, string Value)> Facts =>
        [
            ("given_name", GivenName),
            ("code", Code.RevealInGroups()),
            ("minutes", Math.Floor(Lifetime.TotalMinutes).ToString(CultureInfo.InvariantCulture)),
        ];

        public override string Essential => Code.RevealInGroups();
    }
}
