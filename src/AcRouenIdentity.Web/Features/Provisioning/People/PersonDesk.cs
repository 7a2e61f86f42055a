using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Domain.Provisioning.Identifiers;
using AcRouenIdentity.Domain.Provisioning.Planning;
using AcRouenIdentity.Domain.Provisioning.Records;
using AcRouenIdentity.Infrastructure.Audit;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Infrastructure.Provisioning;
using AcRouenIdentity.Web.Features.Provisioning.Changes;
using AcRouenIdentity.Web.Features.Shared.Accounts;
using AcRouenIdentity.Web.Features.Shared.Notices;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.Provisioning.People;

/// <summary>Who decides about a person, and why.</summary>
/// <param name="By">Login of the officer, or the account of the machine where a command was typed.</param>
/// <param name="Note">Their reason; null where none is asked.</param>
public sealed record Decider(string By, string? Note);

public enum PersonDecision
{
    Done,

    /// <summary>There is nobody of that name.</summary>
    Unknown,

    /// <summary>The account is not in a state to which this can be done.</summary>
    NotInThisState,

    /// <summary>The day is over.</summary>
    DayPast,

    /// <summary>Nobody decides about their own account.</summary>
    OwnAccount,

    /// <summary>The person has more power than whoever decides.</summary>
    MorePrivileged,

    /// <summary>The person serves where whoever decides has nothing to decide.</summary>
    OutOfReach,

    /// <summary>The directory did not take it.</summary>
    RefusedByDirectory,
}

/// <summary>What officers decide about one person.</summary>
/// <param name="db">With nothing else to save.</param>
public sealed class PersonDesk(IdentityDb db, KnownPeopleReader people, AccountChanges changes, AuditTrail audit, AccountBook accounts, TimeProvider clock, OfficerSubjects officers)
{
    /// <summary>Closes an account for a time, or until somebody reopens it. Its sessions end at once; no feed reopens it.</summary>
    /// <param name="until">Last day, included; null for no end.</param>
    /// <exception cref="DirectoryUnavailableException">It may be done or not; it can be said again.</exception>
    public async Task<PersonDecision> SuspendAsync(Login login, DateOnly? until, Decider decider, CancellationToken cancellationToken)
    {
        if (IsOwn(login, decider))
            return PersonDecision.OwnAccount;
        if (await FindAsync(login, cancellationToken) is not { } person)
            return PersonDecision.Unknown;
        if (until < PublicDay.Of(clock))
            return PersonDecision.DayPast;
        if (person.State is AccountState.Departed or AccountState.Erased)
            return PersonDecision.NotInThisState;

        var after = person with
        {
            State = AccountState.Suspended,
            SuspendedBy = SuspensionOrigin.Rectorat,
            ClosedFrom = person.State == AccountState.Suspended ? person.ClosedFrom : person.State,
        };
        return await ChangeAsync(Line(PlanKind.Suspend, PlanReason.SuspendedByRectorat, person, after), until, decider, cancellationToken);
    }

    /// <summary>Closes an account for good: the person has left, whatever feeds say.</summary>
    /// <exception cref="DirectoryUnavailableException">It may be done or not; it can be said again.</exception>
    public async Task<PersonDecision> DepartAsync(Login login, Decider decider, CancellationToken cancellationToken)
    {
        if (IsOwn(login, decider))
            return PersonDecision.OwnAccount;
        if (await FindAsync(login, cancellationToken) is not { } person)
            return PersonDecision.Unknown;
        if (person.State is AccountState.Departed or AccountState.Erased)
            return PersonDecision.NotInThisState;

        var after = person with
        {
            State = AccountState.Departed,
            SuspendedBy = null,
            ClosedFrom = person.State == AccountState.Suspended ? person.ClosedFrom : person.State,
            Departure = new Departure(DepartureReason.Declared, PublicDay.Of(clock)),
        };
        return await ChangeAsync(Line(PlanKind.Depart, PlanReason.DeclaredDeparted, person, after), until: null, decider, cancellationToken);
    }

