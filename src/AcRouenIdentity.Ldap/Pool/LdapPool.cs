namespace AcRouenIdentity.Ldap;

/// <summary>
/// Connections to the servers of one directory, in order of preference. Operations share the service account's connections; passwords of people are
/// checked on connections of their own. A server that fails is left alone for a while; a connection that broke is never used again; a read or a bind
/// whose connection was lost, or whose server says that it is unavailable, is tried once more; an update only if the server never had it.
/// Methods answer as those of <see cref="LdapConnection"/> do.
/// </summary>
public sealed class LdapPool : IAsyncDisposable
{
    private readonly ServerCircuit[] circuits;
    private readonly ServiceConnections service;
    private readonly BindConnections binds;

    /// <exception cref="ArgumentException">No server, or no connection allowed.</exception>
    public LdapPool(LdapPoolOptions options, TimeProvider time)
    {
        ArgumentOutOfRangeException.ThrowIfZero(options.Servers.Count);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.ServiceConnections);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.BindConnections);

        circuits = [.. options.Servers.Select(server => new ServerCircuit(server, options, time))];
        foreach (var circuit in circuits)
            circuit.Changed += (_, change) => HealthChanged?.Invoke(this, change);
        service = new ServiceConnections(options, circuits, time);
        binds = new BindConnections(options, circuits, time);
    }

    /// <summary>Raised when a server fails or comes back, for a log. Handlers must be quick.</summary>
    public event EventHandler<LdapServerHealthEventArgs>? HealthChanged;

    /// <summary>The servers in order, as last seen.</summary>
    public IReadOnlyList<LdapServerHealth> Health => [.. circuits.Select(circuit => circuit.Health)];

    /// <summary>
    /// Checks a password by a bind on a connection of its own, with the password policy's word. An empty name or password is refused without asking.
    /// </summary>
    /// <exception cref="LdapConnectionException">No answer: says nothing of the password.</exception>
    public Task<LdapResult> CheckBindAsync(LdapDn dn, string password, CancellationToken cancellationToken) =>
        binds.CheckAsync(dn, password, cancellationToken);

    /// <exception cref="LdapConnectionException">No answer.</exception>
    public Task<LdapSearchResult> SearchAsync(LdapSearch search, CancellationToken cancellationToken) =>
        service.ReadAsync(connection => connection.SearchAsync(search, cancellationToken), found => found.Result, cancellationToken);

    /// <summary>Searches page by page on one connection; a connection lost between two pages ends the search.</summary>
    /// <exception cref="LdapConnectionException">No answer.</exception>
    public IAsyncEnumerable<LdapSearchResult> SearchPagesAsync(LdapSearch search, int pageSize, CancellationToken cancellationToken) =>
        service.ReadPagesAsync(search, pageSize, cancellationToken);

    /// <exception cref="LdapConnectionException">No answer.</exception>
    public Task<LdapResult> CompareAsync(LdapComparison comparison, CancellationToken cancellationToken) =>
        service.ReadAsync(connection => connection.CompareAsync(comparison, cancellationToken), result => result, cancellationToken);

    /// <exception cref="LdapConnectionException">No answer.</exception>
    public Task<LdapWhoAmIResult> WhoAmIAsync(CancellationToken cancellationToken) =>
        service.ReadAsync(connection => connection.WhoAmIAsync(cancellationToken), answer => answer.Result, cancellationToken);

    /// <exception cref="LdapConnectionException">No answer; <see cref="LdapConnectionException.Fate"/> tells whether it may have been done.</exception>
    public Task<LdapResult> AddAsync(LdapAddition addition, CancellationToken cancellationToken) =>
        service.UpdateAsync(connection => connection.AddAsync(addition, cancellationToken), cancellationToken);

    /// <exception cref="LdapConnectionException">No answer; <see cref="LdapConnectionException.Fate"/> tells whether it may have been done.</exception>
    public Task<LdapResult> ModifyAsync(LdapModification modification, CancellationToken cancellationToken) =>
        service.UpdateAsync(connection => connection.ModifyAsync(modification, cancellationToken), cancellationToken);

    /// <exception cref="LdapConnectionException">No answer; <see cref="LdapConnectionException.Fate"/> tells whether it may have been done.</exception>
    public Task<LdapResult> RenameAsync(LdapRename rename, CancellationToken cancellationToken) =>
        service.UpdateAsync(connection => connection.RenameAsync(rename, cancellationToken), cancellationToken);

    /// <exception cref="LdapConnectionException">No answer; <see cref="LdapConnectionException.Fate"/> tells whether it may have been done.</exception>
    public Task<LdapResult> DeleteAsync(LdapDeletion deletion, CancellationToken cancellationToken) =>
        service.UpdateAsync(connection => connection.DeleteAsync(deletion, cancellationToken), cancellationToken);

    /// <exception cref="LdapConnectionException">No answer; <see cref="LdapConnectionException.Fate"/> tells whether it may have been done.</exception>
    public Task<LdapPasswordModifyResult> PasswordModifyAsync(LdapPasswordModify request, CancellationToken cancellationToken) =>
        service.UpdateAsync(connection => connection.PasswordModifyAsync(request, cancellationToken), cancellationToken);

    /// <exception cref="LdapConnectionException">No answer; <see cref="LdapConnectionException.Fate"/> tells whether it may have been done.</exception>
    public Task<LdapExtendedResult> ExtendedAsync(LdapExtendedRequest request, CancellationToken cancellationToken) =>
        service.UpdateAsync(connection => connection.ExtendedAsync(request, cancellationToken), cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await service.DisposeAsync();
        await binds.DisposeAsync();
    }
}
