using System.Collections.Immutable;
using AcRouenIdentity.Domain.OpenId;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Features.OpenId.Clients;

/// <summary>The clients that registered themselves, as a node last read them. There may be thousands, and strangers add to them: a reading brings what changed, and all of them only where some are gone.</summary>
internal sealed class SelfRegisteredClients
{
    public static readonly SelfRegisteredClients None = new(new Extent(0, 0, DateTimeOffset.UnixEpoch), ImmutableDictionary<string, Known>.Empty);

    /// <summary>By as much the clocks of nodes may differ.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(2);

    private readonly Extent extent;
    private readonly ImmutableDictionary<string, Known> all;

    private SelfRegisteredClients(Extent extent, ImmutableDictionary<string, Known> all) => (this.extent, this.all) = (extent, all);

    public Client? Find(string clientId) => all.GetValueOrDefault(clientId) is { IsServed: true } known ? known.Client : null;

    public Client? FindDisabled(string clientId) => all.GetValueOrDefault(clientId) is { IsServed: false } known ? known.Client : null;

    /// <param name="rows">Of all clients.</param>
    /// <param name="read">A client as it is served; null where it cannot be.</param>
    public async Task<SelfRegisteredClients> ReadAgainAsync(IQueryable<RegisteredClient> rows, Func<RegisteredClient, Client?> read, CancellationToken cancellationToken)
    {
        var own = rows.Where(row => row.Registrar == ClientRegistrar.Itself);
        var found = await own.GroupBy(row => row.Registrar)
            .Select(group => new Extent(group.Count(), group.Sum(row => row.Version), group.Max(row => row.ChangedAt))).SingleOrDefaultAsync(cancellationToken) ?? None.extent;
        if (found == extent)
            return this;

        var since = extent.LastChange - Skew;
        var grown = all.SetItems(await KnowAsync(own.Where(row => row.ChangedAt >= since), read, cancellationToken));
        return found.Fits(grown)
            ? new SelfRegisteredClients(found, grown)
            : new SelfRegisteredClients(found, ImmutableDictionary.CreateRange(await KnowAsync(own, read, cancellationToken)));
    }

    private static async Task<IEnumerable<KeyValuePair<string, Known>>> KnowAsync(IQueryable<RegisteredClient> rows, Func<RegisteredClient, Client?> read, CancellationToken cancellationToken) =>
        (await rows.ToListAsync(cancellationToken)).Select(row => KeyValuePair.Create(row.Id, new Known(read(row), row.Version, row.DisabledAt is null)));

    private sealed record Known(Client? Client, int Version, bool IsServed);

    /// <summary>What changes whenever any of them does.</summary>
    private sealed record Extent(int Count, int Versions, DateTimeOffset LastChange)
    {
        public bool Fits(ImmutableDictionary<string, Known> all) => all.Count == Count && all.Values.Sum(known => known.Version) == Versions;
    }
}
