using AcRouenIdentity.Domain.Mail;
using AcRouenIdentity.Infrastructure.Mail.Smtp;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Infrastructure.Mail.Delivery;

/// <summary>Sends the mails that one look at the outbox took, over one connection, and notes what became of each before the next.</summary>
internal sealed class MailBatch(
    MailQueue queue, MailProtection protection, MailComposer composer, SmtpSender sender, IOptions<MailOptions> options, TimeProvider clock, ILogger<MailBatch> logger)
{
    /// <returns>How many mails were taken from the outbox.</returns>
    /// <exception cref="RelayUnavailableException">None was sent, and all are free again.</exception>
    public async Task<int> SendAsync(CancellationToken stopping)
    {
        var mails = await queue.TakeAsync(stopping);
        if (mails.Count == 0)
            return 0;

        try
        {
            await using var connection = await sender.OpenAsync();
            foreach (var mail in mails.TakeWhile(mail => connection.IsOpen && HasTime(mail) && !stopping.IsCancellationRequested))
                await SendAsync(mail, connection);
        }
        finally
        {
            await FreeAsync(mails.Where(mail => mail.LeasedBy is not null));
        }

        return mails.Count;
    }

    // Past its lease another node may be at it.
    private bool HasTime(OutgoingMail mail) => clock.GetUtcNow() + options.Value.Timeout < mail.LeasedUntil;

    private async Task SendAsync(OutgoingMail mail, SmtpConnection connection)
    {
        if (mail.HasExpired(clock.GetUtcNow()))
            mail.Close(MailOutcome.Expired, clock.GetUtcNow());
        else if (protection.Unprotect(mail.Kind, mail.Protected!) is not { } content)
            mail.Close(MailOutcome.Unreadable, clock.GetUtcNow());
        else
            Note(mail, await SendAsync(mail, content, connection));

        if (await queue.NoteAsync(mail))
            Tell(mail);
        else
            logger.MailTakenAway(mail.Id, mail.Kind);
    }

    private async Task<SmtpVerdict> SendAsync(OutgoingMail mail, MailMessage content, SmtpConnection connection)
    {
        try
        {
            using var message = composer.Compose(mail, content);
            return await connection.SendAsync(message);
        }
        catch (FormatException)
        {
            return SmtpVerdict.Refused("address");
        }
    }

    private void Note(OutgoingMail mail, SmtpVerdict verdict)
    {
        var now = clock.GetUtcNow();
        switch (verdict.Answer)
        {
            case SmtpAnswer.Taken:
                mail.NoteSent(now);
                break;
            case SmtpAnswer.Refused:
                mail.NoteRefused(verdict.Error, now);
                break;
            case SmtpAnswer.Later:
                mail.Postpone(verdict.Error, now);
                break;
        }
    }

    private async Task FreeAsync(IEnumerable<OutgoingMail> left)
    {
        foreach (var mail in left.ToList())
        {
            mail.Release();
            await queue.NoteAsync(mail);
        }
    }

    private void Tell(OutgoingMail mail)
    {
        switch (mail.Outcome)
        {
            case null:
                logger.MailPostponed(mail.Id, mail.Kind, mail.Tries, mail.LastError);
                break;
            case MailOutcome.Sent:
                logger.MailSent(mail.Id, mail.Kind, mail.Tries);
                break;
            case MailOutcome.Refused:
                logger.MailRefused(mail.Id, mail.Kind, mail.LastError);
                break;
            case MailOutcome.Expired:
                logger.MailExpired(mail.Id, mail.Kind, mail.Tries, mail.LastError);
                break;
            case MailOutcome.Unreadable:
                logger.MailUnreadable(mail.Id, mail.Kind);
                break;
        }
    }
}
