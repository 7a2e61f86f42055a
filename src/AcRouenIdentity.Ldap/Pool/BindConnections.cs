using System.Collections.Concurrent;

namespace AcRouenIdentity.Ldap;

/// <summary>Connections for the binds of people: bounded in number, one bind at a time on each, used again while their server is the best one.</summary>
internal sealed class BindConnections(LdapPoolOptions options, IReadOnlyList<ServerCircuit> circuits, TimeProvider time) : IAsyncDisposable
{
    private readonly ConnectionOpener opener = new(options, circuits, time);
    private readonly ConcurrentStack<PooledConnection> idle = new();
    // Neither is disposed of: binds still waiting when the pool closes must not fall over them, and they hold nothing of the system.
    private readonly SemaphoreSlim turns = new(options.BindConnections);
    private readonly CancellationTokenSource closing = new();

    /// <summary>
    /// Checks a password. When the caller leaves, the bind goes on without it: cutting it short would cost the connection, and a browser that
    /// gives up again and again would make us shake hands with the directory each time.
    /// </summary>
    public async Task<LdapResult> CheckAsync(LdapDn dn, string password, CancellationToken cancellationToken)
    {
        await WaitForTurnAsync(cancellationToken);
        return await CheckInTurnAsync(dn, password).WaitOrLeaveAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        await CloseIdleAsync();
    }

    private async Task CloseIdleAsync()
    {
        while (idle.TryPop(out var pooled))
            await pooled.Connection.DisposeAsync();
    }

    private async Task WaitForTurnAsync(CancellationToken cancellationToken)
    {
        // The free case asks for no timer.
        if (turns.Wait(TimeSpan.Zero, cancellationToken))
            return;

        using var timeout = new CancellationTokenSource(options.BindTurnTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            await turns.WaitAsync(either.Token);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new LdapConnectionException(
                LdapConnectionFailure.Overloaded, LdapRequestFate.NotSent, "Every connection for binds was busy for too long.", exception);
        }
    }

    private async Task<LdapResult> CheckInTurnAsync(LdapDn dn, string password)
    {
        try
        {
            return await CheckOnSomeConnectionAsync(dn, password, closing.Token);
        }
        finally
        {
            turns.Release();
        }
    }

    private async Task<LdapResult> CheckOnSomeConnectionAsync(LdapDn dn, string password, CancellationToken cancellationToken)
    {
        var first = await TakeIdleAsync() ?? await opener.OpenForBindsAsync(cancellationToken);
        try
        {
            return await BindAsync(first, dn, password, cancellationToken);
        }
        catch (LdapConnectionException failure) when (failure.Reason != LdapConnectionFailure.Timeout)
        {
            // Most often a server that was restarted, or closes idle connections.
            var second = await opener.OpenForBindsAsync(cancellationToken);
            return await BindAsync(second, dn, password, cancellationToken);
        }
    }

    private async Task<LdapResult> BindAsync(PooledConnection pooled, LdapDn dn, string password, CancellationToken cancellationToken)
    {
        try
        {
            var result = await pooled.Connection.BindAsync(dn, password, cancellationToken);
            if (result.Code == LdapResultCode.Unavailable)
                throw Unavailable(pooled, result);

            pooled.Circuit.Answered();
            await RestAsync(pooled);
            return result;
        }
        catch (Exception exception)
        {
            await pooled.Connection.DisposeAsync();
            if (exception is LdapConnectionException { Reason: LdapConnectionFailure.Timeout })
                pooled.Circuit.TimedOut();
            throw;
        }
    }

    private async Task RestAsync(PooledConnection pooled)
    {
        idle.Push(pooled);
        if (closing.IsCancellationRequested)
            await CloseIdleAsync();
    }

    private static LdapConnectionException Unavailable(PooledConnection pooled, LdapResult result)
    {
        pooled.Circuit.Failed(LdapConnectionFailure.Unavailable);
        return new LdapConnectionException(LdapConnectionFailure.Unavailable, LdapRequestFate.NotSent, $"{pooled.Circuit.Server} says: {result}.")
        {
            Code = result.Code,
        };
    }

    /// <summary>A connection at rest to the best server; those to others are closed, since a better one is back.</summary>
    private async Task<PooledConnection?> TakeIdleAsync()
    {
        while (idle.TryPop(out var pooled))
        {
            if (pooled.Connection.IsUsable && pooled.Connection.Silence < options.IdleCheckAfter && IsBest(pooled.Circuit))
                return pooled;

            await pooled.Connection.DisposeAsync();
        }

        return null;
    }

    private bool IsBest(ServerCircuit circuit) => circuits.First(candidate => candidate == circuit || candidate.Health.State == LdapServerState.Well) == circuit;
}
