using AcRouenIdentity.Domain.Mail;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Infrastructure.Mail.Delivery;

/// <summary>The outbox as the delivery sees it. Of the nodes that look at once, each takes other mails.</summary>
internal sealed class MailQueue(IdentityDb db, ISecretGenerator secrets, TimeProvider clock)
{
    private const int Batch = 20;

    /// <summary>How long a batch keeps its mails to itself. A crash delays them by that much, so it is short; a mail that is not begun in time goes back.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    private DbSet<OutgoingMail> Mails => db.Set<OutgoingMail>();

    /// <summary>Takes the mails that are due, the oldest first; none where there is none.</summary>
    public async Task<IReadOnlyList<OutgoingMail>> TakeAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var due = Free(now).Where(mail => mail.NextTryAt <= now);
        var ids = await due.OrderBy(mail => mail.NextTryAt).ThenBy(mail => mail.QueuedAt).Select(mail => mail.Id).Take(Batch).ToListAsync(cancellationToken);
        if (ids.Count == 0)
            return [];

        var batch = secrets.Token(16);
        await due.Where(mail => ids.Contains(mail.Id)).ExecuteUpdateAsync(
            update => update
                .SetProperty(mail => mail.LeasedBy, batch)
                .SetProperty(mail => mail.LeasedUntil, now + Lease)
                .SetProperty(mail => mail.Version, mail => mail.Version + 1),
            cancellationToken);
        return await Mails.Where(mail => ids.Contains(mail.Id) && mail.LeasedBy == batch).OrderBy(mail => mail.NextTryAt).ThenBy(mail => mail.QueuedAt).ToListAsync(cancellationToken);
    }

    /// <summary>Closes what nobody wants any more, and erases it.</summary>
    /// <returns>How many.</returns>
    public Task<int> DropExpiredAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return Free(now).Where(mail => mail.ExpiresAt <= now).ExecuteUpdateAsync(
            update => update
                .SetProperty(mail => mail.Outcome, MailOutcome.Expired)
                .SetProperty(mail => mail.ClosedAt, now)
                .SetProperty(mail => mail.Protected, (string?)null)
                .SetProperty(mail => mail.Version, mail => mail.Version + 1),
            cancellationToken);
    }

    /// <summary>Not to be cancelled: a mail that was sent and not noted goes twice.</summary>
    /// <returns>False when another batch took the mail meanwhile, because this one was late.</returns>
    public async Task<bool> NoteAsync(OutgoingMail mail)
    {
        try
        {
            await db.SaveChangesAsync(CancellationToken.None);
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            db.Entry(mail).State = EntityState.Detached;
            return false;
        }
    }

    private IQueryable<OutgoingMail> Free(DateTimeOffset now) =>
        Mails.Where(mail => mail.ClosedAt == null && (mail.LeasedUntil == null || mail.LeasedUntil <= now));
}
