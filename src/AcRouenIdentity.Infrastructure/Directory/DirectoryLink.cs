using System.Runtime.CompilerServices;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Ldap;
using Microsoft.Extensions.Logging;

namespace AcRouenIdentity.Infrastructure.Directory;

/// <summary>
/// The servers, where every way of not answering is one: <see cref="DirectoryUnavailableException"/>. So is a refusal to the service account, which
/// an administrator must mend and no person can.
/// </summary>
internal sealed class DirectoryLink : IAsyncDisposable
{
    private readonly LdapPool pool;
    private readonly ILogger<LdapDirectory> logger;

    public DirectoryLink(DirectoryOptions options, LdapCredential account, TimeProvider time, ILogger<LdapDirectory> logger)
    {
        this.logger = logger;
        pool = new LdapPool(PoolOptions(options, account), time);
        pool.HealthChanged += (_, change) => Report(change.Health);
    }

    /// <summary>All that was found; a search stopped at its own limit is an answer too.</summary>
    public async Task<IReadOnlyList<LdapEntry>> SearchAsync(LdapSearch search, CancellationToken cancellationToken)
    {
        var found = await AnswerAsync(() => pool.SearchAsync(search, cancellationToken));
        var stoppedAsAsked = found.Result.Code == LdapResultCode.SizeLimitExceeded && search.SizeLimit > 0;
        return found.Result.IsSuccess || stoppedAsAsked ? found.Entries : throw Nonsense("a search", found.Result);
    }

    /// <summary>All that is found, a page at a time.</summary>
    public async IAsyncEnumerable<LdapEntry> WalkAsync(LdapSearch search, int pageSize, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var pages = pool.SearchPagesAsync(search, pageSize, cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (await AnswerAsync(() => pages.MoveNextAsync().AsTask()))
        {
            if (!pages.Current.Result.IsSuccess)
                throw Nonsense("a listing", pages.Current.Result);
            foreach (var entry in pages.Current.Entries)
                yield return entry;
        }
    }

    public Task<LdapResult> BindAsync(LdapDn dn, string password, CancellationToken cancellationToken) =>
        AnswerAsync(() => pool.CheckBindAsync(dn, password, cancellationToken));

    public Task<LdapResult> ModifyAsync(LdapModification modification, CancellationToken cancellationToken) =>
        AnswerAsync(() => pool.ModifyAsync(modification, cancellationToken));

    public Task<LdapResult> AddAsync(LdapAddition addition, CancellationToken cancellationToken) =>
        AnswerAsync(() => pool.AddAsync(addition, cancellationToken));

    public Task<LdapResult> DeleteAsync(LdapDn entry, CancellationToken cancellationToken) =>
        AnswerAsync(() => pool.DeleteAsync(new LdapDeletion(entry), cancellationToken));

    /// <summary>RFC 3062: the directory checks the password against its policy and hashes it.</summary>
    public async Task<LdapResult> SetPasswordAsync(LdapDn owner, string password, CancellationToken cancellationToken)
    {
        var request = new LdapPasswordModify { Owner = owner, NewPassword = password };
        var answer = await AnswerAsync(() => pool.PasswordModifyAsync(request, cancellationToken));
        return answer.Result;
    }

    public DirectoryUnavailableException Nonsense(string operation, LdapResult result)
    {
        logger.ServiceRefused(operation, result, result.DiagnosticMessage);
        return new DirectoryUnavailableException($"The directory answered {operation} with {result}.");
    }

    public ValueTask DisposeAsync() => pool.DisposeAsync();

    private static async Task<T> AnswerAsync<T>(Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (LdapConnectionException exception)
        {
            throw new DirectoryUnavailableException($"{exception.Reason}: {exception.Message}", exception);
        }
    }

    private static LdapPoolOptions PoolOptions(DirectoryOptions options, LdapCredential account) => new()
    {
        Servers = [.. options.Servers.Select(LdapServer.Parse).Select(server => Secured(server, options.Encryption))],
        Service = account,
        ServiceConnections = options.SearchConnections,
        BindConnections = options.BindConnections,
        BindTurnTimeout = options.BindTurnTimeout,
        Connection = new LdapConnectionOptions
        {
            ConnectTimeout = options.ConnectTimeout,
            OperationTimeout = options.OperationTimeout,
            Authorities = options.AuthorityFile is { } file ? LdapConnectionOptions.LoadAuthorities(file) : null,
        },
    };

    private static LdapServer Secured(LdapServer server, DirectoryEncryption encryption) =>
        server.Security == LdapSecurity.None && encryption == DirectoryEncryption.Required ? server with { Security = LdapSecurity.StartTls } : server;

    private void Report(LdapServerHealth health)
    {
        if (health.State == LdapServerState.Failed)
            logger.ServerFailed(health.Server, health.LastFailure);
        else
            logger.ServerBack(health.Server);
    }
}
