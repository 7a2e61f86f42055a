using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Domain.HelpDesk;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Infrastructure.Audit;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Web.Features.HelpDesk.Cases;
using AcRouenIdentity.Web.Features.Shared.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.HelpDesk.Verification;

public enum StepVerdict
{
    Passed,

    /// <summary>What was said is not theirs.</summary>
    Wrong,

    /// <summary>Wrong as often as may be: this step is over in this case.</summary>
    NoTriesLeft,

    /// <summary>Too many facts of this person were said wrong today, in whichever case.</summary>
    TooMany,

    /// <summary>Nothing was typed that could be one.</summary>
    NotReadable,

    /// <summary>The service does not know that fact of the person.</summary>
    NotKnown,

    /// <summary>No code is waited for, or no longer.</summary>
    NotAsked,

    /// <summary>A code left, or the secretariat was asked.</summary>
    Asked,

    /// <summary>There is nowhere to send it: no address that serves, no session, no establishment.</summary>
    Nowhere,

    /// <summary>The case is closed, about nobody known, or another agent did something in it meanwhile.</summary>
    NotInThisState,
}

/// <summary>Verifies whom a case is about. Agents type what they were told, the service compares; nobody is shown what would have been right, and each try is counted before it is looked at.</summary>
/// <param name="db">With nothing else to save.</param>
public sealed class VerificationDesk(
    IdentityDb db, CallerFacts facts, StepCodes codes, FailureAllowance allowance, CaseJournal journal, AuditTrail audit, AccountBook accounts, IOptions<HelpDeskOptions> options, TimeProvider clock)
{
    /// <summary>Compares a fact that was said, or a code that was read aloud.</summary>
    public async Task<StepVerdict> CheckAsync(CaseFile file, VerificationStep step, string? typed, CancellationToken cancellationToken)
    {
        if (file is not { About: { } person, Case.IsOpen: true })
            return StepVerdict.NotInThisState;
        if (await allowance.IsSpentAsync(person, cancellationToken))
            return StepVerdict.TooMany;
        var row = await GetAsync(file.Case, step, cancellationToken);
        if (!row.HasTriesLeft)
            return StepVerdict.NoTriesLeft;
        if (IsCode(step) && !row.Awaits(clock.GetUtcNow()))
            return StepVerdict.NotAsked;

        var comparison = IsCode(step) ? codes.Compare(row, typed) : await facts.CompareAsync(person, step, typed, cancellationToken);
        return comparison switch
        {
            FactComparison.NotReadable => StepVerdict.NotReadable,
            FactComparison.NotKnown => StepVerdict.NotKnown,
            FactComparison.Same => await PassAsync(file, person, row, cancellationToken),
            FactComparison.Other => await FailAsync(file, person, row, cancellationToken),
        };
    }

    /// <summary>What an agent did themselves: called the establishment, or saw a paper and who holds it.</summary>
    /// <param name="said">How, in their words; required, and kept in the case.</param>
    public async Task<StepVerdict> AttestAsync(CaseFile file, VerificationStep step, string? said, CancellationToken cancellationToken)
    {
        if (file is not { About: { } person, Case.IsOpen: true } || step is not (VerificationStep.CallBack or VerificationStep.IdentityPaper))
            return StepVerdict.NotInThisState;
        if (string.IsNullOrWhiteSpace(said))
            return StepVerdict.NotReadable;
        return await PassAsync(file, person, await GetAsync(file.Case, step, cancellationToken), cancellationToken, said);
    }

    /// <summary>Sends a code to a backup address, shows one where the person is signed in, or asks their secretariat.</summary>
    public async Task<StepVerdict> AskAsync(CaseFile file, VerificationStep step, CancellationToken cancellationToken)
    {
        if (file is not { About: { } person, Case.IsOpen: true })
            return StepVerdict.NotInThisState;
        var row = await GetAsync(file.Case, step, cancellationToken);
        if (!row.HasTriesLeft)
            return StepVerdict.NoTriesLeft;
        if (!await codes.AskAsync(file, person, row, cancellationToken))
            return StepVerdict.Nowhere;

        journal.Write(file, CaseEntryKind.Asked, step.ToString());
        return await db.TrySaveAsync(cancellationToken) ? StepVerdict.Asked : StepVerdict.NotInThisState;
    }

    /// <summary>How sure it is now whom the case is about.</summary>
    public async Task<Verified> FindAsync(AssistanceCase about, CancellationToken cancellationToken)
    {
        var rows = await db.CaseSteps.AsNoTracking().Where(row => row.CaseId == about.Id).ToListAsync(cancellationToken);
        var (now, lifetime) = (clock.GetUtcNow(), options.Value.VerificationLifetime);
        VerificationStep[] passed = [.. rows.Where(row => row.Counts(now, lifetime)).Select(row => row.Step)];
        return new Verified(options.Value.Policy().LevelOf(passed), passed, rows);
    }

    private static bool IsCode(VerificationStep step) => step is VerificationStep.MailCode or VerificationStep.SessionCode;

    private async Task<CaseStep> GetAsync(AssistanceCase about, VerificationStep step, CancellationToken cancellationToken)
    {
        if (await db.CaseSteps.SingleOrDefaultAsync(row => row.CaseId == about.Id && row.Step == step, cancellationToken) is { } there)
            return there;
        var row = new CaseStep { CaseId = about.Id, Step = step };
        db.Add(row);
        return row;
    }

    private async Task<StepVerdict> PassAsync(CaseFile file, Person person, CaseStep row, CancellationToken cancellationToken, string? said = null)
    {
        row.Pass(file.Agent.Login.ToString(), clock.GetUtcNow());
        journal.Write(file, CaseEntryKind.Verified, row.Step.ToString(), said);
        audit.Record(new AuditEvent.VerificationPassed(accounts.SubjectOf(person), file.Case.Reference, row.Step, accounts.SubjectOf(file.Agent)));
        return await db.TrySaveAsync(cancellationToken) ? StepVerdict.Passed : StepVerdict.NotInThisState;
    }

    private async Task<StepVerdict> FailAsync(CaseFile file, Person person, CaseStep row, CancellationToken cancellationToken)
    {
        row.CountTry();
        var left = row.HasTriesLeft;
        journal.Write(file, CaseEntryKind.NotVerified, row.Step.ToString());
        audit.Record(new AuditEvent.VerificationFailed(accounts.SubjectOf(person), file.Case.Reference, row.Step, accounts.SubjectOf(file.Agent)));
        if (!await db.TrySaveAsync(cancellationToken))
            return StepVerdict.NotInThisState;
        return left ? StepVerdict.Wrong : StepVerdict.NoTriesLeft;
    }
}

/// <param name="Passed">Those that count now.</param>
/// <param name="Rows">All that were begun.</param>
public sealed record Verified(VerificationLevel Level, IReadOnlyCollection<VerificationStep> Passed, IReadOnlyList<CaseStep> Rows)
{
    public CaseStep? RowOf(VerificationStep step) => Rows.FirstOrDefault(row => row.Step == step);
}
