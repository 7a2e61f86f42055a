using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Domain.Mail;
using AcRouenIdentity.Domain.Passkeys;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Infrastructure.Audit;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Web.Features.Shared.Accounts;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Features.Passkeys;

/// <summary>The passkeys that a person has: what they are called, and which are to go.</summary>
public sealed class PasskeyBook(IdentityDb db, AccountFactors factors, AuditTrail audit, AccountBook accounts, IAccountNotices notices)
{
    /// <summary>In the order in which they came.</summary>
    public Task<List<Passkey>> FindAsync(string subject, CancellationToken cancellationToken) =>
        db.Passkeys.AsNoTracking().Where(passkey => passkey.Subject == subject).OrderBy(passkey => passkey.CreatedAt).ToListAsync(cancellationToken);

    public Task<bool> HasOneAsync(string subject, CancellationToken cancellationToken) => db.Passkeys.AnyAsync(passkey => passkey.Subject == subject, cancellationToken);

    /// <param name="name">One that <see cref="ChosenName"/> finds no flaw in.</param>
    /// <returns>False where it is gone, or not theirs.</returns>
    public async Task<bool> RenameAsync(string subject, string credentialId, string name, CancellationToken cancellationToken)
    {
        if (await FindAsync(subject, credentialId, cancellationToken) is not { } passkey)
            return false;

        passkey.Rename(ChosenName.Canonical(name));
        return await db.TrySaveAsync(cancellationToken);
    }

    public async Task<FactorRemoval> RemoveAsync(Person person, string credentialId, CancellationToken cancellationToken)
    {
        var subject = accounts.SubjectOf(person);
        if (await FindAsync(subject, credentialId, cancellationToken) is not { } passkey)
            return FactorRemoval.Gone;
        if (!await factors.TakeOneAsync(person, cancellationToken))
            return FactorRemoval.LastOne;

        db.Remove(passkey);
        audit.Record(new AuditEvent.PasskeyRemoved(subject));
        await notices.TellAsync(person, AccountChange.PasskeyRemoved, cancellationToken);
        return await db.TrySaveAsync(cancellationToken) ? FactorRemoval.Removed : FactorRemoval.Gone;
    }

    private Task<Passkey?> FindAsync(string subject, string credentialId, CancellationToken cancellationToken) =>
        db.Passkeys.SingleOrDefaultAsync(passkey => passkey.CredentialId == credentialId && passkey.Subject == subject, cancellationToken);
}
