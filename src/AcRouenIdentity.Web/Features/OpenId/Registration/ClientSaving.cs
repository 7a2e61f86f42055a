using AcRouenIdentity.Domain.OpenId;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Web.Features.OpenId.Clients;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Features.OpenId.Registration;

/// <summary>Saves what became of registered clients: our rows and those of OpenIddict in one transaction, then the memory of this node.</summary>
public sealed class ClientSaving(IdentityDb db, ClientStore store, ClientCatalog catalog)
{
    /// <summary>The row first: of two who act at once, one waits there and finds another version.</summary>
    /// <returns>False where somebody else was first, and nothing was saved.</returns>
    public async Task<bool> SaveAsync(Func<Task> then, CancellationToken cancellationToken)
    {
        try
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
            await then();
            await transaction.CommitAsync(cancellationToken);
        }
        catch (DbUpdateException exception) when (exception.IsConflict())
        {
            return false;
        }
        finally
        {
            db.ChangeTracker.Clear();
        }

        await catalog.RefreshAsync(cancellationToken);
        return true;
    }

    public Task PublishAsync(RegisteredClient row, CancellationToken cancellationToken) => store.SaveAsync(
        new ClientDescription(row.Serve(ClientJson.Read(row.Settings)), ClientSecretHash.KeptOf(row), ClientOrigin.Registration, row.DisabledAt is null), cancellationToken);

    /// <summary>All that hangs on clients whose rows are gone. What people agreed to goes too: a later application of that name is another one.</summary>
    public async Task EraseAsync(IReadOnlyCollection<string> clientIds, CancellationToken cancellationToken)
    {
        await store.RemoveAsync(clientIds, cancellationToken);
        await db.Set<Consent>().Where(consent => clientIds.Contains(consent.ClientId)).ExecuteDeleteAsync(cancellationToken);
        await db.Set<SessionClient>().Where(grant => clientIds.Contains(grant.ClientId)).ExecuteDeleteAsync(cancellationToken);
    }
}
