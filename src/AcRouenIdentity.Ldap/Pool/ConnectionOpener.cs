namespace AcRouenIdentity.Ldap;

/// <summary>Opens a connection to the first server that is well, telling the circuits how it went.</summary>
internal sealed class ConnectionOpener(LdapPoolOptions options, IReadOnlyList<ServerCircuit> circuits, TimeProvider time)
{
    /// <summary>A connection bound as the service account.</summary>
    /// <exception cref="LdapConnectionException">No server gave one: the reason of the last that was tried.</exception>
    public Task<PooledConnection> OpenForServiceAsync(CancellationToken cancellationToken) =>
        OpenFirstAsync(circuit => OpenForServiceAsync(circuit, cancellationToken));

    /// <summary>A connection that nobody is bound on.</summary>
    /// <exception cref="LdapConnectionException">No server gave one: the reason of the last that was tried.</exception>
    public Task<PooledConnection> OpenForBindsAsync(CancellationToken cancellationToken) =>
        OpenFirstAsync(circuit => ConnectAsync(circuit, cancellationToken));

    /// <exception cref="LdapConnectionException">The server failed, and its circuit knows.</exception>
    public async Task<PooledConnection> OpenForServiceAsync(ServerCircuit circuit, CancellationToken cancellationToken)
    {
        var opened = await ConnectAsync(circuit, cancellationToken);
        try
        {
            await BindServiceAsync(opened.Connection, cancellationToken);
            circuit.Answered();
            return opened;
        }
        catch (Exception exception)
        {
            await opened.Connection.DisposeAsync();
            if (exception is LdapConnectionException failure)
                circuit.Failed(failure.Reason);
            throw;
        }
    }

    private async Task<PooledConnection> ConnectAsync(ServerCircuit circuit, CancellationToken cancellationToken)
    {
        try
        {
            return new PooledConnection(await LdapConnection.ConnectAsync(circuit.Server, options.Connection, time, cancellationToken), circuit);
        }
        catch (LdapConnectionException failure)
        {
            circuit.Failed(failure.Reason);
            throw;
        }
    }

    private async Task<PooledConnection> OpenFirstAsync(Func<ServerCircuit, Task<PooledConnection>> open)
    {
        LdapConnectionException? last = null;
        foreach (var circuit in circuits)
        {
            if (!circuit.Admits())
                continue;

            try
            {
                return await open(circuit);
            }
            catch (LdapConnectionException failure)
            {
                last = failure;
            }
        }

        throw last ?? NoServer();
    }

    /// <summary>A failure here is never one of the operation that waits for the connection: the fate says not sent.</summary>
    private async Task BindServiceAsync(LdapConnection connection, CancellationToken cancellationToken)
    {
        LdapResult result;
        try
        {
            result = options.Service is { } service
                ? await connection.BindAsync(service.Dn, service.Password, cancellationToken)
                : await connection.BindAnonymouslyAsync(cancellationToken);
        }
        catch (LdapConnectionException failure)
        {
            throw new LdapConnectionException(failure.Reason, LdapRequestFate.NotSent, failure.Message, failure) { Code = failure.Code };
        }

        if (!result.IsSuccess)
        {
            throw new LdapConnectionException(
                LdapConnectionFailure.ServiceBindRefused, LdapRequestFate.NotSent, $"{connection.Server} refused the service account: {result}.")
            {
                Code = result.Code,
            };
        }
    }

    private LdapConnectionException NoServer()
    {
        var states = string.Join("; ", circuits.Select(circuit => circuit.Health).Select(health => $"{health.Server}: {health.LastFailure}"));
        return new LdapConnectionException(LdapConnectionFailure.NoServer, LdapRequestFate.NotSent, $"No server is due for another try ({states}).");
    }
}

/// <summary>A connection and the circuit of its server.</summary>
internal sealed record PooledConnection(LdapConnection Connection, ServerCircuit Circuit);
