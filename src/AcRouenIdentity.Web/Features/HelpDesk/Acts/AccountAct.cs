using AcRouenIdentity.Domain.HelpDesk;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Web.Features.HelpDesk.Cases;

namespace AcRouenIdentity.Web.Features.HelpDesk.Acts;

/// <param name="Person">Whom the case is about.</param>
/// <param name="Level">How surely they were verified.</param>
public sealed record ActCall(CaseFile File, Person Person, ActRequest Request, VerificationLevel Level);

/// <summary>One thing that agents do to accounts, by the slice whose business it is.</summary>
public abstract class AccountAct
{
    public abstract HelpAct Kind { get; }

    public virtual bool MayBeDoneTo(AccountState state) => state is AccountState.Active;

    /// <summary>Saves with its own change what the caller tracks, or neither.</summary>
    internal abstract Task<ActOutcome> DoAsync(ActCall call, CancellationToken cancellationToken);

    protected static ActOutcome Done { get; } = new ActOutcome.Done();

    protected static ActOutcome Refused(ActRefusal why) => new ActOutcome.Refused(why);
}
