using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Domain.Mail;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Infrastructure.Audit;
using AcRouenIdentity.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Features.MyAccount.Data;

/// <summary>Says that somebody carries away what is held of them, before they do: whoever took the account over cannot do so unseen.</summary>
public sealed class DataExport(IdentityDb db, AuditTrail audit, IAccountNotices notices, TimeProvider clock)
{
    /// <summary>Each is work, and a mail to every address.</summary>
    public const int MostAnHour = 10;
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <returns>False where too many were taken within the hour: nothing is recorded, and nothing may leave.</returns>
    public async Task<bool> TryRecordAsync(Person owner, string subject, DataFile file, CancellationToken cancellationToken)
    {
        var since = clock.GetUtcNow() - Hour;
        if (await db.AuditEntries.CountAsync(entry => entry.Subject == subject && entry.Kind == AuditKind.DataExported && entry.At > since, cancellationToken) >= MostAnHour)
            return false;

        audit.Record(new AuditEvent.DataExported(subject, file));
        await notices.TellAsync(owner, AccountChange.DataExported, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return true;
    }
}
