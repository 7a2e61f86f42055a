using AcRouenIdentity.Domain.HelpDesk;
using AcRouenIdentity.Web.Features.BackupAddresses;
using AcRouenIdentity.Web.Features.HelpDesk.Verification;

namespace AcRouenIdentity.Web.Features.HelpDesk.Acts;

/// <summary>Sends a code to the address that the person wants as a backup address. What they read aloud of it is typed into the case: see <see cref="AddressRecording"/>.</summary>
internal sealed class NewAddressAct(BackupAddressProof proof, CallerMail mail) : AccountAct
{
    public override HelpAct Kind => HelpAct.RecordBackupAddress;

    internal override async Task<ActOutcome> DoAsync(ActCall call, CancellationToken cancellationToken)
    {
        var owner = BackupAddressOwner.OfCase(call.Person, call.File.Case.Reference);
        return await proof.SendAsync(owner, call.Request.NewAddress, await mail.AroundAddressCodeAsync(call.File, call.Person, cancellationToken), cancellationToken) switch
        {
            CodeSending.Sent => new ActOutcome.CodeSent(),
            CodeSending.NotAnAddress => Refused(ActRefusal.AddressMalformed),
            CodeSending.OwnDomain => Refused(ActRefusal.AddressOfTheAcademie),
            CodeSending.AlreadyTheirs => Refused(ActRefusal.AddressKnown),
            CodeSending.Full => Refused(ActRefusal.AddressesFull),
            CodeSending.TooMany => Refused(ActRefusal.TooManyCodes),
            _ => Refused(ActRefusal.ChangedMeanwhile),
        };
    }
}
