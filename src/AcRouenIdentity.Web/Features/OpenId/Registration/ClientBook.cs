using System.Text.Json;
using AcRouenIdentity.Domain.OpenId;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Web.Features.OpenId.Clients;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.OpenId.Registration;

/// <summary>An application, wherever it comes from.</summary>
/// <param name="Settings">Without any secret.</param>
/// <param name="Row">Null for one of the configuration.</param>
public sealed record ClientEntry(ClientSettings Settings, RegisteredClient? Row)
{
    public string Id => Settings.Id!;

    /// <summary>It registered itself: nobody vouches for it, and it is given nothing more.</summary>
    public bool IsUnknown => Row is { Registrar: ClientRegistrar.Itself };

    public ClientState State => Row switch
    {
        null => ClientState.Configured,
        { DisabledAt: null } => ClientState.Served,
        _ => ClientState.Disabled,
    };
}

public enum ClientState
{
    /// <summary>By the configuration, which alone changes it.</summary>
    Configured,
    Served,
    Disabled,
}

/// <summary>Who used an application, by the sessions that are known still.</summary>
/// <param name="Day">People who used it in the last 24 hours.</param>
/// <param name="Week">People who used it in the last seven days.</param>
/// <param name="Open">People who are signed in there now.</param>
public sealed record ClientUse(DateTimeOffset? LastAt, int Day, int Week, int Open);

/// <summary>The applications that registered themselves.</summary>
/// <param name="Latest">As many as are shown, those first that registered last.</param>
/// <param name="Count">Of all of them.</param>
/// <param name="NeverAdmitted">Those that nobody let in yet.</param>
public sealed record UnknownEntries(IReadOnlyList<ClientEntry> Latest, int Count, int NeverAdmitted)
{
    public static UnknownEntries None { get; } = new([], 0, 0);
}

/// <summary>All applications: those of the configuration, those that were registered and, apart, those that registered themselves.</summary>
public sealed class ClientBook(IdentityDb db, ClientCatalog catalog, IOptions<OpenIdOptions> options, TimeProvider clock)
{
    public const int MostUnknownShown = 200;

    private IQueryable<RegisteredClient> Unknown => db.Set<RegisteredClient>().AsNoTracking().Where(row => row.Registrar == ClientRegistrar.Itself);

    /// <summary>By name, without those that registered themselves.</summary>
    public async Task<IReadOnlyList<ClientEntry>> ListAsync(CancellationToken cancellationToken)
    {
        var rows = await db.Set<RegisteredClient>().AsNoTracking().Where(row => row.Registrar == ClientRegistrar.Administrator).ToListAsync(cancellationToken);
        return
        [
            .. options.Value.Clients.Select(client => new ClientEntry(client.WithoutSecret(), Row: null))
                .Concat(rows.Where(row => !catalog.IsOfConfiguration(row.Id)).Select(EntryOf))
                .OrderBy(entry => entry.Settings.Name, StringComparer.CurrentCultureIgnoreCase).ThenBy(entry => entry.Id, StringComparer.Ordinal),
        ];
    }

    public Task<int> CountUnknownAsync(CancellationToken cancellationToken) => Unknown.CountAsync(cancellationToken);

    /// <param name="part">Of a name or an identifier; null or empty: all.</param>
    public async Task<UnknownEntries> ListUnknownAsync(string? part, CancellationToken cancellationToken)
    {
        var (count, never) = (await CountUnknownAsync(cancellationToken), await Unknown.CountAsync(row => row.AdmittedAt == null, cancellationToken));
        var rows = Unknown.OrderByDescending(row => row.CreatedAt).ThenBy(row => row.Key);
        if (string.IsNullOrEmpty(part))
            return new UnknownEntries((await rows.Take(MostUnknownShown).ToListAsync(cancellationToken)).ConvertAll(EntryOf), count, never);

        // Names are in the settings.
        var all = (await rows.ToListAsync(cancellationToken)).Select(EntryOf);
        return new UnknownEntries([.. all.Where(entry => IsNamed(entry, part)).Take(MostUnknownShown)], count, never);
    }

    public async Task<ClientEntry?> FindAsync(string? id, CancellationToken cancellationToken)
    {
        if (options.Value.Clients.FirstOrDefault(client => client.Id == id) is { } configured)
            return new ClientEntry(configured.WithoutSecret(), Row: null);

        return await db.Set<RegisteredClient>().AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancellationToken) is { } row && !catalog.IsOfConfiguration(row.Id)
            ? EntryOf(row)
            : null;
    }

    public async Task<IReadOnlyDictionary<string, DateTimeOffset>> LastUsesAsync(CancellationToken cancellationToken) => await db.Set<SessionClient>()
        .GroupBy(grant => grant.ClientId)
        .Select(group => new { group.Key, LastAt = group.Max(grant => grant.LastAt) })
        .ToDictionaryAsync(used => used.Key, used => used.LastAt, cancellationToken);

    public async Task<ClientUse> UseOfAsync(string id, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var (day, week) = (now.AddDays(-1), now.AddDays(-7));
        var grants = db.Set<SessionClient>().AsNoTracking().Where(grant => grant.ClientId == id);
        return new ClientUse(
            await grants.MaxAsync(grant => (DateTimeOffset?)grant.LastAt, cancellationToken),
            await CountPeopleAsync(grants.Where(grant => grant.LastAt >= day), cancellationToken),
            await CountPeopleAsync(grants.Where(grant => grant.LastAt >= week), cancellationToken),
            await CountPeopleAsync(grants.Where(grant => db.Sessions.Any(session => session.Id == grant.SessionId && session.EndedAt == null && session.ExpiresAt > now)), cancellationToken));
    }

    private static bool IsNamed(ClientEntry entry, string part) =>
        entry.Id.Contains(part, StringComparison.OrdinalIgnoreCase) || entry.Settings.Name!.Contains(part, StringComparison.CurrentCultureIgnoreCase);

    private Task<int> CountPeopleAsync(IQueryable<SessionClient> grants, CancellationToken cancellationToken) => grants
        .Join(db.Sessions, grant => grant.SessionId, session => session.Id, (_, session) => session.Subject).Distinct().CountAsync(cancellationToken);

    /// <summary>One that a former version wrote and this one cannot read is not served, and can still be seen and removed.</summary>
    private static ClientEntry EntryOf(RegisteredClient row)
    {
        try
        {
            return new ClientEntry(ClientJson.Read(row.Settings), row);
        }
        catch (JsonException)
        {
            return new ClientEntry(new ClientSettings { Id = row.Id, Name = row.Id, Kind = ClientKind.Confidential }, row);
        }
    }
}
