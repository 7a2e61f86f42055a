using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Domain.HelpDesk;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Infrastructure.Audit;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Web.Features.HelpDesk.Cases;
using AcRouenIdentity.Web.Features.Shared.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.HelpDesk.Acts;

public enum ApprovalVerdict
{
    Done,

    /// <summary>It is asked already, decided already, or too old.</summary>
    NotInThisState,

    /// <summary>Whoever asked does not answer.</summary>
    OwnQuestion,
    ReasonMissing,
}

/// <summary>What an agent may not do alone: they ask, another decides.</summary>
/// <param name="db">With nothing else to save.</param>
public sealed class Approvals(
    IdentityDb db, CaseJournal journal, OfficerSubjects officers, AuditTrail audit, AccountBook accounts, IOptions<HelpDeskOptions> options, TimeProvider clock)
{
    /// <param name="file">Found for that very act.</param>
    public async Task<ApprovalVerdict> AskAsync(CaseFile file, HelpAct act, string? reason, CancellationToken cancellationToken)
    {
        if (file is not { About: { } person, Case.IsOpen: true, Verdict: HelpVerdict.NeedsSecond } || await IsAskedAsync(file.Case, act, cancellationToken))
            return ApprovalVerdict.NotInThisState;
        if (string.IsNullOrWhiteSpace(reason))
            return ApprovalVerdict.ReasonMissing;

        db.Add(new CaseApproval { CaseId = file.Case.Id, Act = act, AskedBy = file.Agent.Login.ToString(), AskedAt = clock.GetUtcNow() });
        journal.Write(file, CaseEntryKind.ApprovalAsked, act.ToString(), reason);
        audit.Record(new AuditEvent.ApprovalAsked(accounts.SubjectOf(person), file.Case.Reference, act, accounts.SubjectOf(file.Agent)));
        return await SaveAsync(cancellationToken);
    }

    /// <param name="file">Found for <see cref="HelpAct.Approve"/>.</param>
    public async Task<ApprovalVerdict> DecideAsync(CaseFile file, long id, ApprovalState decision, CancellationToken cancellationToken)
    {
        if (file is not { About: { } person, Case.IsOpen: true })
            return ApprovalVerdict.NotInThisState;
        if (await db.CaseApprovals.SingleOrDefaultAsync(row => row.Id == id && row.CaseId == file.Case.Id && row.State == ApprovalState.Asked, cancellationToken) is not { } asked)
            return ApprovalVerdict.NotInThisState;
        if (asked.AskedBy == file.Agent.Login.ToString())
            return ApprovalVerdict.OwnQuestion;

        asked.Decide(decision, file.Agent.Login.ToString(), clock.GetUtcNow());
        journal.Write(file, decision is ApprovalState.Given ? CaseEntryKind.Approved : CaseEntryKind.Declined, asked.Act.ToString());
        audit.Record(new AuditEvent.ApprovalDecided(accounts.SubjectOf(person), file.Case.Reference, asked.Act, decision, accounts.SubjectOf(file.Agent)));
        return await SaveAsync(cancellationToken);
    }

    /// <summary>Those of a case that are asked, or good now.</summary>
    public async Task<IReadOnlyList<CaseApproval>> FindAsync(AssistanceCase about, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var rows = await db.CaseApprovals.AsNoTracking().Where(row => row.CaseId == about.Id).OrderBy(row => row.Id).ToListAsync(cancellationToken);
        return [.. rows.Where(row => row.State is ApprovalState.Asked || row.IsGood(now, options.Value.ApprovalLifetime))];
    }

    /// <summary>A yes that is good for that act, tracked: it is spent with it.</summary>
    internal async Task<CaseApproval?> FindGoodAsync(AssistanceCase about, HelpAct act, CancellationToken cancellationToken)
    {
        var given = await db.CaseApprovals.Where(row => row.CaseId == about.Id && row.Act == act && row.State == ApprovalState.Given).ToListAsync(cancellationToken);
        return given.Find(row => row.IsGood(clock.GetUtcNow(), options.Value.ApprovalLifetime));
    }

    internal Task<string?> SubjectOfAsync(CaseApproval? approval, CancellationToken cancellationToken) => officers.FindAsync(approval?.DecidedBy, cancellationToken);

    private Task<bool> IsAskedAsync(AssistanceCase about, HelpAct act, CancellationToken cancellationToken) =>
        db.CaseApprovals.AnyAsync(row => row.CaseId == about.Id && row.Act == act && row.State == ApprovalState.Asked, cancellationToken);

    private async Task<ApprovalVerdict> SaveAsync(CancellationToken cancellationToken) => await db.TrySaveAsync(cancellationToken) ? ApprovalVerdict.Done : ApprovalVerdict.NotInThisState;
}
