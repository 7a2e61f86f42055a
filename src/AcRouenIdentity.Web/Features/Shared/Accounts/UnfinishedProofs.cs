using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Features.Shared.Accounts;

/// <summary>What browsers have proven of a person and not come to an end with: rights to choose a password, sign-ins that wait for a second factor.</summary>
public sealed class UnfinishedProofs(IdentityDb db, TimeProvider clock)
{
    /// <summary>
    /// Whoever got halfway with what was true before goes no further. A right that is being used at this moment is not taken out of the hands that use it.
    /// </summary>
    public async Task EndAsync(DirectoryKey person, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await db.PasswordGrants.Where(grant => grant.DirectoryKey == person.Value && grant.SpentAt == null).ExecuteUpdateAsync(
            update => update.SetProperty(grant => grant.ExpiresAt, now), cancellationToken);
        await db.PendingSignIns.Where(pending => pending.DirectoryKey == person.Value).ExecuteDeleteAsync(cancellationToken);
    }
}
