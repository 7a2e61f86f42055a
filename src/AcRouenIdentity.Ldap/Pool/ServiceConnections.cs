using System.Runtime.CompilerServices;

namespace AcRouenIdentity.Ldap;

/// <summary>The connections of the service account, used in turn.</summary>
internal sealed class ServiceConnections : IAsyncDisposable
{
    private readonly RetiredConnections retired = new();
    private readonly ServiceConnection[] connections;
    private uint turn;

    public ServiceConnections(LdapPoolOptions options, IReadOnlyList<ServerCircuit> circuits, TimeProvider time)
    {
        var opener = new ConnectionOpener(options, circuits, time);
        connections = [.. Enumerable.Range(0, options.ServiceConnections).Select(_ => new ServiceConnection(options, circuits, opener, retired))];
    }

    /// <summary>Runs what may be done twice.</summary>
    public async Task<T> ReadAsync<T>(Func<LdapConnection, Task<T>> operation, Func<T, LdapResult> resultOf, CancellationToken cancellationToken)
    {
        var slot = Next();
        var answer = await RunAsync(
            slot, operation, failure => failure.Reason is not (LdapConnectionFailure.Timeout or LdapConnectionFailure.Overloaded), cancellationToken);

        return resultOf(answer.Value).Code == LdapResultCode.Unavailable && slot.TryForsake(answer.From)
            ? (await RunAsync(slot, operation, _ => false, cancellationToken)).Value
            : answer.Value;
    }

    /// <summary>Runs a search in pages, all on one connection.</summary>
    public async IAsyncEnumerable<LdapSearchResult> ReadPagesAsync(
        LdapSearch search, int pageSize, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var slot = Next();
        var pooled = await slot.GetAsync(cancellationToken);
        await using var pages = pooled.Connection.SearchPagesAsync(search, pageSize, cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (await slot.RunAsync(pooled, _ => pages.MoveNextAsync().AsTask()))
            yield return pages.Current;
    }

    /// <summary>Runs what must not be done twice.</summary>
    public async Task<T> UpdateAsync<T>(Func<LdapConnection, Task<T>> operation, CancellationToken cancellationToken)
    {
        var answer = await RunAsync(
            Next(), operation, failure => failure is { Fate: LdapRequestFate.NotSent, Reason: not LdapConnectionFailure.Overloaded }, cancellationToken);
        return answer.Value;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var connection in connections)
            await connection.DisposeAsync();
        await retired.DisposeAsync();
    }

    private static async Task<(T Value, PooledConnection From)> RunAsync<T>(
        ServiceConnection slot, Func<LdapConnection, Task<T>> operation, Func<LdapConnectionException, bool> mayRetry, CancellationToken cancellationToken)
    {
        var pooled = await slot.GetAsync(cancellationToken);
        try
        {
            return (await slot.RunAsync(pooled, operation), pooled);
        }
        catch (LdapConnectionException failure) when (mayRetry(failure))
        {
            var other = await slot.GetAsync(cancellationToken);
            return (await slot.RunAsync(other, operation), other);
        }
    }

    private ServiceConnection Next() => connections[Interlocked.Increment(ref turn) % (uint)connections.Length];
}
