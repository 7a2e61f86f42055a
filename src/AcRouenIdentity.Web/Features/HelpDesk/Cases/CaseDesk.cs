using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Domain.HelpDesk;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Infrastructure.Audit;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Web.Features.HelpDesk.Access;
using AcRouenIdentity.Web.Features.Shared.Accounts;
using AcRouenIdentity.Web.Features.Shared.Notices;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Features.HelpDesk.Cases;

public abstract record CaseOpened
{
    private CaseOpened()
    {
    }

    /// <summary>A new case, or the one that was open about them.</summary>
    public sealed record Open(string Reference) : CaseOpened;

    public sealed record Unknown : CaseOpened;

    public sealed record Refused(HelpVerdict Why) : CaseOpened;
}

public enum CaseChange
{
    Done,

    /// <summary>Another agent did something in it meanwhile: it is to be read again.</summary>
    ChangedMeanwhile,

    /// <summary>It is closed, or not in the state that this is done from.</summary>
    NotInThisState,

    /// <summary>Nobody of that name.</summary>
    Unknown,

    /// <summary>Nothing was written.</summary>
    Empty,
    NoRole,
    Oneself,
    OutOfReach,
    MorePrivileged,
}

/// <summary>What agents do with cases themselves.</summary>
/// <param name="db">With nothing else to save.</param>
internal sealed class CaseDesk(
    IdentityDb db, IDirectory directory, HelpAccess access, CaseOpening opening, CaseJournal journal, AuditTrail audit, AccountBook accounts, ISecretGenerator secrets, TimeProvider clock)
{
    /// <summary>Somebody calls.</summary>
    /// <exception cref="DirectoryUnavailableException">Nobody can say who that is.</exception>
    public async Task<CaseOpened> OpenAsync(Person agent, Login login, CancellationToken cancellationToken)
    {
        if (await directory.FindAsync(new SignInName.ByLogin(login), cancellationToken) is not { } person)
            return new CaseOpened.Unknown();
        if (access.Decide(agent, HelpAct.ReadCase, person) is var verdict && verdict is not HelpVerdict.Allowed)
            return new CaseOpened.Refused(verdict);
        if (await FindOpenAsync(person, cancellationToken) is { } there)
            return new CaseOpened.Open(there);

        var opened = opening.Open(new NewCase(AssistanceReference.New(secrets), CaseOrigin.Call, person, Said: null), agent);
        opened.AnswerCall();
        opened.Take(agent.Login, clock.GetUtcNow());
        // Whoever comes second in the same instant finds the case of the first.
        return await db.TrySaveAsync(cancellationToken) ? new CaseOpened.Open(opened.Reference) : await OpenAsync(agent, login, cancellationToken);
    }

    /// <summary>A secretary asks help for somebody of her establishment.</summary>
    /// <param name="text">What is the matter.</param>
    /// <exception cref="DirectoryUnavailableException">Nobody can say who that is.</exception>
    public async Task<CaseOpened> OpenForAsync(Person secretary, Login login, string text, CancellationToken cancellationToken)
    {
        if (await directory.FindAsync(new SignInName.ByLogin(login), cancellationToken) is not { } person)
            return new CaseOpened.Unknown();
        if (access.Decide(secretary, HelpAct.OpenCase, person) is var verdict && verdict is not HelpVerdict.Allowed)
            return new CaseOpened.Refused(verdict);

        var said = new CaseStatement { Name = secretary.DisplayName, MailAddress = secretary.Address?.ToString(), Subject = person.DisplayName, Text = ConfidentialIdentifiers.Hide(text.Trim()) };
        var opened = opening.Open(new NewCase(AssistanceReference.New(secrets), CaseOrigin.Secretariat, person, said), secretary);
        await db.SaveChangesAsync(cancellationToken);
        return new CaseOpened.Open(opened.Reference);
    }

    public Task<CaseChange> TakeAsync(CaseFile file, CancellationToken cancellationToken) =>
        file.Case.IsOpen ? ChangeAsync(file, CaseEntryKind.Taken, agents => agents.Take(file.Agent.Login, clock.GetUtcNow()), cancellationToken) : Task.FromResult(CaseChange.NotInThisState);

    public Task<CaseChange> PutBackAsync(CaseFile file, CancellationToken cancellationToken) =>
        file.Case.State is CaseState.InHand ? ChangeAsync(file, CaseEntryKind.PutBack, agents => agents.PutBack(), cancellationToken) : Task.FromResult(CaseChange.NotInThisState);

    public Task<CaseChange> ReopenAsync(CaseFile file, CancellationToken cancellationToken) =>
        file.Case.IsOpen ? Task.FromResult(CaseChange.NotInThisState) : ChangeAsync(file, CaseEntryKind.Reopened, agents => agents.Reopen(), cancellationToken);

    public async Task<CaseChange> NoteAsync(CaseFile file, string? text, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(text))
            return CaseChange.Empty;
        // Two notes at once both stand: nothing that one agent wrote is lost because another wrote too.
        journal.Write(file.Case, file.Agent, CaseEntryKind.Note, text: text);
        return await SaveAsync(cancellationToken);
    }

    public async Task<CaseChange> CloseAsync(CaseFile file, CaseOutcome outcome, string? text, CancellationToken cancellationToken)
    {
        if (!file.Case.IsOpen)
            return CaseChange.NotInThisState;
        file.Case.Close(outcome, clock.GetUtcNow());
        journal.Write(file, CaseEntryKind.Closed, outcome.ToString(), text);
        Record(file, CaseEntryKind.Closed);
        return await SaveAsync(cancellationToken);
    }

    /// <summary>The agent found out whom a case is about; whoever it was about before, it is no longer.</summary>
    /// <exception cref="DirectoryUnavailableException">Nobody can say who that is.</exception>
    public async Task<CaseChange> IdentifyAsync(CaseFile file, Login login, CancellationToken cancellationToken)
    {
        if (file.Case.DirectoryKey is not null || !file.Case.IsOpen)
            return CaseChange.NotInThisState;
        if (await directory.FindAsync(new SignInName.ByLogin(login), cancellationToken) is not { } person)
            return CaseChange.Unknown;
        if (ChangeOf(access.Decide(file.Agent, HelpAct.ReadCase, person)) is { } refusal)
            return refusal;

        file.Case.Identify(person.Key, CaseOpening.EstablishmentsOf(person));
        journal.Write(file, CaseEntryKind.Identified, person.Login.ToString());
        audit.Record(new AuditEvent.CaseIdentified(accounts.SubjectOf(person), file.Case.Reference, accounts.SubjectOf(file.Agent)));
        return await SaveAsync(cancellationToken);
    }

    private async Task<CaseChange> ChangeAsync(CaseFile file, CaseEntryKind kind, Action<AssistanceCase> change, CancellationToken cancellationToken)
    {
        change(file.Case);
        journal.Write(file, kind);
        Record(file, kind);
        return await SaveAsync(cancellationToken);
    }

    private void Record(CaseFile file, CaseEntryKind kind) => audit.Record(new AuditEvent.CaseWorkedOn(
        file.About is { } person ? accounts.SubjectOf(person) : null, file.Case.Reference, kind, file.Case.Outcome, accounts.SubjectOf(file.Agent)));

    private async Task<CaseChange> SaveAsync(CancellationToken cancellationToken) => await db.TrySaveAsync(cancellationToken) ? CaseChange.Done : CaseChange.ChangedMeanwhile;

    private Task<string?> FindOpenAsync(Person person, CancellationToken cancellationToken) => db.Cases
        .Where(row => row.DirectoryKey == person.Key.Value && row.State != CaseState.Closed)
        .OrderByDescending(row => row.OpenedAt)
        .Select(row => row.Reference)
        .FirstOrDefaultAsync(cancellationToken);

    /// <returns>Null where it is allowed.</returns>
    private static CaseChange? ChangeOf(HelpVerdict verdict) => verdict switch
    {
        HelpVerdict.Allowed or HelpVerdict.NeedsSecond => null,
        HelpVerdict.NoRole => CaseChange.NoRole,
        HelpVerdict.Oneself => CaseChange.Oneself,
        HelpVerdict.OutOfReach => CaseChange.OutOfReach,
        HelpVerdict.MorePrivileged => CaseChange.MorePrivileged,
    };
}
