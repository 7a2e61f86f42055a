using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.HelpDesk.Acts;

/// <summary>Backup addresses that came or went lately: somebody may be preparing to take the account over, and calls.</summary>
public sealed class RecentChanges(IdentityDb db, IOptions<HelpDeskOptions> options, TimeProvider clock)
{
    /// <summary>The first one ever is no change.</summary>
    public async Task<bool> AreThereAsync(Person person, CancellationToken cancellationToken)
    {
        var since = clock.GetUtcNow() - options.Value.Cooling;
        var all = await db.BackupAddresses.AsNoTracking().Where(address => address.DirectoryKey == person.Key.Value).ToListAsync(cancellationToken);
        return all.Exists(address => address.RemovedAt > since) || (all.Count > 1 && all.Exists(address => address.VerifiedAt > since));
    }
}
