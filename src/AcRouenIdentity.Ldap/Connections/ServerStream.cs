using System.Formats.Asn1;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using AcRouenIdentity.Ldap.Wire;

namespace AcRouenIdentity.Ldap;

/// <summary>Opens the stream to a server: connection, StartTLS where asked, TLS with the host name checked.</summary>
internal sealed class ServerStream(LdapServer server, LdapConnectionOptions options)
{
    private const int StartTlsMessageId = 1;

    /// <exception cref="LdapConnectionException">With the reason.</exception>
    public async Task<Stream> OpenAsync(CancellationToken cancellationToken)
    {
        var stream = await ConnectAsync(cancellationToken);
        try
        {
            if (server.Security == LdapSecurity.StartTls)
                await AskStartTlsAsync(stream, cancellationToken);

            return server.Security == LdapSecurity.None ? stream : await SecureAsync(stream, cancellationToken);
        }
        catch
        {
            await stream.DisposeAsync();
            throw;
        }
    }

    private async Task<Stream> ConnectAsync(CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
            await socket.ConnectAsync(server.Host, server.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (SocketException exception)
        {
            socket.Dispose();
            throw Failure(ReasonOf(exception), $"No connection to {server}: {exception.SocketErrorCode}.", exception);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static LdapConnectionFailure ReasonOf(SocketException exception) => exception.SocketErrorCode switch
    {
        SocketError.ConnectionRefused => LdapConnectionFailure.Refused,
        SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData => LdapConnectionFailure.NameNotFound,
        SocketError.TimedOut => LdapConnectionFailure.Timeout,
        SocketError.ConnectionReset or SocketError.ConnectionAborted => LdapConnectionFailure.ClosedByServer,
        _ => LdapConnectionFailure.Unreachable,
    };

    /// <summary>RFC 4511 section 4.14, as the first thing said, so that nothing can be in flight.</summary>
    private async Task AskStartTlsAsync(Stream stream, CancellationToken cancellationToken)
    {
        var request = new AsnWriter(AsnEncodingRules.BER);
        RequestEncoder.WriteMessage(request, StartTlsMessageId, writer => RequestEncoder.Extended(writer, new LdapExtendedRequest(Oids.StartTls, null)), []);
        try
        {
            await stream.WriteAsync(request.Encode(), cancellationToken);
            var reader = new MessageReader(stream, options.MaxMessageLength);
            Accept(await reader.ReadAsync(cancellationToken));

            // Octets that follow the answer in clear would be taken for the server's word once TLS stands.
            if (reader.HasLeftover)
                throw Failure(LdapConnectionFailure.Protocol, $"{server} spoke in clear after StartTLS.", null);
        }
        catch (IOException exception)
        {
            throw Failure(LdapConnectionFailure.ClosedByServer, $"{server} closed during StartTLS.", exception);
        }
        catch (MalformedMessageException exception)
        {
            throw Failure(LdapConnectionFailure.Protocol, $"{server}: {exception.Message}", exception);
        }
    }

    private void Accept(ReadOnlyMemory<byte>? answer)
    {
        if (answer is not { } octets)
            throw Failure(LdapConnectionFailure.ClosedByServer, $"{server} closed during StartTLS.", null);

        var message = ResponseDecoder.Decode(octets, options.MaxDepth);
        if (message is not { Id: StartTlsMessageId, Content: LdapMessage.Body.Final { Tag: LdapTags.ExtendedResponse } final })
            throw Failure(LdapConnectionFailure.Protocol, $"{server} answered StartTLS with something else.", null);

        if (!final.Result.IsSuccess)
        {
            throw new LdapConnectionException(LdapConnectionFailure.StartTlsRefused, LdapRequestFate.NotSent, $"{server} refused StartTLS: {final.Result}.")
            {
                Code = final.Result.Code,
            };
        }
    }

    private async Task<Stream> SecureAsync(Stream stream, CancellationToken cancellationToken)
    {
        LdapConnectionFailure? verdict = null;
        var secured = new SslStream(stream, leaveInnerStreamOpen: false);
        try
        {
            await secured.AuthenticateAsClientAsync(TlsOptions((chain, errors) => verdict = Judge(chain, errors)), cancellationToken);
            return secured;
        }
        catch (Exception exception) when (exception is AuthenticationException or IOException)
        {
            await secured.DisposeAsync();
            var reason = verdict ?? LdapConnectionFailure.TlsHandshake;
            throw Failure(reason, $"No TLS with {server}: {reason}.", exception);
        }
        catch
        {
            await secured.DisposeAsync();
            throw;
        }
    }

    private SslClientAuthenticationOptions TlsOptions(Func<X509Chain?, SslPolicyErrors, LdapConnectionFailure?> judge)
    {
        var policy = new X509ChainPolicy { RevocationMode = options.Revocation };
        // Key purpose "server authentication" (RFC 5280 section 4.2.1.12).
        policy.ApplicationPolicy.Add(new System.Security.Cryptography.Oid("1.3.6.1.5.5.7.3.1"));
        if (options.Authorities is { } authorities)
        {
            policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            policy.CustomTrustStore.AddRange(authorities);
        }

        return new SslClientAuthenticationOptions
        {
            TargetHost = server.Host,
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
            CertificateChainPolicy = policy,
            RemoteCertificateValidationCallback = (_, _, chain, errors) => judge(chain, errors) is null,
        };
    }

    private static LdapConnectionFailure? Judge(X509Chain? chain, SslPolicyErrors errors)
    {
        if (errors == SslPolicyErrors.None)
            return null;

        var faults = chain?.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (all, one) => all | one.Status) ?? X509ChainStatusFlags.NoError;
        if ((faults & ~X509ChainStatusFlags.NotTimeValid) != X509ChainStatusFlags.NoError || errors.HasFlag(SslPolicyErrors.RemoteCertificateNotAvailable))
            return LdapConnectionFailure.TlsUntrusted;

        return faults == X509ChainStatusFlags.NotTimeValid ? LdapConnectionFailure.TlsExpired : LdapConnectionFailure.TlsName;
    }

    private static LdapConnectionException Failure(LdapConnectionFailure reason, string message, Exception? cause) =>
        new(reason, LdapRequestFate.NotSent, message, cause);
}
