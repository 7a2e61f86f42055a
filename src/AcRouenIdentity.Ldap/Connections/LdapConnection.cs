using System.Formats.Asn1;
using System.Runtime.CompilerServices;
using System.Text;
using AcRouenIdentity.Ldap.Wire;

namespace AcRouenIdentity.Ldap;

/// <summary>
/// One connection to a directory. Operations may overlap, many at a time; a bind is alone. Every operation ends in time: with the server's answer,
/// or with an <see cref="LdapConnectionException"/>, or with <see cref="OperationCanceledException"/>. A cancelled search is abandoned at the server
/// (RFC 4511 section 4.11); a cancelled update is not, and may have been done. A cancelled bind ends the connection.
/// </summary>
public sealed class LdapConnection : IAsyncDisposable
{
    private readonly LdapConnectionOptions options;
    private readonly MessageExchange exchange;

    private LdapConnection(LdapServer server, Stream stream, LdapConnectionOptions options, TimeProvider time)
    {
        Server = server;
        this.options = options;
        exchange = new MessageExchange(server, stream, options, time);
    }

    public LdapServer Server { get; }

    /// <summary>False once the connection is over: the server closed, broke the protocol, or it was disposed of here.</summary>
    public bool IsUsable => exchange.IsOpen;

    /// <summary>Time since the server last said something.</summary>
    internal TimeSpan Silence => exchange.Silence;

    /// <summary>Connects, and secures the connection as the server's address says. Nobody is bound yet.</summary>
    /// <exception cref="LdapConnectionException">With the reason.</exception>
    public static async Task<LdapConnection> ConnectAsync(
        LdapServer server, LdapConnectionOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(options.ConnectTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            var stream = await new ServerStream(server, options).OpenAsync(either.Token);
            return new LdapConnection(server, stream, options, time);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new LdapConnectionException(LdapConnectionFailure.Timeout, LdapRequestFate.NotSent, $"{server} took too long to connect.", exception);
        }
    }

    /// <summary>
    /// Simple bind (RFC 4511 section 4.2), with the password policy asked. An empty name or password is refused here: a server would take it
    /// for an anonymous bind and answer success (RFC 4513 section 5.1.2).
    /// </summary>
    /// <exception cref="LdapConnectionException">No answer.</exception>
    public async Task<LdapResult> BindAsync(LdapDn dn, string password, CancellationToken cancellationToken)
    {
        if (dn.IsRoot || !TryEncode(password, out var octets))
            return new LdapResult(LdapResultCode.InvalidCredentials) { DiagnosticMessage = "Refused before the server: nothing to check." };

        var answer = await exchange.RunAsync(
            LdapTags.BindResponse,
            OperationKind.Exclusive,
            message => RequestEncoder.SimpleBind(message, dn, octets),
            [LdapControl.PasswordPolicyRequest],
            options.OperationTimeout,
            cancellationToken);
        return answer.Final.Result;
    }

    /// <summary>Drops the identity of the connection (RFC 4513 section 5.1.1).</summary>
    /// <exception cref="LdapConnectionException">No answer.</exception>
    public async Task<LdapResult> BindAnonymouslyAsync(CancellationToken cancellationToken)
    {
        var answer = await exchange.RunAsync(
            LdapTags.BindResponse,
            OperationKind.Exclusive,
            message => RequestEncoder.SimpleBind(message, LdapDn.Root, []),
            [],
            options.OperationTimeout,
            cancellationToken);
        return answer.Final.Result;
    }

    /// <summary>
    /// Searches, and gives all entries at once. The server is told <see cref="LdapConnectionOptions.MaxEntries"/> where the search has no limit of
    /// its own; a server that sends more loses the connection.
    /// </summary>
    /// <exception cref="LdapConnectionException">No answer.</exception>
    public Task<LdapSearchResult> SearchAsync(LdapSearch search, CancellationToken cancellationToken)
    {
        var limit = search.SizeLimit > 0 ? Math.Min(search.SizeLimit, options.MaxEntries) : options.MaxEntries;
        return SearchAsync(search, limit, search.Controls, cancellationToken);
    }

    /// <summary>
    /// Searches page by page (RFC 2696). The last page's result tells how the search ended; a page with another result than success is the last.
    /// </summary>
    /// <exception cref="LdapConnectionException">No answer.</exception>
    public async IAsyncEnumerable<LdapSearchResult> SearchPagesAsync(
        LdapSearch search, int pageSize, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ReadOnlyMemory<byte> cookie = default;
        do
        {
            var control = RequestEncoder.PagedResults(Math.Min(pageSize, options.MaxEntries), cookie);
            var page = await SearchAsync(search, search.SizeLimit, [.. search.Controls, control], cancellationToken);
            yield return page;
            cookie = page.Result.IsSuccess ? CookieOf(page.Result) : default;
        }
        while (!cookie.IsEmpty);
    }

    /// <exception cref="LdapConnectionException">No answer: the entry may have been added.</exception>
    public Task<LdapResult> AddAsync(LdapAddition addition, CancellationToken cancellationToken) =>
        UpdateAsync(LdapTags.AddResponse, message => RequestEncoder.Add(message, addition), addition.Controls, cancellationToken);

    /// <summary>Modifies, with the password policy asked.</summary>
    /// <exception cref="LdapConnectionException">No answer: the changes may have been made.</exception>
    public Task<LdapResult> ModifyAsync(LdapModification modification, CancellationToken cancellationToken) =>
        UpdateAsync(
            LdapTags.ModifyResponse,
            message => RequestEncoder.Modify(message, modification),
            [.. modification.Controls, LdapControl.PasswordPolicyRequest],
            cancellationToken);

