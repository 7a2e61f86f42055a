using System.Security.Cryptography;
using System.Text.Json;
using AcRouenIdentity.Domain.Mail;
using Microsoft.AspNetCore.DataProtection;

namespace AcRouenIdentity.Infrastructure.Mail;

/// <summary>Recipient and content of a mail at rest: encrypted under a purpose of their own.</summary>
public sealed class MailProtection(IDataProtectionProvider protection)
{
    private readonly IDataProtector protector = protection.CreateProtector("AcRouenIdentity.Mail.Outgoing");

    public string Protect(MailMessage message) =>
        protector.Protect(JsonSerializer.Serialize(new Content(message.To.Reveal(), message.Language, message.Subject, message.Text, message.Html, message.ReplyTo?.Reveal())));

    /// <returns>Null where the keys that open it are gone, or a later version wrote it.</returns>
    public MailMessage? Unprotect(MailKind kind, string text)
    {
        try
        {
            var content = JsonSerializer.Deserialize<Content>(protector.Unprotect(text))!;
            return new MailMessage(kind, MailRecipient.Parse(content.To), content.Language, content.Subject, content.Text, content.Html)
            {
                ReplyTo = content.ReplyTo is { } address ? MailRecipient.Parse(address) : null,
            };
        }
        catch (Exception exception) when (exception is CryptographicException or JsonException or FormatException)
        {
            return null;
        }
    }

    private sealed record Content(string To, MailLanguage Language, string Subject, string Text, string Html, string? ReplyTo);
}
