using AcRouenIdentity.Domain.People;

namespace AcRouenIdentity.Domain.Mail;

/// <summary>Whom a mail goes to: an academic address or one outside. Confidential like the latter.</summary>
public readonly record struct MailRecipient
{
    private readonly string? value;

    private MailRecipient(string value) => this.value = value;

    public static MailRecipient Of(OutsideAddress address) => new(address.Reveal());

    public static MailRecipient Of(MailAddress address) => new(address.ToString());

    /// <exception cref="FormatException">The text is neither kind of address.</exception>
    public static MailRecipient Parse(string text) => OutsideAddress.TryParse(text, out var outside) ? Of(outside) : Of(MailAddress.Parse(text));

    /// <summary>The address, for sending alone.</summary>
    public string Reveal() => value ?? "";

    public override string ToString() => "address •••";
}
