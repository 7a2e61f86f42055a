using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Domain.Mail;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Infrastructure.Audit;
using AcRouenIdentity.Infrastructure.Database;

namespace AcRouenIdentity.Web.Features.MyAccount.Data;

/// <summary>Says that somebody carries away what is held of them, before they do: whoever took the account over cannot do so unseen.</summary>
public sealed class DataExport(IdentityDb db, AuditTrail audit, IAccountNotices notices)
{
    public async Task RecordAsync(Person owner, string subject, DataFile file, CancellationToken cancellationToken)
    {
        audit.Record(new AuditEvent.DataExported(subject, file));
        await notices.TellAsync(owner, AccountChange.DataExported, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
    }
}
