using System.Net.Security;
using System.Text;

namespace AcRouenIdentity.Testing.Mails;

/// <summary>One connection to <see cref="MailServer"/>.</summary>
internal sealed class SmtpConversation(MailServer server, Stream connection, CancellationToken stopping) : IAsyncDisposable
{
    /// <summary>RFC 5321 4.5.3.1.6, with its line end.</summary>
    private const int LongestLine = 1000;

    private readonly List<string> recipients = [];
    private Stream stream = connection;
    private string sender = "";
    private bool isEncrypted;
    private bool isKnown = server.Account is null;
    private bool isOver;

    public async Task HoldAsync()
    {
        if (server.IsTlsFromTheStart)
            await EncryptAsync();
        await AnswerAsync(SmtpStep.Greeting, "", "220 relay.example ESMTP");
        while (!isOver && await ReadLineAsync() is { } line)
            await TakeAsync(line);
    }

    public ValueTask DisposeAsync() => stream.DisposeAsync();

    private Task TakeAsync(string line) => line.Split(' ', ':')[0].ToUpperInvariant() switch
    {
        "EHLO" or "HELO" => AnswerAsync(SmtpStep.Hello, line, Hello()),
        "STARTTLS" when server.Certificate is not null && !isEncrypted => StartTlsAsync(line),
        "AUTH" => AuthenticateAsync(line),
        "MAIL" when !isKnown => WriteAsync("530 5.7.0 Authentication required"),
        "MAIL" => FromAsync(line),
        "RCPT" => ToAsync(line),
        "DATA" => DataAsync(line),
        "RSET" => ResetAsync(),
        "NOOP" => WriteAsync("250 OK"),
        "QUIT" => GoodbyeAsync(line),
        _ => UnknownAsync(line),
    };

    private string Hello()
    {
        List<string> offers = ["relay.example", "PIPELINING", "8BITMIME", "SMTPUTF8", "ENHANCEDSTATUSCODES", "SIZE 1000000"];
        if (server.Certificate is not null && !isEncrypted)
            offers.Add("STARTTLS");
        if (server.Account is not null)
            offers.Add("AUTH PLAIN");
        return string.Join("\r\n", offers.Select((offer, at) => $"250{(at == offers.Count - 1 ? ' ' : '-')}{offer}"));
    }

    private async Task StartTlsAsync(string line)
    {
        await AnswerAsync(SmtpStep.StartTls, line, "220 2.0.0 Ready");
        await EncryptAsync();
    }

    private async Task EncryptAsync()
    {
        var tls = new SslStream(stream);
        await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = server.Certificate }, stopping);
        stream = tls;
        isEncrypted = true;
    }

    private Task<bool> AuthenticateAsync(string line)
    {
        var given = line["AUTH PLAIN ".Length..];
        isKnown = server.Account is { } account && given == Convert.ToBase64String(Encoding.UTF8.GetBytes($"\0{account.User}\0{account.Password}"));
        return AnswerAsync(SmtpStep.Authentication, line, isKnown ? "235 2.7.0 Welcome" : "535 5.7.8 Authentication failed");
    }

    private Task<bool> FromAsync(string line)
    {
        sender = Address(line);
        recipients.Clear();
        return AnswerAsync(SmtpStep.Sender, line, "250 2.1.0 OK");
    }

    private Task<bool> ToAsync(string line)
    {
        recipients.Add(Address(line));
        return AnswerAsync(SmtpStep.Recipient, line, "250 2.1.5 OK");
    }

    private async Task DataAsync(string line)
    {
        if (!await AnswerAsync(SmtpStep.Data, line, "354 Go on"))
            return;

        using var content = new MemoryStream();
        while (await ReadOctetsAsync() is { } octets)
        {
            if (octets is [(byte)'.', (byte)'\r', (byte)'\n'])
            {
                server.Keep(new ReceivedMail(sender, [.. recipients], content.ToArray()));
                await AnswerAsync(SmtpStep.Content, line, "250 2.0.0 Taken");
                return;
            }

            // RFC 5321 4.5.2: a leading dot was doubled.
            content.Write(octets.AsSpan(octets[0] == (byte)'.' ? 1 : 0));
        }
    }

    private Task ResetAsync()
    {
        recipients.Clear();
        return WriteAsync("250 2.0.0 OK");
    }

    private async Task GoodbyeAsync(string line)
    {
        await AnswerAsync(SmtpStep.Goodbye, line, "221 2.0.0 Bye");
        isOver = true;
    }

    private Task UnknownAsync(string line)
    {
        server.Blame($"unknown command: {line}");
        return WriteAsync("500 5.5.1 What?");
    }

    /// <returns>True when the usual answer was given.</returns>
    private async Task<bool> AnswerAsync(SmtpStep step, string line, string usual)
    {
        switch (server.Script(step, line))
        {
            case SmtpReaction.Said said:
                await WriteAsync(said.Line);
                // RFC 5321 3.8: 421 closes the connection.
                isOver = said.Line.StartsWith("421", StringComparison.Ordinal);
                return false;
            case SmtpReaction.Hung:
                isOver = true;
                throw new IOException("Hung up.");
            case SmtpReaction.Silent:
                while (await ReadLineAsync() is not null)
                    continue;
                isOver = true;
                return false;
            default:
                await WriteAsync(usual);
                return true;
        }
    }

    private string Address(string line)
    {
        var (start, end) = (line.IndexOf('<', StringComparison.Ordinal), line.IndexOf('>', StringComparison.Ordinal));
        if (start < 0 || end < start)
            server.Blame($"no path: {line}");
        return start < 0 || end < start ? "" : line[(start + 1)..end];
    }

    private async Task WriteAsync(string text) => await stream.WriteAsync(Encoding.ASCII.GetBytes($"{text}\r\n"), stopping);

    private async Task<string?> ReadLineAsync() => await ReadOctetsAsync() is { } octets ? Encoding.UTF8.GetString(octets).TrimEnd('\r', '\n') : null;

    /// <summary>A line with its end; null when the client has left.</summary>
    private async Task<byte[]?> ReadOctetsAsync()
    {
        var line = new List<byte>();
        var octet = new byte[1];
        while (await stream.ReadAsync(octet, stopping) == 1)
        {
            line.Add(octet[0]);
            if (octet[0] == (byte)'\n')
                return Checked([.. line]);
        }

        return null;
    }

    private byte[] Checked(byte[] line)
    {
        if (line.Length < 2 || line[^2] != (byte)'\r')
            server.Blame("a line ends without CR LF");
        if (line.AsSpan(0, line.Length - 2 < 0 ? 0 : line.Length - 2).Contains((byte)'\r'))
            server.Blame("a CR stands alone");
        if (line.Length > LongestLine)
            server.Blame($"a line of {line.Length} octets");
        return line;
    }
}
