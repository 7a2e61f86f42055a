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

    /// <exception cref="LdapConnectionException">No server.</exception>
    public async ValueTask<LdapConnection> GetAsync(CancellationToken cancellationToken) =>
        (await Next().GetAsync(cancellationToken)).Connection;

    /// <summary>Runs what may be done twice.</summary>
    public Task<T> ReadAsync<T>(Func<LdapConnection, Task<T>> operation, CancellationToken cancellationToken) =>
        RunAsync(operation, failure => failure.Reason is not (LdapConnectionFailure.Timeout or LdapConnectionFailure.Overloaded), cancellationToken);

    /// <summary>Runs what must not be done twice.</summary>
    public Task<T> UpdateAsync<T>(Func<LdapConnection, Task<T>> operation, CancellationToken cancellationToken) =>
        RunAsync(operation, failure => failure is { Fate: LdapRequestFate.NotSent, Reason: not LdapConnectionFailure.Overloaded }, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        foreach (var connection in connections)
            await connection.DisposeAsync();
        await retired.DisposeAsync();
    }

    private async Task<T> RunAsync<T>(
        Func<LdapConnection, Task<T>> operation, Func<LdapConnectionException, bool> mayRetry, CancellationToken cancellationToken)
    {
        var slot = Next();
        var pooled = await slot.GetAsync(cancellationToken);
        try
        {
            return await slot.RunAsync(pooled, operation);
        }
        catch (LdapConnectionException failure) when (mayRetry(failure))
        {
            var other = await slot.GetAsync(cancellationToken);
            return await slot.RunAsync(other, operation);
        }
    }

    private ServiceConnection Next() => connections[Interlocked.Increment(ref turn) % (uint)connections.Length];
}
