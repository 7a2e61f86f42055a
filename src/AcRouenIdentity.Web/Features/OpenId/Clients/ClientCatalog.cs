using System.Collections.Frozen;
using AcRouenIdentity.Domain.OpenId;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.OpenId.Clients;

/// <summary>The applications of the configuration, checked.</summary>
public sealed class ClientCatalog(IOptions<OpenIdOptions> options)
{
    private readonly FrozenDictionary<string, Client> clients =
        options.Value.Clients.Select(ClientRules.Read).ToFrozenDictionary(client => client.Id, StringComparer.Ordinal);

    public IReadOnlyCollection<Client> All => clients.Values;

    public Client? Find(string? clientId) => clientId is null ? null : clients.GetValueOrDefault(clientId);
}
