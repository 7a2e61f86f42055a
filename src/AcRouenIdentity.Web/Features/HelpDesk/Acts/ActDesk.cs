using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Domain.HelpDesk;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Infrastructure.Audit;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Web.Features.HelpDesk.Cases;
using AcRouenIdentity.Web.Features.HelpDesk.Verification;
using AcRouenIdentity.Web.Features.Shared.Accounts;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Features.HelpDesk.Acts;

/// <summary>
/// What agents do to accounts: once the person is verified as surely as the act asks, and another has said yes where one alone may not. What is done is written into the case and the trail with the change
/// itself, and told to the owner.
/// </summary>
/// <param name="db">With nothing else to save.</param>
public sealed class ActDesk(
    IdentityDb db, VerificationDesk verification, RecentChanges recent, Approvals approvals, IEnumerable<AccountAct> acts, CaseJournal journal, AuditTrail audit, AccountBook accounts)
{
    /// <param name="file">Found for that very act.</param>
    public async Task<ActOutcome> DoAsync(CaseFile file, ActRequest request, CancellationToken cancellationToken)
    {
        if (acts.FirstOrDefault(known => known.Kind == request.Act) is not { } act)
            return new ActOutcome.Refused(ActRefusal.NotOurs);
        if (file is not { About: { } person, Case.IsOpen: true })
            return new ActOutcome.Refused(ActRefusal.CaseNotOpen);
        if (!act.MayBeDoneTo(person.State))
            return new ActOutcome.Refused(ActRefusal.NotInThisState);
        if (string.IsNullOrWhiteSpace(request.Reason) && request.Act is not HelpAct.GiveCode)
            return new ActOutcome.Refused(ActRefusal.ReasonMissing);

        var verified = await verification.FindAsync(file.Case, cancellationToken);
        if (await FindLackAsync(person, request.Act, verified.Level, cancellationToken) is { } lack)
            return lack;
        var approval = file.Verdict is HelpVerdict.NeedsSecond ? await approvals.FindGoodAsync(file.Case, request.Act, cancellationToken) : null;
        if (file.Verdict is HelpVerdict.NeedsSecond && approval is null)
            return new ActOutcome.NeedsSecond();
        return await DoAsync(act, new ActCall(file, person, request, verified.Level), approval, cancellationToken);
    }

    /// <returns>Null where the person is verified surely enough.</returns>
    private async Task<ActOutcome.NotVerified?> FindLackAsync(Person person, HelpAct act, VerificationLevel level, CancellationToken cancellationToken)
    {
        var needed = HelpActs.LevelFor(act);
        if (level < needed)
            return new ActOutcome.NotVerified(needed, LevelGround.Act);
        return act is HelpAct.GiveCode && level < VerificationLevel.High && await recent.AreThereAsync(person, cancellationToken)
            ? new ActOutcome.NotVerified(VerificationLevel.High, LevelGround.RecentChange)
            : null;
    }

    private async Task<ActOutcome> DoAsync(AccountAct act, ActCall call, CaseApproval? approval, CancellationToken cancellationToken)
    {
        try
        {
            journal.Write(call.File, CaseEntryKind.Done, act.Kind.ToString(), call.Request.Reason);
            approval?.Spend();
            var (officer, second) = (accounts.SubjectOf(call.File.Agent), await approvals.SubjectOfAsync(approval, cancellationToken));
            audit.Record(new AuditEvent.AccountHelped(accounts.SubjectOf(call.Person), call.File.Case.Reference, act.Kind, call.Level, officer, second));
            return await act.DoAsync(call, cancellationToken);
        }
        catch (DbUpdateException exception) when (exception.IsConflict())
        {
            return new ActOutcome.Refused(ActRefusal.ChangedMeanwhile);
        }
        finally
        {
            // What was refused on the way is written nowhere.
            db.ChangeTracker.Clear();
        }
    }
}
