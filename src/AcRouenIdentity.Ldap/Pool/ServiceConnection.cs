namespace AcRouenIdentity.Ldap;

/// <summary>
/// One place for a connection of the service account. It is opened when first needed, replaced when it broke, checked after a long silence, and moved
/// back to a better server when one recovers.
/// </summary>
internal sealed class ServiceConnection(
    LdapPoolOptions options, IReadOnlyList<ServerCircuit> circuits, ConnectionOpener opener, RetiredConnections retired) : IAsyncDisposable
{
    private static readonly LdapSearch SignOfLife = new(LdapDn.Root, LdapSearchScope.Base, new LdapFilter.Present("objectClass"))
    {
        Attributes = LdapSearch.NoAttributes,
    };

    // Neither is disposed of: operations still waiting when the pool closes must not fall over them, and they hold nothing of the system.
    private readonly SemaphoreSlim opening = new(1);
    private readonly CancellationTokenSource closing = new();
    private PooledConnection? current;
    private Task moving = Task.CompletedTask;
    private int isMoving;

    /// <exception cref="LdapConnectionException">No server.</exception>
    public async ValueTask<PooledConnection> GetAsync(CancellationToken cancellationToken)
    {
        var seen = Volatile.Read(ref current);
        if (seen is { Connection.IsUsable: true } && seen.Connection.Silence < options.IdleCheckAfter)
        {
            MoveToBetterServer(seen);
            return seen;
        }

        await opening.WaitAsync(cancellationToken);
        return await ReplaceInTurnAsync().WaitOrLeaveAsync(cancellationToken);
    }

    /// <summary>Runs an operation and learns from how it went. A connection that left one unanswered is not given to another.</summary>
    public async Task<T> RunAsync<T>(PooledConnection pooled, Func<LdapConnection, Task<T>> operation)
    {
        try
        {
            var answer = await operation(pooled.Connection);
            pooled.Circuit.Answered();
            return answer;
        }
        catch (LdapConnectionException failure)
        {
            if (failure.Reason == LdapConnectionFailure.Timeout)
                pooled.Circuit.TimedOut();
            if (failure.Reason != LdapConnectionFailure.Overloaded)
                Drop(pooled);
            throw;
        }
    }

    /// <summary>Leaves a server that says it is unavailable; false when there is no other to go to.</summary>
    public bool TryForsake(PooledConnection pooled)
    {
        if (!circuits.Any(circuit => circuit != pooled.Circuit && circuit.Health.State == LdapServerState.Well))
            return false;

        pooled.Circuit.Failed(LdapConnectionFailure.Unavailable);
        Drop(pooled);
        return true;
    }

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        await moving;
        if (Interlocked.Exchange(ref current, null) is { } last)
            await last.Connection.DisposeAsync();
    }

    /// <summary>Goes on when the caller leaves: the next one needs the connection too.</summary>
    private async Task<PooledConnection> ReplaceInTurnAsync()
    {
        try
        {
            return await ReplaceAsync(closing.Token);
        }
        finally
        {
            opening.Release();
        }
    }

    private async Task<PooledConnection> ReplaceAsync(CancellationToken cancellationToken)
    {
        if (current is { } seen)
        {
            if (await IsAliveAsync(seen.Connection, cancellationToken))
                return seen;
            Drop(seen);
        }

        var opened = await opener.OpenForServiceAsync(cancellationToken);
        Volatile.Write(ref current, opened);
        if (closing.IsCancellationRequested)
            Drop(opened);
        return opened;
    }

    private async Task<bool> IsAliveAsync(LdapConnection connection, CancellationToken cancellationToken)
    {
        if (!connection.IsUsable)
            return false;
        if (connection.Silence < options.IdleCheckAfter)
            return true;

        try
        {
            await connection.SearchAsync(SignOfLife with { TimeLimit = options.IdleCheckTimeout }, cancellationToken);
            return true;
        }
        catch (LdapConnectionException)
        {
            return false;
        }
    }

    private void Drop(PooledConnection pooled)
    {
        if (Interlocked.CompareExchange(ref current, null, pooled) == pooled)
            retired.Add(pooled.Connection);
    }

    /// <summary>In the background, so that no operation waits for a server that may still be dead.</summary>
    private void MoveToBetterServer(PooledConnection seen)
    {
        if (seen.Circuit == circuits[0] || Interlocked.CompareExchange(ref isMoving, 1, 0) != 0)
            return;

        var better = circuits.TakeWhile(circuit => circuit != seen.Circuit).FirstOrDefault(circuit => circuit.Admits());
        if (better is null)
            Volatile.Write(ref isMoving, 0);
        else
            moving = Task.Run(() => MoveAsync(seen, better));
    }

    private async Task MoveAsync(PooledConnection seen, ServerCircuit better)
    {
        try
        {
            var opened = await opener.OpenForServiceAsync(better, closing.Token);
            var replaced = Interlocked.CompareExchange(ref current, opened, seen) == seen;
            retired.Add(replaced ? seen.Connection : opened.Connection);
        }
        catch (Exception exception) when (exception is LdapConnectionException or OperationCanceledException)
        {
            // The circuit knows; the present connection serves on.
        }
        finally
        {
            Volatile.Write(ref isMoving, 0);
        }
    }
}
