using AcRouenIdentity.Domain.Directory;
using AcRouenIdentity.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Features.Shared.Attempts;

/// <summary>
/// Counts in the database, for all nodes together, how often each person does something. Others are no matter of it: nobody can use up somebody else's share.
/// </summary>
internal sealed class UseAllowance(IdentityDb db, TimeProvider clock)
{
    // Past as many conflicts, the requests come too fast to be a person's.
    private const int Rounds = 8;

    /// <param name="subject"><c>sub</c> of who does it.</param>
    /// <returns>Null where it may be done, which is then counted; else how long to wait.</returns>
    public async Task<TimeSpan?> TakeAsync(string subject, DirectoryUseKind kind, int most, TimeSpan within, CancellationToken cancellationToken)
    {
        var uses = db.DirectoryUses.AsNoTracking().Where(use => use.Subject == subject && use.Kind == kind);
        for (var round = 0; round < Rounds; round++)
        {
            var now = clock.GetUtcNow();
            var over = now - within;
            if (await CountAsync(uses.Where(use => use.Since > over && use.Count < most), cancellationToken))
                return null;
            if (await uses.FirstOrDefaultAsync(cancellationToken) is not { } full)
            {
                db.Add(new DirectoryUse { Subject = subject, Kind = kind, Since = now, Count = 1 });
                if (await db.TrySaveAsync(cancellationToken))
                    return null;
            }
            else if (full.Since > over && full.Count >= most)
                return full.Since + within - now;
            else if (await BeginAnewAsync(uses.Where(use => use.Since == full.Since && use.Since <= over), now, cancellationToken))
                return null;
        }

        return TimeSpan.FromSeconds(1);
    }

    /// <summary>In one statement, so that of many at once none is counted twice or not at all.</summary>
    private static async Task<bool> CountAsync(IQueryable<DirectoryUse> use, CancellationToken cancellationToken) =>
        await use.ExecuteUpdateAsync(update => update.SetProperty(row => row.Count, row => row.Count + 1), cancellationToken) == 1;

    private static async Task<bool> BeginAnewAsync(IQueryable<DirectoryUse> use, DateTimeOffset now, CancellationToken cancellationToken) =>
        await use.ExecuteUpdateAsync(update => update.SetProperty(row => row.Since, now).SetProperty(row => row.Count, 1), cancellationToken) == 1;
}
