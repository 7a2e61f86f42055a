using AcRouenIdentity.Domain.HelpDesk;
using AcRouenIdentity.Domain.Mail;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Web.Features.Shared.Attempts;

namespace AcRouenIdentity.Web.Features.HelpDesk.Acts;

/// <summary>Takes back the waiting that wrong passwords brought, wherever they were typed.</summary>
internal sealed class UnlockAct(IdentityDb db, AttemptLimiter attempts, IAccountNotices notices) : AccountAct
{
    public override HelpAct Kind => HelpAct.Unlock;

    internal override async Task<ActOutcome> DoAsync(ActCall call, CancellationToken cancellationToken)
    {
        await attempts.ForgiveAsync(AttemptOrigin.Of(call.Person), cancellationToken);
        await notices.TellAsync(call.Person, AccountChange.TriesForgiven, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return Done;
    }
}
