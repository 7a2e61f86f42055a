using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Domain.Letters;
using AcRouenIdentity.Domain.Mail;
using AcRouenIdentity.Domain.Passwords;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Domain.SignIn;
using AcRouenIdentity.Infrastructure.Audit;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Web.Features.Alarms;
using AcRouenIdentity.Web.Features.Shared.Accounts;
using AcRouenIdentity.Web.Features.Shared.Sessions;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Features.Passwords;

/// <summary>
/// All that follows a new password, whatever led to it: the trail, the notices, the letters that did what they were for, what other browsers had half proven, and every session (DESIGN, invariant 4). Nobody's browser cuts it short.
/// </summary>
public sealed class PasswordConsequences(
    IdentityDb db, AuditTrail audit, AccountBook accounts, IAccountNotices notices, UnfinishedProofs unfinished, AccountAlarms alarms, SessionEnding ending, TimeProvider clock)
{
    /// <summary>Spends the grant with all of them, and saves.</summary>
    public async Task SpendAsync(PasswordGrant grant, Person person)
    {
        var account = await accounts.GetAsync(person, CancellationToken.None);
        grant.Spend(clock.GetUtcNow());
        audit.Record(new AuditEvent.PasswordChanged(account.Subject, ReasonOf(grant)));
        await alarms.LiftAsync(person, grant, CancellationToken.None);
        if (grant.Reason == PasswordGrantReason.FirstAccess)
            await FollowFirstAccessAsync(person, account.Subject);
        else
            await notices.TellAsync(person, ChangeOf(grant), CancellationToken.None);
        if (grant.Reason == PasswordGrantReason.Recovered)
            await FollowRecoveryAsync(person, account.Subject);
        await unfinished.EndAsync(person.Key, CancellationToken.None);
        await ending.EndAllAsync(account.Subject, SessionEnd.PasswordChange, CancellationToken.None);
        await db.SaveChangesAsync(CancellationToken.None);
    }

    private async Task FollowFirstAccessAsync(Person person, string subject)
    {
        await EndLettersAsync(person, LetterKind.FirstAccess);
        audit.Record(new AuditEvent.AccountActivated(subject));
    }

    /// <summary>Letters of recovery, and the wish for one, have no use any more whichever way led here.</summary>
    private async Task FollowRecoveryAsync(Person person, string subject)
    {
        await EndLettersAsync(person, LetterKind.Recovery);
        var now = clock.GetUtcNow();
        var withdrawn = await db.LetterRequests.Where(request => request.DirectoryKey == person.Key.Value && request.State == LetterRequestState.Waiting).ExecuteUpdateAsync(
            update => update
                .SetProperty(request => request.State, LetterRequestState.Withdrawn)
                .SetProperty(request => request.End, LetterRequestEnd.Recovered)
                .SetProperty(request => request.ClosedAt, now)
                .SetProperty(request => request.Slot, (string?)null)
                .SetProperty(request => request.Version, request => request.Version + 1),
            CancellationToken.None);
        if (withdrawn > 0)
            audit.Record(new AuditEvent.LetterRequestWithdrawn(subject, LetterRequestEnd.Recovered));
    }

    private async Task EndLettersAsync(Person person, LetterKind kind)
    {
        var letters = await db.Letters.Where(letter => letter.DirectoryKey == person.Key.Value && letter.Kind == kind && letter.End == null).ToListAsync(CancellationToken.None);
        letters.ForEach(letter => letter.Finish(LetterEnd.Used, clock.GetUtcNow()));
    }

    private static AccountChange ChangeOf(PasswordGrant grant) => grant.Reason is PasswordGrantReason.Recovered ? AccountChange.PasswordRecovered : AccountChange.PasswordChosen;

    private static PasswordChangeReason ReasonOf(PasswordGrant grant) => grant.Reason switch
    {
        PasswordGrantReason.SetByAdministrator => PasswordChangeReason.Reset,
        PasswordGrantReason.Expired => PasswordChangeReason.Expired,
        PasswordGrantReason.FirstAccess => PasswordChangeReason.FirstAccess,
        PasswordGrantReason.Wanted => PasswordChangeReason.Chosen,
        PasswordGrantReason.Recovered => PasswordChangeReason.Recovered,
    };
}
