using AcRouenIdentity.Domain.HelpDesk;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Web.Features.Alarms;

namespace AcRouenIdentity.Web.Features.HelpDesk.Acts;

/// <summary>Blocks an account that somebody else may be in, until its owner recovers it.</summary>
internal sealed class BlockAct(AccountAlarms alarms) : AccountAct
{
    public override HelpAct Kind => HelpAct.BlockAccount;

    internal override async Task<ActOutcome> DoAsync(ActCall call, CancellationToken cancellationToken)
    {
        await alarms.RaiseAsync(call.Person, AccountAlarm.Hacked, cancellationToken);
        return Done;
    }
}
