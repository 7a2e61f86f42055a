using AcRouenIdentity.Domain.OpenId;
using Microsoft.Extensions.Options;
using OpenIddict.Server;

namespace AcRouenIdentity.Web.Features.OpenId.Keys;

/// <summary>Takes the keys of the database up into this node, without a restart: the ring is replaced, and OpenIddict's options, which hold what is published, are made anew.</summary>
public sealed class KeyUptake(IServiceScopeFactory scopes, KeyRing ring, KeyTimetable timetable, IOptionsMonitorCache<OpenIddictServerOptions> options) : IDisposable
{
    private readonly SemaphoreSlim turn = new(1, 1);
    private IReadOnlyList<LoadedKey> published = [];

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            ring.Replace(await LoadAsync(cancellationToken));
            // Time alone withdraws keys, too.
            if (ring.All.SequenceEqual(published))
                return;
            published = ring.All;
            options.TryRemove(Options.DefaultName);
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => turn.Dispose();

    private async Task<IReadOnlyList<LoadedKey>> LoadAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var vault = scope.ServiceProvider.GetRequiredService<KeyVault>();
        var stored = await vault.ReadAsync(cancellationToken);
        return [.. stored.SelectMany(ofOnePurpose => LoadedOf(timetable.Of(ofOnePurpose), ofOnePurpose, vault))];
    }

    private IEnumerable<LoadedKey> LoadedOf(KeySuccession succession, IEnumerable<SigningKey> stored, KeyVault vault) =>
        from key in stored
        where !key.IsErased
        select new LoadedKey(key.Purpose, key.Generation, ring.Find(key.Id)?.Key ?? vault.Open(key), key.SignsFrom, succession.VerifiesUntil(key));
}
