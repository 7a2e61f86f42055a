using AcRouenIdentity.Domain.HelpDesk;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Web.Features.BackupAddresses;

namespace AcRouenIdentity.Web.Features.HelpDesk.Acts;

/// <summary>Removes a backup address that is wrong, or not theirs any more; they record another themselves.</summary>
internal sealed class AddressAct(BackupAddressBook addresses, BackupAddressChanges changes, TimeProvider clock) : AccountAct
{
    public override HelpAct Kind => HelpAct.RemoveBackupAddress;

    internal override async Task<ActOutcome> DoAsync(ActCall call, CancellationToken cancellationToken)
    {
        var known = await addresses.FindAsync(call.Person.Key, cancellationToken);
        if (known.FirstOrDefault(own => own.Record.Id == call.Request.Address) is not { } removed)
            return Refused(ActRefusal.NotInThisState);

        var loss = known.Select(own => own.Record).LossBy(removed.Record, clock.GetUtcNow());
        var verdict = await changes.RemoveAsync(new BackupAddressOwner(call.Person, SessionId: ""), removed.Record.Id, loss, cancellationToken);
        return verdict is RemovalVerdict.Removed ? Done : Refused(ActRefusal.ChangedMeanwhile);
    }
}
