using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Domain.HelpDesk;
using AcRouenIdentity.Domain.HelpDesk.Supervision;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Infrastructure.Audit;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Web.Features.HelpDesk.Access;
using AcRouenIdentity.Web.Features.HelpDesk.Cases;
using AcRouenIdentity.Web.Features.Shared.Access;
using AcRouenIdentity.Web.Features.Shared.Notices;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.HelpDesk.Supervision;

/// <summary>Somebody whose account was recovered again and again.</summary>
/// <param name="Name">As it stands in the feeds.</param>
public sealed record OftenRecovered(string Name, string? Login, int Recoveries, DateTimeOffset LastAt);

/// <summary>All that is unusual.</summary>
public sealed record Unusual(IReadOnlyList<UnusualDay> ManyPeople, IReadOnlyList<UnusualDay> OutOfHours, IReadOnlyList<OftenRecovered> Often)
{
    public bool IsNothing => ManyPeople.Count + OutOfHours.Count + Often.Count == 0;
}

/// <summary>Finds what a supervisor should look at, among what was done for people whom they are there for.</summary>
public sealed class UnusualDeeds(IdentityDb db, HelpAccess access, IOptions<HelpDeskOptions> options, TimeProvider clock)
{
    private readonly SupervisionOptions limits = options.Value.Supervision;

    /// <summary>Accounts that were recovered often are looked for in their own interval, whatever the period.</summary>
    public async Task<Unusual> FindAsync(Person supervisor, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var reach = access.ReachOf(supervisor, HelpAct.Supervise);
        var anomalies = new DeskAnomalies(await DeedsAsync(reach, since, cancellationToken), limits.Hours, PublicTime.Zone);
        return new Unusual(anomalies.ManyPeople(limits.PeopleADay), anomalies.OutOfHours(), await OftenRecoveredAsync(reach, cancellationToken));
    }

    private async Task<IReadOnlyCollection<DeskDeed>> DeedsAsync(Reach reach, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var done = await db.CaseEntries.AsNoTracking()
            .Where(entry => entry.Kind == CaseEntryKind.Done && entry.At >= since && entry.By != null)
            .Join(db.Cases.Within(reach).Where(row => row.DirectoryKey != null), entry => entry.CaseId, row => row.Id, (entry, row) => new { entry.By, entry.What, entry.At, row.Reference, row.DirectoryKey })
            .ToListAsync(cancellationToken);
        return [.. done.Select(one => new DeskDeed(one.By!, one.Reference, new DirectoryKey(one.DirectoryKey!), Enum.Parse<HelpAct>(one.What!), one.At))];
    }

    private async Task<IReadOnlyList<OftenRecovered>> OftenRecoveredAsync(Reach reach, CancellationToken cancellationToken)
    {
        var since = clock.GetUtcNow() - limits.RecoveriesWithin;
        var often = db.AuditEntries.OfRecoveries()
            .Where(entry => entry.Kind == AuditKind.RecoveryProven && entry.At >= since && entry.Subject != null)
            .GroupBy(entry => entry.Subject!)
            .Where(group => group.Count() >= limits.RecoveriesOfOne)
            .Select(group => new { Subject = group.Key, Count = group.Count(), LastAt = group.Max(entry => entry.At) });
        var people = await often
            .Join(db.Accounts, one => one.Subject, account => account.Subject, (one, account) => new { one.Count, one.LastAt, account.DirectoryKey })
            .Join(db.People.Within(reach), one => one.DirectoryKey, person => person.DirectoryKey, (one, person) => new { one.Count, one.LastAt, person.GivenName, person.Surname, person.Login })
            .ToListAsync(cancellationToken);
        return
        [
            .. people.OrderByDescending(one => one.Count).ThenByDescending(one => one.LastAt)
                .Select(one => new OftenRecovered($"{one.GivenName} {one.Surname}".Trim(), one.Login, one.Count, one.LastAt)),
        ];
    }
}
