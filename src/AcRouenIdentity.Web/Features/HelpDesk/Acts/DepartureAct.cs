using AcRouenIdentity.Domain.HelpDesk;
using AcRouenIdentity.Domain.Mail;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Web.Features.Provisioning.People;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Features.HelpDesk.Acts;

/// <summary>Closes the account of somebody who has left, though feeds name them still.</summary>
internal sealed class DepartureAct(IdentityDb db, IServiceScopeFactory scopes, IAccountNotices notices) : AccountAct
{
    public override HelpAct Kind => HelpAct.MarkDeparted;

    public override bool MayBeDoneTo(AccountState state) => state is not (AccountState.Departed or AccountState.Erased);

    /// <summary>The directory is asked first, so that the case and the owner are told of nothing that it refused.</summary>
    internal override async Task<ActOutcome> DoAsync(ActCall call, CancellationToken cancellationToken)
    {
        if (await IsChangedAsync(call, cancellationToken))
            return Refused(ActRefusal.ChangedMeanwhile);
        if (await DepartAsync(call, cancellationToken) is not PersonDecision.Done and var refusal)
            return Refused(refusal is PersonDecision.RefusedByDirectory ? ActRefusal.RefusedByDirectory : ActRefusal.NotInThisState);

        await notices.TellAsync(call.Person, AccountChange.DepartureDeclared, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return Done;
    }

    /// <summary>Accounts are changed in transactions of their own, with nothing else to save.</summary>
    private async Task<PersonDecision> DepartAsync(ActCall call, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var decider = new Decider(call.File.Agent.Login.ToString(), ConfidentialIdentifiers.Hide(call.Request.Reason!.Trim()));
        return await scope.ServiceProvider.GetRequiredService<PersonDesk>().DepartAsync(call.Person.Login, decider, cancellationToken);
    }

    /// <summary>The version that the agent saw is the one that the database holds.</summary>
    private async Task<bool> IsChangedAsync(ActCall call, CancellationToken cancellationToken)
    {
        var seen = db.Entry(call.File.Case).OriginalValues.GetValue<int>(nameof(AssistanceCase.Version));
        return !await db.Cases.AnyAsync(row => row.Id == call.File.Case.Id && row.Version == seen, cancellationToken);
    }
}
