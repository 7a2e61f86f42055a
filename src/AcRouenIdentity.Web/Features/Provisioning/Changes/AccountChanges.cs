using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Domain.Provisioning.Planning;
using AcRouenIdentity.Domain.Provisioning.Runs;
using AcRouenIdentity.Domain.SignIn;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Infrastructure.Provisioning;
using AcRouenIdentity.Web.Features.Shared.Accounts;
using AcRouenIdentity.Web.Features.Shared.Sessions;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Features.Provisioning.Changes;

/// <summary>
/// The one place where accounts are opened, changed and closed. What will be written is said in the database first; then the directory is written, sessions of closed accounts
/// end, and the records and the audit are saved. Killed anywhere, the next plan finds what was being written and says it again (<see cref="KnownPeopleReader"/>).
/// </summary>
/// <param name="db">With nothing else to save.</param>
public sealed class AccountChanges(
    IdentityDb db, IPeopleEntries entries, ChangeRecording recording, SessionEnding sessions, AccountBook accounts, TimeProvider clock)
{
    /// <summary>A directory writes one entry after the other; more than that only queue in it.</summary>
    private const int WritesAtOnce = 8;

    /// <param name="changes">A batch of some hundred; no key twice.</param>
    /// <exception cref="DirectoryUnavailableException">Some of them may be written; they are said again.</exception>
    public async Task<IReadOnlyList<ChangeOutcome>> ApplyAsync(IReadOnlyList<IntendedChange> changes, int? runId, CancellationToken cancellationToken) =>
        await FinishAsync(await BeginAsync(changes, runId, cancellationToken), cancellationToken);

    /// <summary>Says what will be written, and begins to write it: whoever has another batch may say it meanwhile.</summary>
    /// <param name="changes">A batch of some hundred; no key twice.</param>
    public async Task<ChangesUnderWay> BeginAsync(IReadOnlyList<IntendedChange> changes, int? runId, CancellationToken cancellationToken)
    {
        var said = await SayAsync(changes, runId, cancellationToken);
        return new ChangesUnderWay(said, Task.Run(() => WriteAsync(changes, cancellationToken), CancellationToken.None));
    }

    /// <summary>Waits until it is written, and records it.</summary>
    /// <exception cref="DirectoryUnavailableException">Some of them may be written; they are said again.</exception>
    public async Task<IReadOnlyList<ChangeOutcome>> FinishAsync(ChangesUnderWay changes, CancellationToken cancellationToken)
    {
        var outcomes = await changes.Writing;
        await EndSessionsAsync(outcomes, cancellationToken);
        await recording.RecordAsync(outcomes, changes.Said, cancellationToken);
        return outcomes;
    }

    /// <summary>What an earlier attempt said of the same people is said anew.</summary>
    private async Task<IReadOnlyList<PersonChange>> SayAsync(IReadOnlyList<IntendedChange> changes, int? runId, CancellationToken cancellationToken)
    {
        var keys = changes.Select(change => change.Line.Key.Value).ToArray();
        await db.PersonChanges.Where(change => change.Stage == ChangeStage.Pending && keys.Contains(change.DirectoryKey)).ExecuteDeleteAsync(cancellationToken);

        var now = clock.GetUtcNow();
        var rows = changes.Select(change => ChangeFacts.Write(change.Line, runId, ChangeStage.Pending, now, change.By, change.Note)).ToList();
        db.PersonChanges.AddRange(rows);
        await db.SaveChangesAsync(cancellationToken);
        return rows;
    }

    private async Task<IReadOnlyList<ChangeOutcome>> WriteAsync(IReadOnlyList<IntendedChange> changes, CancellationToken cancellationToken)
    {
        var outcomes = new ChangeOutcome[changes.Count];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = WritesAtOnce, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, changes.Count, parallel, async (index, token) =>
            outcomes[index] = new ChangeOutcome(changes[index], FailureOf(await WriteAsync(changes[index].Line, token))));
        return outcomes;
    }

    private async Task<EntryWriting> WriteAsync(PlanLine line, CancellationToken cancellationToken)
    {
        if (line.Before is null)
            return await entries.AddAsync(line.After!, cancellationToken);

        var writing = await entries.ReplaceAsync(line.After!, cancellationToken);
        if (writing is EntryWriting.Written && line is { Kind: PlanKind.Reactivate, Before.State: AccountState.Departed })
            await entries.SetMailboxAsync(line.Key, MailboxState.Receives, cancellationToken);
        return writing;
    }

    private static ChangeFailure? FailureOf(EntryWriting writing) => writing switch
    {
        EntryWriting.Written => null,
        EntryWriting.EntryGone => ChangeFailure.EntryGone,
        EntryWriting.NameTaken => ChangeFailure.NameTaken,
        EntryWriting.Refused => ChangeFailure.RefusedByDirectory,
    };

    private async Task EndSessionsAsync(IEnumerable<ChangeOutcome> outcomes, CancellationToken cancellationToken)
    {
        var closed = outcomes
            .Where(outcome => outcome is { Failure: null, Change.Line.After.State: AccountState.Suspended or AccountState.Departed })
            .Select(outcome => accounts.SubjectOf(outcome.Change.Line.Key))
            .ToArray();
        if (closed.Length > 0)
            await sessions.EndAllAsync(closed, SessionEnd.AccountClosed, cancellationToken);
    }
}
