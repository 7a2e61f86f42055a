using System.Collections.Concurrent;
using System.Formats.Asn1;
using System.Net;
using System.Net.Sockets;

namespace AcRouenIdentity.Ldap.Tests.Kit;

/// <summary>A server on loopback that does to each connection what its script says, good or bad.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private readonly CancellationTokenSource closing = new();
    private readonly ConcurrentBag<Task> clients = [];
    private readonly Func<ScriptedClient, Task> script;
    private readonly int port;
    private TcpListener listener;
    private Task accepting;
    private int accepted;

    public ScriptedServer(Func<ScriptedClient, Task> script)
    {
        this.script = script;
        listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        port = ((IPEndPoint)listener.LocalEndpoint).Port;
        accepting = AcceptAllAsync();
    }

    public int Accepted => Volatile.Read(ref accepted);

    public LdapServer Plain => new("127.0.0.1", port, LdapSecurity.None);

    public LdapServer StartTls => Plain with { Security = LdapSecurity.StartTls };

    public LdapServer Tls => Plain with { Security = LdapSecurity.Tls };

    /// <summary>Refuses new connections; those that stand are left alone.</summary>
    public async Task StopListeningAsync()
    {
        listener.Stop();
        await accepting;
    }

    public void ListenAgain()
    {
        listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
        accepting = AcceptAllAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        await StopListeningAsync();
        await Task.WhenAll(clients);
        closing.Dispose();
    }

    private async Task AcceptAllAsync()
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync();
                var rank = Interlocked.Increment(ref accepted);
                clients.Add(ServeAsync(client, rank));
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // Stopped.
        }
    }

    private async Task ServeAsync(TcpClient client, int rank)
    {
        using (client)
        {
            client.NoDelay = true;
            using var stopping = closing.Token.Register(client.Close);
            try
            {
                await script(new ScriptedClient(client.GetStream(), rank, closing.Token));
            }
            catch (Exception exception) when (exception is IOException or ObjectDisposedException or OperationCanceledException or InvalidOperationException)
            {
                // The client left, or the test is over.
            }
        }
    }
}

/// <summary>One connection as the scripted server sees it.</summary>
/// <param name="Rank">1 for the first connection of the test.</param>
internal sealed record ScriptedClient(Stream Stream, int Rank, CancellationToken Closing)
{
    private readonly byte[] header = new byte[6];

    /// <summary>A request, as much of it as scripts need.</summary>
    internal sealed record Request(int Id, int Operation, ReadOnlyMemory<byte> Octets);

    public async Task<Request> ReadAsync()
    {
        await Stream.ReadExactlyAsync(header.AsMemory(0, 2), Closing);
        var extra = header[1] > 0x80 ? header[1] & 0x7F : 0;
        await Stream.ReadExactlyAsync(header.AsMemory(2, extra), Closing);
        var length = extra == 0 ? header[1] : header.AsSpan(2, extra).ToArray().Aggregate(0, (sum, octet) => (sum << 8) | octet);
        var octets = new byte[2 + extra + length];
        header.AsSpan(0, 2 + extra).CopyTo(octets);
        await Stream.ReadExactlyAsync(octets.AsMemory(2 + extra), Closing);

        var message = new AsnReader(octets, AsnEncodingRules.BER).ReadSequence();
        message.TryReadInt32(out var id);
        return new Request(id, message.PeekTag().TagValue, octets);
    }

    public async Task SendAsync(params byte[][] messages)
    {
        foreach (var message in messages)
            await Stream.WriteAsync(message, Closing);
    }

    /// <summary>Answers every bind, search, update and extended operation with success, until the client leaves.</summary>
    public async Task BehaveAsync()
    {
        while (true)
            await AnswerAsync(await ReadAsync(), LdapResultCode.Success);
    }

    public Task AnswerAsync(Request request, LdapResultCode code) => request.Operation switch
    {
        0 => SendAsync(Reply.Result(request.Id, Reply.Bind, code)),
        3 => SendAsync(Reply.Result(request.Id, Reply.SearchDone, code)),
        6 => SendAsync(Reply.Result(request.Id, Reply.Modify, code)),
        23 => SendAsync(Reply.Result(request.Id, Reply.Extended, code)),
        _ => Task.CompletedTask,
    };

    /// <summary>Says nothing more, and waits until the client, which has noticed, closes its end.</summary>
    public async Task CloseAsync()
    {
        ((NetworkStream)Stream).Socket.Shutdown(SocketShutdown.Send);
        await Stream.CopyToAsync(Stream.Null, Closing);
    }

    public Task StaySilentAsync() => Task.Delay(Timeout.Infinite, Closing);
}
