using AcRouenIdentity.Domain.Mail;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Infrastructure.Database;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Infrastructure.Mail;

/// <summary>Where mails are left. They are sent once whoever adds them has saved the change they tell of; no request waits for that.</summary>
public sealed class MailOutbox(
    IdentityDb db, MailProtection protection, MailSignal signal, MailMoments moments, ISecretGenerator secrets, TimeProvider clock, IOptions<MailOptions> options)
{
    /// <summary>Adds it to what the caller saves: with the change or not at all.</summary>
    /// <param name="goodFor">How long it is worth reading, such as the lifetime of the code in it; null for as long as mails are tried.</param>
    public void Add(MailMessage message, TimeSpan? goodFor)
    {
        ArgumentException.ThrowIfNullOrEmpty(message.To.Reveal(), nameof(message));
        var now = clock.GetUtcNow();
        signal.Expect(db);
        db.Add(new OutgoingMail
        {
            Id = secrets.Token(16),
            Kind = message.Kind,
            Protected = protection.Protect(message),
            Reader = message.Reader?.Value,
            QueuedAt = moments.Next(),
            ExpiresAt = now + (goodFor ?? options.Value.KeepTryingFor),
            NextTryAt = now,
        });
    }
}
