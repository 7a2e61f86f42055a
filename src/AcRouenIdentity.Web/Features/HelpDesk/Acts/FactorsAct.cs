using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Domain.HelpDesk;
using AcRouenIdentity.Domain.Mail;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Infrastructure.Audit;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Web.Features.Shared.Accounts;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Features.HelpDesk.Acts;

/// <summary>Takes every second factor from somebody who has lost them: passkeys, application, sheet of codes. Whoever must have one enrols another before they go on.</summary>
internal sealed class FactorsAct(IdentityDb db, IAccountNotices notices, AuditTrail audit, AccountBook accounts) : AccountAct
{
    public override HelpAct Kind => HelpAct.RemoveSecondFactors;

    internal override async Task<ActOutcome> DoAsync(ActCall call, CancellationToken cancellationToken)
    {
        var subject = accounts.SubjectOf(call.Person);
        var passkeys = await db.Passkeys.Where(passkey => passkey.Subject == subject).ToListAsync(cancellationToken);
        var app = await db.AuthenticatorApps.SingleOrDefaultAsync(own => own.Subject == subject, cancellationToken);
        var codes = await db.RecoveryCodes.Where(code => code.Subject == subject).ToListAsync(cancellationToken);
        if (passkeys.Count == 0 && app is null && codes.Count == 0)
            return Refused(ActRefusal.NotInThisState);

        (await db.Accounts.SingleAsync(account => account.Subject == subject, cancellationToken)).NoteFactorTaken();
        db.RemoveRange(passkeys);
        db.RemoveRange(codes);
        passkeys.ForEach(_ => audit.Record(new AuditEvent.PasskeyRemoved(subject)));
        if (app is not null)
        {
            db.Remove(app);
            audit.Record(new AuditEvent.AuthenticatorAppRemoved(subject));
        }

        await notices.TellAsync(call.Person, AccountChange.SecondFactorsRemoved, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return Done;
    }
}
