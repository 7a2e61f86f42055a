using AcRouenIdentity.Domain.OpenId;
using AcRouenIdentity.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Features.OpenId.Clients;

/// <summary>
/// Brings OpenIddict's store at start to what the configuration says and to what was registered. Clients that configuration once made and nobody names any more go, with all their tokens;
/// those that came another way stay.
/// </summary>
internal sealed class ClientSync(ClientStore store, ClientCatalog catalog, IdentityDb db)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        foreach (var client in catalog.Configured)
            await store.SaveAsync(new ClientDescription(client, client.Secret, ClientOrigin.Configuration, IsServed: true), cancellationToken);
        foreach (var row in await db.Set<RegisteredClient>().AsNoTracking().ToListAsync(cancellationToken))
            if (!catalog.IsOfConfiguration(row.Id) && catalog.FindEvenDisabled(row.Id) is { } client)
                await store.SaveAsync(new ClientDescription(client, ClientSecretHash.KeptOf(row), ClientOrigin.Registration, row.DisabledAt is null), cancellationToken);
        foreach (var clientId in await store.ListAsync(ClientOrigin.Configuration, cancellationToken))
            if (catalog.Find(clientId) is null)
                await store.RemoveAsync([clientId], cancellationToken);
    }
}
