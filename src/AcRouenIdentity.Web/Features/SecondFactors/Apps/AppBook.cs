using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Domain.Mail;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Domain.SecondFactors;
using AcRouenIdentity.Infrastructure.Audit;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Web.Features.Shared.Accounts;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Features.SecondFactors.Apps;

/// <summary>The application that a person enrolled, and how it goes.</summary>
public sealed class AppBook(IdentityDb db, AccountFactors factors, AuditTrail audit, AccountBook accounts, IAccountNotices notices)
{
    public Task<AuthenticatorApp?> FindAsync(Person person, CancellationToken cancellationToken)
    {
        var subject = accounts.SubjectOf(person);
        return db.AuthenticatorApps.AsNoTracking().SingleOrDefaultAsync(app => app.Subject == subject, cancellationToken);
    }

    public async Task<FactorRemoval> RemoveAsync(Person person, CancellationToken cancellationToken)
    {
        var subject = accounts.SubjectOf(person);
        if (await db.AuthenticatorApps.SingleOrDefaultAsync(app => app.Subject == subject, cancellationToken) is not { } app)
            return FactorRemoval.Gone;
        if (!await factors.TakeOneAsync(person, cancellationToken))
            return FactorRemoval.LastOne;

        db.Remove(app);
        audit.Record(new AuditEvent.AuthenticatorAppRemoved(subject));
        await notices.TellAsync(person, AccountChange.AuthenticatorAppRemoved, cancellationToken);
        return await db.TrySaveAsync(cancellationToken) ? FactorRemoval.Removed : FactorRemoval.Gone;
    }
}
