using System.Collections.Concurrent;

namespace AcRouenIdentity.Ldap;

/// <summary>Connections on their way out: operations in flight end in their time. Waited for when the pool closes.</summary>
internal sealed class RetiredConnections : IAsyncDisposable
{
    private readonly ConcurrentDictionary<LdapConnection, Task> leaving = [];

    public void Add(LdapConnection connection)
    {
        var retirement = connection.RetireAsync();
        leaving[connection] = retirement;
        retirement.ContinueWith(_ => leaving.TryRemove(connection, out Task? _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var connection in leaving.Keys)
            await connection.DisposeAsync();
    }
}
