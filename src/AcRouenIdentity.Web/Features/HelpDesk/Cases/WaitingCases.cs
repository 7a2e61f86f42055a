using AcRouenIdentity.Domain.HelpDesk;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Web.Features.HelpDesk.Access;
using AcRouenIdentity.Web.Features.Shared.Access;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Features.HelpDesk.Cases;

public enum QueueList
{
    /// <summary>Nobody has taken them; whoever waits longest first.</summary>
    Waiting,
    Mine,

    /// <summary>In the hands of others.</summary>
    Others,

    /// <summary>Something in them waits for the yes of another.</summary>
    Approvals,
    Closed,
}

/// <param name="Name">Null while nobody knows whom it is about, and for people whom the database has no record of.</param>
/// <param name="School">UAI of the main establishment.</param>
public sealed record QueuedCase(
    string Reference, CaseOrigin Origin, CaseState State, string? Key, string? Name, string? Login, string? School, DateTimeOffset OpenedAt, string? AssignedTo, CaseOutcome? Outcome, DateTimeOffset? ClosedAt);

/// <param name="HasMore">There are others, whom the list does not show.</param>
public sealed record QueueSheet(IReadOnlyList<QueuedCase> Cases, bool HasMore);

/// <summary>The cases of the people whom an agent is there for. Those of whom nobody knows whom they are about are everybody's.</summary>
public sealed class WaitingCases(IdentityDb db, IDirectory directory, HelpAccess access, TimeProvider clock)
{
    public const int MostShown = 50;
    private static readonly TimeSpan ClosedMemory = TimeSpan.FromDays(30);

    public async Task<QueueSheet> FindAsync(Person agent, QueueList list, CancellationToken cancellationToken)
    {
        var cases = Ordered(Of(agent, list), list).GroupJoin(db.People, row => row.DirectoryKey, person => person.DirectoryKey, (row, people) => new { row, people });
        var found = await cases
            .SelectMany(pair => pair.people.DefaultIfEmpty(), (pair, person) => new { pair.row, person })
            .Take(MostShown + 1)
            .Select(pair => new QueuedCase(
                pair.row.Reference, pair.row.Origin, pair.row.State, pair.row.DirectoryKey, pair.person == null ? null : pair.person.GivenName + " " + pair.person.Surname, pair.person == null ? null : pair.person.Login,
                pair.person == null ? null : pair.person.MainEstablishment, pair.row.OpenedAt, pair.row.AssignedTo, pair.row.Outcome, pair.row.ClosedAt))
            .ToListAsync(cancellationToken);
        return new QueueSheet(await NameAsync([.. found.Take(MostShown)], cancellationToken), found.Count > MostShown);
    }

    /// <summary>People outside the feeds stand in the directory alone.</summary>
    private async Task<IReadOnlyList<QueuedCase>> NameAsync(IReadOnlyList<QueuedCase> cases, CancellationToken cancellationToken)
    {
        var named = new List<QueuedCase>();
        foreach (var queued in cases)
        {
            var person = queued is { Key: { } key, Name: null } ? await directory.FindAsync(new DirectoryKey(key), cancellationToken) : null;
            named.Add(person is null ? queued : queued with { Name = person.DisplayName, Login = person.Login.ToString() });
        }

        return named;
    }

    public Task<int> CountAsync(Person agent, QueueList list, CancellationToken cancellationToken) => Of(agent, list).CountAsync(cancellationToken);

    private IQueryable<AssistanceCase> Of(Person agent, QueueList list)
    {
        var (login, since) = (agent.Login.ToString(), clock.GetUtcNow() - ClosedMemory);
        var reachable = db.Cases.AsNoTracking().Within(access.ReachOf(agent, HelpAct.ReadCase)).Where(row => row.DirectoryKey == null || row.DirectoryKey != agent.Key.Value);
        return list switch
        {
            QueueList.Waiting => reachable.Where(row => row.State == CaseState.Waiting),
            QueueList.Mine => reachable.Where(row => row.State == CaseState.InHand && row.AssignedTo == login),
            QueueList.Others => reachable.Where(row => row.State == CaseState.InHand && row.AssignedTo != login),
            QueueList.Approvals => reachable.Where(row => db.CaseApprovals.Any(asked => asked.CaseId == row.Id && asked.State == ApprovalState.Asked && asked.AskedBy != login)),
            QueueList.Closed => reachable.Where(row => row.State == CaseState.Closed && row.ClosedAt > since),
        };
    }

    private static IQueryable<AssistanceCase> Ordered(IQueryable<AssistanceCase> cases, QueueList list) =>
        list is QueueList.Closed ? cases.OrderByDescending(row => row.ClosedAt) : cases.OrderBy(row => row.OpenedAt);
}
