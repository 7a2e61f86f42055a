using System.Collections.Concurrent;

namespace AcRouenIdentity.Ldap;

/// <summary>Connections for the binds of people: bounded in number, one bind at a time on each, used again while their server is the best one.</summary>
internal sealed class BindConnections(LdapPoolOptions options, IReadOnlyList<ServerCircuit> circuits, TimeProvider time) : IAsyncDisposable
{
    private readonly ConnectionOpener opener = new(options, circuits, time);
    private readonly SemaphoreSlim turns = new(options.BindConnections);
    private readonly ConcurrentStack<PooledConnection> idle = new();

    public async Task<LdapResult> CheckAsync(LdapDn dn, string password, CancellationToken cancellationToken)
    {
        await WaitForTurnAsync(cancellationToken);
        try
        {
            return await CheckInTurnAsync(dn, password, cancellationToken);
        }
        finally
        {
            turns.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        while (idle.TryPop(out var pooled))
            await pooled.Connection.DisposeAsync();
        turns.Dispose();
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

    private async Task<LdapResult> CheckInTurnAsync(LdapDn dn, string password, CancellationToken cancellationToken)
    {
        if (await TakeIdleAsync() is not { } reused)
            return await CheckOnNewAsync(dn, password, cancellationToken);

        try
        {
            return await BindAsync(reused, dn, password, cancellationToken);
        }
        catch (LdapConnectionException failure) when (failure.Reason != LdapConnectionFailure.Timeout)
        {
            // Most often a server that was restarted, or closes idle connections.
            return await CheckOnNewAsync(dn, password, cancellationToken);
        }
    }

    private async Task<LdapResult> CheckOnNewAsync(LdapDn dn, string password, CancellationToken cancellationToken)
    {
        var opened = await opener.OpenForBindsAsync(cancellationToken);
        return await BindAsync(opened, dn, password, cancellationToken);
    }

    private async Task<LdapResult> BindAsync(PooledConnection pooled, LdapDn dn, string password, CancellationToken cancellationToken)
    {
        try
        {
            var result = await pooled.Connection.BindAsync(dn, password, cancellationToken);
            pooled.Circuit.Answered();
            idle.Push(pooled);
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
