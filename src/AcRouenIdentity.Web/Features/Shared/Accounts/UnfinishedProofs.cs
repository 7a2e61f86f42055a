using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Recovery;
using AcRouenIdentity.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Features.Shared.Accounts;

/// <summary>What browsers have proven of a person and not come to an end with: recoveries, codes of the assistance, rights to choose a password, sign-ins that wait for a second factor.</summary>
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
        await db.RecoveryTickets.Where(ticket => ticket.DirectoryKey == person.Value && (ticket.State == RecoveryState.Awaiting || ticket.State == RecoveryState.Proven)).ExecuteUpdateAsync(
            update => update.SetProperty(ticket => ticket.State, RecoveryState.Ended).SetProperty(ticket => ticket.Version, ticket => ticket.Version + 1), cancellationToken);
        await db.AssistanceCodes.Where(code => code.DirectoryKey == person.Value && code.EndedAt == null).ExecuteUpdateAsync(
            update => update.SetProperty(code => code.EndedAt, now).SetProperty(code => code.Version, code => code.Version + 1), cancellationToken);
        await db.PendingSignIns.Where(pending => pending.DirectoryKey == person.Value).ExecuteDeleteAsync(cancellationToken);
    }
}
