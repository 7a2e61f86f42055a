using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text;
using MimeKit;

namespace AcRouenIdentity.Testing.Mails;

/// <summary>Takes what is delivered by LMTP (RFC 2033) on a socket, as Dovecot does in the stories, and keeps it by mailbox: one recipient a connection.</summary>
internal sealed class LmtpMailboxes : IAsyncDisposable
{
    private readonly ConcurrentQueue<(string Mailbox, byte[] Mail)> delivered = [];
    private readonly Socket listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly Task accepting;

    /// <param name="socket">Path of it; at most 107 characters (unix(7)).</param>
    public LmtpMailboxes(string socket)
    {
        listener.Bind(new UnixDomainSocketEndPoint(socket));
        listener.Listen();
        accepting = AcceptAsync();
    }

    public IReadOnlyList<MimeMessage> In(string mailbox) =>
        [.. delivered.Where(one => one.Mailbox == mailbox).Select(one => MimeMessage.Load(new MemoryStream(one.Mail)))];

    public async ValueTask DisposeAsync()
    {
        listener.Dispose();
        await accepting;
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                await TakeAsync(await listener.AcceptAsync());
        }
        catch (Exception failure) when (failure is SocketException or ObjectDisposedException)
        {
            // It was closed.
        }
    }

    private async Task TakeAsync(Socket connection)
    {
        await using var stream = new NetworkStream(connection, ownsSocket: true);
        using var reader = new StreamReader(stream, Encoding.Latin1);
        await using var writer = new StreamWriter(stream, Encoding.Latin1) { AutoFlush = true, NewLine = "\r\n" };
        var mailbox = "";
        await writer.WriteLineAsync("220 mailboxes LMTP");
        while (await reader.ReadLineAsync() is { } line && !line.StartsWith("QUIT", StringComparison.OrdinalIgnoreCase))
        {
            if (line.StartsWith("RCPT", StringComparison.OrdinalIgnoreCase))
                mailbox = line.Split('<', '>')[1];
            if (line.StartsWith("DATA", StringComparison.OrdinalIgnoreCase))
            {
                await writer.WriteLineAsync("354 Go on");
                delivered.Enqueue((mailbox, Encoding.Latin1.GetBytes(await ReadMailAsync(reader))));
            }

            await writer.WriteLineAsync("250 OK");
        }
    }

    private static async Task<string> ReadMailAsync(StreamReader reader)
    {
        var mail = new StringBuilder();
        while (await reader.ReadLineAsync() is { } line && line != ".")
            mail.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
        return mail.ToString();
    }
}
