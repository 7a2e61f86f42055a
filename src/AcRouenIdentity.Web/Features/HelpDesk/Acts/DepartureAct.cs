using AcRouenIdentity.Domain.HelpDesk;
using AcRouenIdentity.Domain.Mail;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Web.Features.Provisioning.People;

namespace AcRouenIdentity.Web.Features.HelpDesk.Acts;

/// <summary>Closes the account of somebody who has left, though feeds name them still.</summary>
internal sealed class DepartureAct(IdentityDb db, PersonDesk people, IAccountNotices notices) : AccountAct
{
    public override HelpAct Kind => HelpAct.MarkDeparted;

    public override bool MayBeDoneTo(AccountState state) => state is not (AccountState.Departed or AccountState.Erased);

    internal override async Task<ActOutcome> DoAsync(ActCall call, CancellationToken cancellationToken)
    {
        await notices.TellAsync(call.Person, AccountChange.DepartureDeclared, cancellationToken);
        // Accounts are changed in transactions of their own, with nothing else to save: the case says first what is being done.
        await db.SaveChangesAsync(cancellationToken);
        var decider = new Decider(call.File.Agent.Login.ToString(), ConfidentialIdentifiers.Hide(call.Request.Reason!.Trim()));
        return await people.DepartAsync(call.Person.Login, decider, cancellationToken) is PersonDecision.Done ? Done : Refused(ActRefusal.NotInThisState);
    }
}
