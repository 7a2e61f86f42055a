using AcRouenIdentity.Domain.ApplicationPasswords;
using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Infrastructure.Audit;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Features.Shared.Accounts;

/// <summary>The one place where application passwords end. The database says so first; whoever removes them from the directory does it as often as it takes.</summary>
public sealed class ApplicationPasswordEnding(AuditTrail audit, TimeProvider clock)
{
    /// <summary>Ends those that are good, in the transaction of the caller, and adds what happened to what the caller saves. Once that is committed, <see cref="ApplicationPasswordSignal"/> is due.</summary>
    /// <returns>How many ended.</returns>
    public async Task<int> EndAsync(IQueryable<ApplicationPassword> passwords, ApplicationPasswordEnd reason, CancellationToken cancellationToken)
    {
        var good = passwords.Where(password => password.EndedAt == null);
        var owners = await good.GroupBy(password => password.Subject).Select(of => new { Subject = of.Key, Count = of.Count() }).ToListAsync(cancellationToken);
        if (owners.Count == 0)
            return 0;

        var now = clock.GetUtcNow();
        owners.ForEach(owner => audit.Record(new AuditEvent.ApplicationPasswordsEnded(owner.Subject, reason, owner.Count)));
        return await good.ExecuteUpdateAsync(
            update => update
                .SetProperty(password => password.EndedAt, now)
                .SetProperty(password => password.EndedBy, reason)
                .SetProperty(password => password.Slot, (int?)null),
            cancellationToken);
    }
}
