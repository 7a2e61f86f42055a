using System.Net.Sockets;
using System.Text;

namespace AcRouenIdentity.Browser.Tests.Stories;

/// <summary>What a mail program says to have a filter kept (ManageSieve, RFC 5804).</summary>
public sealed class SieveSession : IAsyncDisposable
{
    private readonly TcpClient connection = new();
    private StreamReader reader = null!;

    public static async Task<SieveSession> ConnectAsync(int port)
    {
        var session = new SieveSession();
        await session.connection.ConnectAsync("127.0.0.1", port);
        session.reader = new StreamReader(session.connection.GetStream(), Encoding.UTF8);
        await session.ReadAsync();
        return session;
    }

    public Task<string> XOAuth2Async(string user, string token) =>
        CommandAsync($"AUTHENTICATE \"XOAUTH2\" \"{Convert.ToBase64String(Encoding.UTF8.GetBytes($"user={user}\u0001auth=Bearer {token}\u0001\u0001"))}\"");

    /// <summary>Keeps a filter and makes it the one that counts.</summary>
    public async Task UseAsync(string name, string script)
    {
        (await CommandAsync($"PUTSCRIPT \"{name}\" {{{Encoding.UTF8.GetByteCount(script)}+}}\r\n{script}")).Should().StartWith("OK");
        (await CommandAsync($"SETACTIVE \"{name}\"")).Should().StartWith("OK");
    }

    /// <returns>The line that ends the answer: <c>OK …</c> or <c>NO …</c>.</returns>
    public async Task<string> CommandAsync(string command)
    {
        await WriteAsync(command);
        return await ReadAsync();
    }

    public ValueTask DisposeAsync()
    {
        connection.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<string> ReadAsync()
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("OK", StringComparison.Ordinal) || line.StartsWith("NO", StringComparison.Ordinal) || line.StartsWith("BYE", StringComparison.Ordinal))
                return line;
            // What a refused mechanism is told comes as text alone, and waits for an empty answer.
            if (line.StartsWith("\"ey", StringComparison.Ordinal))
                await WriteAsync("\"\"");
        }

        throw new IOException("The mail service hung up.");
    }

    private async Task WriteAsync(string text) => await connection.GetStream().WriteAsync(Encoding.UTF8.GetBytes(text + "\r\n"));
}
