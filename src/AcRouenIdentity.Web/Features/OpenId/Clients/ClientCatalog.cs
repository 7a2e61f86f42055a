using System.Collections.Frozen;
using System.Text.Json;
using AcRouenIdentity.Domain.OpenId;
using AcRouenIdentity.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.OpenId.Clients;

/// <summary>
/// The applications that are served: those of the configuration, and those that were registered, as this node last read them. Every request asks this memory and never the database; where the
/// database is away, it keeps what it knew.
/// </summary>
public sealed class ClientCatalog(IOptions<OpenIdOptions> options, IServiceScopeFactory scopes, ILogger<ClientCatalog> logger) : IDisposable
{
    private readonly FrozenDictionary<string, Client> configured =
        options.Value.Clients.Select(ClientRules.Read).ToFrozenDictionary(client => client.Id, StringComparer.Ordinal);

    private readonly FrozenSet<string> taken = options.Value.Clients.Select(client => RegisteredClient.KeyOf(client.Id!)).ToFrozenSet(StringComparer.Ordinal);
    private readonly SemaphoreSlim reading = new(1);
    private volatile Registered registered = Registered.None;
    private volatile SelfRegisteredClients selfRegistered = SelfRegisteredClients.None;

    public IReadOnlyCollection<Client> Configured => configured.Values;

    /// <summary>The services that are served and have a name to be asked for by.</summary>
    public IEnumerable<Client> Named => configured.Values.Concat(registered.Served.Values).Where(client => client.ResourceUri is not null);

    /// <summary>Null for unknown ones, and for those that are disabled.</summary>
    public Client? Find(string? clientId) => clientId is null ? null : configured.GetValueOrDefault(clientId) ?? registered.Served.GetValueOrDefault(clientId) ?? selfRegistered.Find(clientId);

    public Client? FindEvenDisabled(string? clientId) => Find(clientId) ?? FindDisabled(clientId);

    public Client? FindDisabled(string? clientId) => clientId is null ? null : registered.Disabled.GetValueOrDefault(clientId) ?? selfRegistered.FindDisabled(clientId);

    /// <summary>Whether the configuration has that identifier, in whatever case: it wins over what was registered.</summary>
    public bool IsOfConfiguration(string clientId) => taken.Contains(RegisteredClient.KeyOf(clientId));

    /// <summary>Why a client is not registered as it is written, beside all that are.</summary>
    public IReadOnlyList<ClientProblem> ProblemsOf(ClientSettings settings) =>
    [
        .. ClientRules.Problems(settings, SecretKeeping.Apart), .. options.Value.MutualTls.Problems(settings),
        .. settings.ResourceUri is { } name && Named.Concat(registered.Disabled.Values).Any(other => other.ResourceUri == name && other.Id != settings.Id)
            ? [new ClientProblem(nameof(settings.ResourceUri), ClientFault.ResourceUriTaken, name)]
            : Array.Empty<ClientProblem>(),
    ];

    /// <summary>Reads again what was registered. An outage is logged and forgets nothing.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        // One after the other, so that an older reading never replaces a newer one.
        await reading.WaitAsync(cancellationToken);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await ReadAsync(scope.ServiceProvider.GetRequiredService<IdentityDb>(), cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Log.ClientsNotRead(logger, exception);
        }
        finally
        {
            reading.Release();
        }
    }

    public void Dispose() => reading.Dispose();

    private async Task ReadAsync(IdentityDb db, CancellationToken cancellationToken)
    {
        selfRegistered = await selfRegistered.ReadAgainAsync(db.Set<RegisteredClient>().AsNoTracking(), Read, cancellationToken);
        var rows = db.Set<RegisteredClient>().AsNoTracking().Where(row => row.Registrar == ClientRegistrar.Administrator);
        var stamps = await rows.OrderBy(row => row.Key).Select(row => new Stamp(row.Key, row.Version, row.ChangedAt)).ToListAsync(cancellationToken);
        if (stamps.SequenceEqual(registered.Stamps))
            return;

        var known = (await rows.ToListAsync(cancellationToken)).Where(row => !taken.Contains(row.Key)).Select(row => (Row: row, Client: Read(row))).Where(pair => pair.Client is not null).ToList();
        registered = new Registered(
            stamps,
            known.Where(pair => pair.Row.DisabledAt is null).ToFrozenDictionary(pair => pair.Row.Id, pair => pair.Client!, StringComparer.Ordinal),
            known.Where(pair => pair.Row.DisabledAt is not null).ToFrozenDictionary(pair => pair.Row.Id, pair => pair.Client!, StringComparer.Ordinal));
    }

    /// <returns>Null, once that is logged, where a rule came since it was registered that it does not keep.</returns>
    private Client? Read(RegisteredClient row)
    {
        try
        {
            var settings = ClientJson.Read(row.Settings);
            if (ClientRules.Problems(settings, SecretKeeping.Apart) is not [var problem, ..])
                return row.Serve(settings);
            Log.ClientNotServed(logger, row.Id, problem.ToString());
        }
        catch (JsonException exception)
        {
            Log.ClientNotServed(logger, row.Id, exception.Path ?? "");
        }

        return null;
    }

    private sealed record Stamp(string Key, int Version, DateTimeOffset ChangedAt);

    private sealed record Registered(IReadOnlyList<Stamp> Stamps, FrozenDictionary<string, Client> Served, FrozenDictionary<string, Client> Disabled)
    {
        public static readonly Registered None = new([], FrozenDictionary<string, Client>.Empty, FrozenDictionary<string, Client>.Empty);
    }
}

/// <summary>Keeps the memory of this node fresh: what another node registers is served here within one turn.</summary>
internal sealed class ClientRefresh(ClientCatalog catalog, IOptions<OpenIdOptions> options, TimeProvider clock) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.ClientsPolling, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            await catalog.RefreshAsync(stoppingToken);
    }
}
