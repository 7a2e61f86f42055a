using System.Net.Sockets;
using System.Text;

namespace AcRouenIdentity.Testing.Mails;

/// <summary>What a mail program says to the mail service (RFC 9051), no more than a sign-in and a look at the inbox.</summary>
public sealed class ImapSession : IAsyncDisposable
{
    private readonly TcpClient connection = new();
    private StreamReader? reader;

    public static async Task<ImapSession> ConnectAsync(int port)
    {
        var session = new ImapSession();
        await session.connection.ConnectAsync("127.0.0.1", port);
        session.reader = new StreamReader(session.connection.GetStream(), Encoding.ASCII);
        await session.reader.ReadLineAsync();
        return session;
    }

    /// <summary>RFC 7628.</summary>
    public Task<string> OAuthBearerAsync(string user, string token) =>
        AuthenticateAsync("OAUTHBEARER", $"n,a={user},\u0001auth=Bearer {token}\u0001\u0001");

    /// <summary>Its forerunner, which many mail programs speak.</summary>
    public Task<string> XOAuth2Async(string user, string token) =>
        AuthenticateAsync("XOAUTH2", $"user={user}\u0001auth=Bearer {token}\u0001\u0001");

    /// <returns>The line that ends the command: <c>OK …</c> or <c>NO …</c>, and what was said before it.</returns>
    public async Task<string> CommandAsync(string command)
    {
        await WriteAsync($"a {command}\r\n");
        var said = new StringBuilder();
        while (true)
        {
            var line = await reader!.ReadLineAsync() ?? throw new IOException("The mail service hung up.");
            if (line.StartsWith("+ ", StringComparison.Ordinal))
                await WriteAsync("\r\n");
            else if (line.StartsWith("a ", StringComparison.Ordinal))
                return said.Append(line[2..]).ToString();
            else
                said.AppendLine(line);
        }
    }

    public ValueTask DisposeAsync()
    {
        connection.Dispose();
        return ValueTask.CompletedTask;
    }

    private Task<string> AuthenticateAsync(string mechanism, string response) =>
        CommandAsync($"AUTHENTICATE {mechanism} {Convert.ToBase64String(Encoding.UTF8.GetBytes(response))}");

    private async Task WriteAsync(string text) => await connection.GetStream().WriteAsync(Encoding.ASCII.GetBytes(text));
}
