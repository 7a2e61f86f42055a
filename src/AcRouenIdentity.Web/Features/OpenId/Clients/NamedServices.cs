using AcRouenIdentity.Domain.OpenId;
using AcRouenIdentity.Web.Features.Shared.Addresses;

namespace AcRouenIdentity.Web.Features.OpenId.Clients;

/// <summary>The services that tokens are asked for by name (RFC 8707).</summary>
public sealed class NamedServices(ClientCatalog catalog, PublicAddress address)
{
    public IReadOnlyList<string> Names => [.. catalog.Named.Select(service => service.ResourceUri!).Where(name => Find(name) is not null).Order(StringComparer.Ordinal)];

    /// <summary>Whether that client may have a token with these scopes for the service of that name.</summary>
    public bool IsOpen(string? clientId, IReadOnlyCollection<string> scopes, string name) =>
        catalog.Find(clientId) is { } client && client.Resources.Contains(name, StringComparer.Ordinal) && Find(name) is { } service && service.IsOpenedBy(scopes);

    /// <summary>Whether the service is one of those that are named.</summary>
    public bool IsAmong(string? serviceId, IEnumerable<string> names) =>
        catalog.Find(serviceId)?.ResourceUri is { } own && names.Contains(own, StringComparer.Ordinal) && Find(own) is not null;

    /// <summary>Whether all whom a token is for look at proofs (RFC 9449 7.1), as userinfo does.</summary>
    public bool LookAtProofs(IEnumerable<string> audiences) =>
        audiences.All(audience => audience == address.Base.AbsoluteUri || (catalog.Find(audience) ?? Find(audience)) is { LooksAtProofs: true });

    /// <summary>Two services of one name, registered on two nodes at once, have none; nor has one that calls itself as the provider does, whose tokens are for userinfo.</summary>
    private Client? Find(string name) =>
        catalog.Named.Where(service => service.ResourceUri == name).Take(2).ToList() is [var only] && name != address.Base.AbsoluteUri ? only : null;
}
