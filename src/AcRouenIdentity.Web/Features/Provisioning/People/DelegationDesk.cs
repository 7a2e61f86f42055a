using AcRouenIdentity.Domain.Access;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Domain.Provisioning.Feeds;
using AcRouenIdentity.Domain.Provisioning.Planning;
using AcRouenIdentity.Domain.Provisioning.Records;
using AcRouenIdentity.Domain.Provisioning.Runs;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Infrastructure.Provisioning;
using AcRouenIdentity.Web.Features.Provisioning.Changes;
using AcRouenIdentity.Web.Features.Shared.Access;
using AcRouenIdentity.Web.Features.Shared.Notices;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Features.Provisioning.People;

public abstract record SchoolDelegation
{
    private SchoolDelegation()
    {
    }

    public sealed record Decided(DelegationOutcome Outcome) : SchoolDelegation;

    /// <summary>Not an establishment of who asks, or a function that they cannot give.</summary>
    public sealed record NotTheirs : SchoolDelegation;
}

public enum EndChange
{
    Done,

    /// <summary>Nobody whom they delegate, and may decide about, is called so.</summary>
    Unknown,

    /// <summary>The account is closed, or a feed speaks of the person by now.</summary>
    NotInThisState,

    /// <summary>The day is past, or too far.</summary>
    EndRefused,
    RefusedByDirectory,
}

/// <summary>What heads of school decide about the people whom they answer for: in their own establishments, and never a function of direction.</summary>
/// <param name="db">With nothing else to save.</param>
public sealed class DelegationDesk(IdentityDb db, PersonRecords records, RecordAccess access, Delegation delegation, AccountChanges changes, TimeProvider clock)
{
    /// <summary>Those that the head of school asks accounts for.</summary>
    public IReadOnlyList<Rne> SchoolsOf(Person head) => [.. access.ReachOf(head, OfficeAct.Delegate).Establishments];

    /// <exception cref="DirectoryUnavailableException">It may be done or not.</exception>
    public async Task<SchoolDelegation> OpenAsync(Person head, DelegatedPerson person, DelegationCheck check, CancellationToken cancellationToken)
    {
        if (!SchoolsOf(head).Contains(person.Posting.Rne) || SchoolDirection.IsDirection(person.Posting))
            return new SchoolDelegation.NotTheirs();
        return new SchoolDelegation.Decided(await delegation.OpenAsync(person, check, new Decider(head.Login.ToString(), Note: null), cancellationToken));
    }

    /// <summary>Those who are delegated for the establishments of this head of school, by whichever of its heads, and have not left.</summary>
    public async Task<IReadOnlyList<PersonRecord>> ListAsync(Person head, CancellationToken cancellationToken)
    {
        var schools = SchoolsOf(head).Select(school => school.ToString()).ToArray();
        var french = FrenchOrder.CollationOf(db.Database);
        return await db.People.AsNoTracking()
            .Where(person => person.DelegatedBy != null && person.FeedKey == null && person.MainEstablishment != null && schools.Contains(person.MainEstablishment))
            .Where(person => person.State != AccountState.Departed && person.State != AccountState.Erased)
            .OrderBy(person => person.ServiceEnd)
            .ThenBy(person => EF.Functions.Collate(person.Surname, french))
            .ToListAsync(cancellationToken);
    }

    /// <summary>Their service ends on another day, earlier or later.</summary>
    /// <exception cref="DirectoryUnavailableException">It may be done or not; it can be said again.</exception>
    public async Task<EndChange> ChangeEndAsync(Person head, Login login, DateOnly end, CancellationToken cancellationToken)
    {
        if (await FindAsync(head, login, cancellationToken) is not { } record || await access.DecideAsync(head, OfficeAct.Delegate, record, cancellationToken) is not TargetVerdict.Allowed)
            return EndChange.Unknown;
        if (!Delegation.IsPossibleEnd(end, PublicDay.Of(clock)))
            return EndChange.EndRefused;
        if (record.FeedKey is not null || record.State is AccountState.Departed or AccountState.Erased)
            return EndChange.NotInThisState;

        var outcomes = await changes.ApplyAsync([new IntendedChange(LineOf(records.Read(record), end)) { By = head.Login.ToString() }], runId: null, cancellationToken);
        return outcomes[0].Failure is null ? EndChange.Done : EndChange.RefusedByDirectory;
    }

    private static PlanLine LineOf(KnownPerson before, DateOnly end)
    {
        var departure = before.Departure is { Reason: DepartureReason.EndDatePassed } ? null : before.Departure;
        var after = before with { Departure = departure, Facts = before.Facts with { End = end } };
        return PersonDesk.Line(PlanKind.Change, PlanReason.Delegated, before, after) with { Changed = FeedFacts.End };
    }

    private Task<PersonRecord?> FindAsync(Person head, Login login, CancellationToken cancellationToken)
    {
        var (text, schools) = (login.ToString(), SchoolsOf(head).Select(school => school.ToString()).ToArray());
        return db.People.AsNoTracking().FirstOrDefaultAsync(
            person => person.Login == text && person.DelegatedBy != null && person.MainEstablishment != null && schools.Contains(person.MainEstablishment), cancellationToken);
    }
}