    /// <summary>Reopens an account that was suspended, or whose owner was declared to have left.</summary>
    /// <exception cref="DirectoryUnavailableException">It may be done or not; it can be said again.</exception>
    public async Task<PersonDecision> RestoreAsync(Login login, Decider decider, CancellationToken cancellationToken)
    {
        if (IsOwn(login, decider))
            return PersonDecision.OwnAccount;
        if (await FindAsync(login, cancellationToken) is not { } person)
            return PersonDecision.Unknown;
        return person is { State: AccountState.Suspended } or { State: AccountState.Departed, Departure.Reason: DepartureReason.Declared }
            ? await ChangeAsync(Line(PlanKind.Reactivate, PlanReason.RestoredByRectorat, person, Reopened(person)), until: null, decider, cancellationToken)
            : PersonDecision.NotInThisState;
    }

    /// <summary>A delegated person is somebody whom a feed brings under a key of its own: the feed speaks of them from now on.</summary>
    public async Task<PersonDecision> RecogniseAsync(Login delegated, DirectoryKey feedKey, Decider decider, CancellationToken cancellationToken)
    {
        if (IsOwn(delegated, decider))
            return PersonDecision.OwnAccount;
        if (await FindAsync(delegated, cancellationToken) is not { } person)
            return PersonDecision.Unknown;
        if (person.FeedKey is not null || await db.People.AnyAsync(record => record.FeedKey == feedKey.Value || record.DirectoryKey == feedKey.Value, cancellationToken))
            return PersonDecision.NotInThisState;
        return await ChangeAsync(Line(PlanKind.Change, PlanReason.Recognised, person, person with { FeedKey = feedKey }), until: null, decider, cancellationToken);
    }

    /// <summary>Somebody of a feed is another than the delegated people they resemble: the next plan creates them.</summary>
    public async Task DeclareDistinctAsync(DirectoryKey feedKey, Decider decider, CancellationToken cancellationToken)
    {
        if (await db.Set<DistinctPerson>().AnyAsync(row => row.FeedKey == feedKey.Value, cancellationToken))
            return;
        db.Add(new DistinctPerson { FeedKey = feedKey.Value, DeclaredBy = decider.By, DeclaredAt = clock.GetUtcNow() });
        audit.Record(new AuditEvent.PersonDeclaredDistinct(accounts.SubjectOf(feedKey), await officers.FindAsync(decider.By, cancellationToken)));
        await db.SaveChangesAsync(cancellationToken);
    }

    internal static KnownPerson Reopened(KnownPerson person) =>
        person with { State = person.ClosedFrom ?? AccountState.Announced, ClosedFrom = null, SuspendedBy = null, Departure = person.State == AccountState.Departed ? null : person.Departure };

    internal static PlanLine Line(PlanKind kind, PlanReason reason, KnownPerson before, KnownPerson after) =>
        new() { Kind = kind, Reason = reason, Key = after.Key, Before = before, After = after };

    private static bool IsOwn(Login login, Decider decider) => Login.TryParse(decider.By, out var own) && own == login;

    private async Task<KnownPerson?> FindAsync(Login login, CancellationToken cancellationToken)
    {
        var text = login.ToString();
        var record = await db.People.AsNoTracking().FirstOrDefaultAsync(record => record.Login == text, cancellationToken);
        return record is null ? null : await people.ReadAsync(record, cancellationToken);
    }

    private async Task<PersonDecision> ChangeAsync(PlanLine line, DateOnly? until, Decider decider, CancellationToken cancellationToken)
    {
        var change = new IntendedChange(line) { By = decider.By, Note = decider.Note, Until = until };
        var outcomes = await changes.ApplyAsync([change], runId: null, cancellationToken);
        return outcomes[0].Failure is null ? PersonDecision.Done : PersonDecision.RefusedByDirectory;
    }
}
