using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Domain.Provisioning.Feeds;
using AcRouenIdentity.Domain.Provisioning.Identifiers;
using AcRouenIdentity.Domain.Provisioning.Planning;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Infrastructure.Provisioning;
using AcRouenIdentity.Web.Features.Provisioning.Changes;
using AcRouenIdentity.Web.Features.Shared.Notices;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.Provisioning.People;

/// <summary>Somebody whom no feed names and for whom a head of school answers.</summary>
/// <param name="End">Last day of service, included.</param>
public sealed record DelegatedPerson(string GivenName, string Surname, Civility? Civility, DateOnly BirthDate, Posting Posting, DateOnly End);

public abstract record DelegationOutcome
{
    private DelegationOutcome()
    {
    }

    public sealed record Opened(Login Login, MailAddress Address) : DelegationOutcome;

    /// <summary>Somebody of these names and that birth date is there already.</summary>
    public sealed record Resembles(IReadOnlyList<Login> Logins) : DelegationOutcome;

    public sealed record EndRefused : DelegationOutcome;

    public sealed record RefusedByDirectory : DelegationOutcome;
}

/// <summary>
/// Opens accounts for people without NUMEN whom the establishment itself employs, until a day that is said (DOMAIN 1). Their key is our own; a feed that brings them one day is
/// met with a question (<see cref="PlanReason.ProbableDuplicate"/>).
/// </summary>
public sealed class Delegation(
    IdentityDb db, PersonRecords records, IdentifierReservations reservations, AccountChanges changes, ISecretGenerator secrets,
    IOptions<ProvisioningOptions> options, TimeProvider clock)
{
    private const string KeyBeginning = "delegue-";
    private const int KeyBytes = 12;
    private const int LongestDays = 366;
    private const int YoungestYears = 14;
    private const int OldestYears = 100;

    /// <param name="evenIfAlike">The head of school has seen who resembles the person, and says that it is somebody else.</param>
    /// <exception cref="DirectoryUnavailableException">It may be done or not.</exception>
    public async Task<DelegationOutcome> OpenAsync(DelegatedPerson person, DelegationCheck check, Decider decider, CancellationToken cancellationToken)
    {
        var today = PublicDay.Of(clock);
        if (!IsPossibleEnd(person.End, today))
            return new DelegationOutcome.EndRefused();
        if (check == DelegationCheck.AskAboutLookalikes && await FindLookalikesAsync(person, cancellationToken) is { Count: > 0 } alike)
            return new DelegationOutcome.Resembles(alike);

        var key = new DirectoryKey(KeyBeginning + secrets.Token(KeyBytes).Replace('_', 'u').Replace('-', 'h'));
        var identity = await ReserveAsync(key, person, cancellationToken);
        var created = new KnownPerson { Key = key, FeedKey = null, Login = identity.Login, Address = identity.Address, State = AccountState.Announced, Facts = FactsOf(person) };
        var line = new PlanLine { Kind = PlanKind.Create, Reason = PlanReason.Delegated, Key = key, After = created };
        var outcomes = await changes.ApplyAsync([new IntendedChange(line) { By = decider.By, Note = decider.Note }], runId: null, cancellationToken);
        return outcomes[0].Failure is null ? new DelegationOutcome.Opened(identity.Login, identity.Address) : new DelegationOutcome.RefusedByDirectory();
    }

    internal static bool IsPossibleEnd(DateOnly end, DateOnly today) => end >= today && end <= today.AddDays(LongestDays);

    internal static bool IsPossibleBirth(DateOnly born, DateOnly today) => born <= today.AddYears(-YoungestYears) && born >= today.AddYears(-OldestYears);

    private static PersonFacts FactsOf(DelegatedPerson person) => new()
    {
        GivenName = person.GivenName,
        Surname = person.Surname,
        Civility = person.Civility,
        BirthDate = person.BirthDate,
        MainEstablishment = person.Posting.Rne,
        Postings = [person.Posting],
        End = person.End,
    };

    private async Task<GivenIdentity> ReserveAsync(DirectoryKey key, DelegatedPerson person, CancellationToken cancellationToken)
    {
        var allocation = new IdentifierAllocation(
            options.Value.IdentifierRules,
            await reservations.FindGivenAsync(IdentifierKind.Login, cancellationToken),
            await reservations.FindGivenAsync(IdentifierKind.Address, cancellationToken));
        var given = await reservations.ReserveAsync([new Newcomer(key, person.GivenName, person.Surname)], allocation, cancellationToken);
        return given[0];
    }

    private async Task<IReadOnlyList<Login>> FindLookalikesAsync(DelegatedPerson person, CancellationToken cancellationToken)
    {
        var names = SearchText.Of([person.GivenName, person.Surname]);
        var called = await db.People.AsNoTracking()
            .Where(record => record.SearchText.StartsWith(names) && record.State != AccountState.Erased)
            .ToListAsync(cancellationToken);
        return [.. called.Select(records.Read)
            .Where(known => known.Facts.BirthDate is not { } born || born == person.BirthDate)
            .Select(known => known.Login)
            .OfType<Login>()];
    }
}

public enum DelegationCheck
{
    AskAboutLookalikes,

    /// <summary>Who asks has seen them, and says that it is somebody else.</summary>
    KnownToBeAnother,
}
