using AcRouenIdentity.Domain.HelpDesk;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Web.Features.BackupAddresses;
using AcRouenIdentity.Web.Features.HelpDesk.Cases;
using AcRouenIdentity.Web.Features.HelpDesk.Verification;

namespace AcRouenIdentity.Web.Features.HelpDesk.Acts;

/// <summary>Records the backup address whose code somebody read to the agent of their case, and to no other. It serves a recovery after the delay of every change.</summary>
/// <param name="db">With nothing else to save.</param>
public sealed class AddressRecording(IdentityDb db, BackupAddressProof proof, VerificationDesk verification, CaseJournal journal)
{
    /// <summary>An address that a code was sent to in this case, masked; null where none is waited for.</summary>
    public async Task<string?> FindAwaitedAsync(CaseFile file, CancellationToken cancellationToken) => file.About is { } person
        ? (await proof.FindPendingAsync(BackupAddressOwner.OfCase(person, file.Case.Reference), cancellationToken))?.SentTo.Masked()
        : null;

    /// <param name="file">Found for <see cref="HelpAct.RecordBackupAddress"/>.</param>
    /// <param name="typed">What was read aloud.</param>
    /// <returns>Null where the case is closed, about nobody known, or its person not verified surely enough any more.</returns>
    public async Task<CodeVerdict?> RecordAsync(CaseFile file, string? typed, CancellationToken cancellationToken)
    {
        if (file is not { About: { } person, Case.IsOpen: true } || (await verification.FindAsync(file.Case, cancellationToken)).Level < HelpActs.LevelFor(HelpAct.RecordBackupAddress))
            return null;

        var verdict = await proof.ConfirmAsync(BackupAddressOwner.OfCase(person, file.Case.Reference), typed, cancellationToken);
        if (verdict is CodeVerdict.Serves or CodeVerdict.Waits)
        {
            // It is recorded whatever another agent does in the case at this moment, as a note is.
            journal.Write(file.Case, file.Agent, CaseEntryKind.AddressRecorded);
            await db.SaveChangesAsync(cancellationToken);
        }

        return verdict;
    }
}