    /// <exception cref="LdapConnectionException">No answer: the entry may have been renamed.</exception>
    public Task<LdapResult> RenameAsync(LdapRename rename, CancellationToken cancellationToken) =>
        UpdateAsync(LdapTags.RenameResponse, message => RequestEncoder.Rename(message, rename), rename.Controls, cancellationToken);

    /// <exception cref="LdapConnectionException">No answer: the entry may be gone.</exception>
    public Task<LdapResult> DeleteAsync(LdapDeletion deletion, CancellationToken cancellationToken) =>
        UpdateAsync(LdapTags.DeleteResponse, message => RequestEncoder.Delete(message, deletion.Dn), deletion.Controls, cancellationToken);

    /// <summary><see cref="LdapResultCode.CompareTrue"/>, <see cref="LdapResultCode.CompareFalse"/>, or why neither.</summary>
    /// <exception cref="LdapConnectionException">No answer.</exception>
    public async Task<LdapResult> CompareAsync(LdapComparison comparison, CancellationToken cancellationToken)
    {
        var answer = await exchange.RunAsync(
            LdapTags.CompareResponse,
            OperationKind.Abandonable,
            message => RequestEncoder.Compare(message, comparison),
            comparison.Controls,
            options.OperationTimeout,
            cancellationToken);
        return answer.Final.Result;
    }

    /// <summary>Any extended operation but StartTLS, which belongs to connecting.</summary>
    /// <exception cref="LdapConnectionException">No answer: it may have been done.</exception>
    public async Task<LdapExtendedResult> ExtendedAsync(LdapExtendedRequest request, CancellationToken cancellationToken)
    {
        if (request.Name == Oids.StartTls)
            throw new ArgumentException("StartTLS is asked by connecting to a server whose address says so.", nameof(request));

        var answer = await exchange.RunAsync(
            LdapTags.ExtendedResponse,
            OperationKind.Lasting,
            message => RequestEncoder.Extended(message, request),
            request.Controls,
            options.OperationTimeout,
            cancellationToken);
        return new LdapExtendedResult(answer.Final.Result, answer.Final.Name, answer.Final.Value);
    }

    /// <summary>Sets a password (RFC 3062), with the password policy asked.</summary>
    /// <exception cref="LdapConnectionException">No answer: the password may have been set.</exception>
    public async Task<LdapPasswordModifyResult> PasswordModifyAsync(LdapPasswordModify request, CancellationToken cancellationToken)
    {
        var extended = new LdapExtendedRequest(Oids.PasswordModify, RequestEncoder.PasswordModifyValue(request))
        {
            Controls = [.. request.Controls, LdapControl.PasswordPolicyRequest],
        };
        var answer = await ExtendedAsync(extended, cancellationToken);
        var generated = answer is { Result.IsSuccess: true, Value: { } value } ? Trusting(() => ResponseDecoder.DecodeGeneratedPassword(value)) : null;
        return new LdapPasswordModifyResult(answer.Result, generated);
    }

    /// <summary>Asks who this connection is (RFC 4532).</summary>
    /// <exception cref="LdapConnectionException">No answer.</exception>
    public async Task<LdapWhoAmIResult> WhoAmIAsync(CancellationToken cancellationToken)
    {
        var answer = await ExtendedAsync(new LdapExtendedRequest(Oids.WhoAmI, null), cancellationToken);
        return new LdapWhoAmIResult(answer.Result, answer.Result.IsSuccess ? answer.Value?.Text ?? "" : null);
    }

    /// <summary>Says goodbye (unbind, RFC 4511 section 4.3) and closes; operations in flight end with <see cref="LdapConnectionFailure.ClosedHere"/>.</summary>
    public ValueTask DisposeAsync() => exchange.DisposeAsync();

    /// <summary>Takes no new operation, lets those in flight end in their time, then closes.</summary>
    internal Task RetireAsync() => exchange.RetireAsync();

    private static bool TryEncode(string password, out byte[] octets)
    {
        octets = [];
        try
        {
            octets = new LdapValue(password).Bytes.ToArray();
            return octets.Length > 0;
        }
        catch (EncoderFallbackException)
        {
            return false;
        }
    }

    private async Task<LdapSearchResult> SearchAsync(
        LdapSearch search, int sizeLimit, IReadOnlyList<LdapControl> controls, CancellationToken cancellationToken)
    {
        var timeout = search.TimeLimit ?? options.OperationTimeout;
        var seconds = (int)Math.Min(int.MaxValue, Math.Ceiling(timeout.TotalSeconds));
        var answer = await exchange.RunAsync(
            LdapTags.SearchDone,
            OperationKind.Abandonable,
            message => RequestEncoder.Search(message, search, sizeLimit, seconds),
            controls,
            timeout,
            cancellationToken);
        return new LdapSearchResult(answer.Final.Result, answer.Entries, answer.References);
    }

    private async Task<LdapResult> UpdateAsync(
        int answerTag, Action<AsnWriter> operation, IReadOnlyList<LdapControl> controls, CancellationToken cancellationToken)
    {
        var answer = await exchange.RunAsync(answerTag, OperationKind.Lasting, operation, controls, options.OperationTimeout, cancellationToken);
        return answer.Final.Result;
    }

    private ReadOnlyMemory<byte> CookieOf(LdapResult result)
    {
        var control = result.Controls.FirstOrDefault(candidate => candidate.Oid == Oids.PagedResults);
        return control?.Value is { } value ? Trusting(() => ResponseDecoder.DecodePageCookie(value)) : default;
    }

    /// <summary>Decodes a value of the server; a malformed one ends the connection.</summary>
    private T Trusting<T>(Func<T> decode)
    {
        try
        {
            return decode();
        }
        catch (MalformedMessageException exception)
        {
            throw exchange.Break(LdapConnectionFailure.Protocol, exception.Message, exception);
        }
    }
}
