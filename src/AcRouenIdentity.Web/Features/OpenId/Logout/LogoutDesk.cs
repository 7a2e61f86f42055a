using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Domain.OpenId;
using AcRouenIdentity.Infrastructure.Audit;
using AcRouenIdentity.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Features.OpenId.Logout;

/// <summary>How many logout notices of an application are in which state.</summary>
/// <param name="Delivered">Of the days for which they are kept.</param>
public sealed record LogoutCounts(string ClientId, int Waiting, int Delivered, int GivenUp);

/// <summary>The outbox of logout notices, for administrators.</summary>
public sealed class LogoutDesk(IdentityDb db, AuditTrail audit, TimeProvider clock)
{
    /// <summary>Notices of one application that are sent again at once; those that remain take another turn.</summary>
    public const int MostRetried = 1000;

    private const int MostListed = 20;

    public async Task<IReadOnlyList<LogoutCounts>> CountAsync(CancellationToken cancellationToken) => await db.Set<LogoutDelivery>().AsNoTracking()
        .GroupBy(delivery => delivery.ClientId)
        .Select(group => new LogoutCounts(
            group.Key,
            group.Count(delivery => delivery.Outcome == null),
            group.Count(delivery => delivery.Outcome == LogoutOutcome.Delivered),
            group.Count(delivery => delivery.Outcome == LogoutOutcome.GivenUp)))
        .ToListAsync(cancellationToken);

    /// <summary>Those that failed at least once and did not arrive since, latest first.</summary>
    public async Task<IReadOnlyList<LogoutDelivery>> ListTroubledAsync(string clientId, CancellationToken cancellationToken) => await db.Set<LogoutDelivery>().AsNoTracking()
        .Where(delivery => delivery.ClientId == clientId && delivery.Trouble != null && (delivery.Outcome == null || delivery.Outcome == LogoutOutcome.GivenUp))
        .OrderByDescending(delivery => delivery.CreatedAt).ThenBy(delivery => delivery.Id)
        .Take(MostListed)
        .ToListAsync(cancellationToken);

    /// <param name="administrator">As the audit names people.</param>
    /// <returns>How many of those that were given up are sent again.</returns>
    public async Task<int> RetryAsync(string clientId, string administrator, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var given = await db.Set<LogoutDelivery>()
            .Where(delivery => delivery.ClientId == clientId && delivery.Outcome == LogoutOutcome.GivenUp)
            .OrderBy(delivery => delivery.CreatedAt)
            .Take(MostRetried)
            .ToListAsync(cancellationToken);
        if (given.Count == 0)
            return 0;

        foreach (var delivery in given)
            delivery.Retry(clock.GetUtcNow());
        audit.Record(new AuditEvent.ApplicationRegistered(clientId, ApplicationAct.LogoutRetried, administrator));
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return given.Count;
    }
}
