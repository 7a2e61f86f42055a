using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace AcRouenIdentity.Browser.Tests.Browsers;

/// <summary>Talks to a program of Mozilla from inside (Marionette, protocol 3): the length in decimal, a colon, JSON of that length.</summary>
internal sealed class Marionette : IAsyncDisposable
{
    private const int LongestLength = 12;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    // What a script gives or throws comes back as data: Marionette's own errors lose where it happened.
    private const string Frame = """
        const [given, done] = [[...arguments].slice(0, -1), arguments[arguments.length - 1]];
        (async () => { SCRIPT })().then(value => done({ value }), error => done({ error: `${error}\n${error.stack}` }));
        """;

    private readonly TcpClient connection = new();
    private int last;

    public static async Task<Marionette> ConnectAsync(int port)
    {
        var session = new Marionette();
        await session.connection.ConnectAsync("127.0.0.1", port);
        await session.ReadAsync();
        await session.CommandAsync("WebDriver:NewSession", new { capabilities = new { alwaysMatch = new { timeouts = new { script = (int)Patience.TotalMilliseconds } } } });
        await session.CommandAsync("Marionette:SetContext", new { value = "chrome" });
        return session;
    }

    /// <param name="script">Body of an asynchronous function, with the rights of the program itself; <c>given</c> holds the arguments.</param>
    public async Task<JsonElement> RunAsync(string script, params object[] arguments)
    {
        var answer = await CommandAsync("WebDriver:ExecuteAsyncScript", new { script = Frame.Replace("SCRIPT", script, StringComparison.Ordinal), args = arguments });
        var result = answer.GetProperty("value");
        return result.TryGetProperty("error", out var error) ? throw new InvalidOperationException(error.GetString()) : result.TryGetProperty("value", out var value) ? value : default;
    }

    public async Task<JsonElement> CommandAsync(string name, object parameters)
    {
        var command = JsonSerializer.SerializeToUtf8Bytes(new[] { 0, ++last, name, parameters });
        await connection.GetStream().WriteAsync(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{command.Length}:")));
        await connection.GetStream().WriteAsync(command);
        var answer = await ReadAsync();
        return answer[2].ValueKind is JsonValueKind.Null ? answer[3] : throw new InvalidOperationException($"{name}: {answer[2]}");
    }

    public ValueTask DisposeAsync()
    {
        connection.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<JsonElement> ReadAsync()
    {
        using var patience = new CancellationTokenSource(2 * Patience);
        var message = new byte[await ReadLengthAsync(patience.Token)];
        await connection.GetStream().ReadExactlyAsync(message, patience.Token);
        return JsonSerializer.Deserialize<JsonElement>(message);
    }

    private async Task<int> ReadLengthAsync(CancellationToken cancellationToken)
    {
        var digits = new byte[LongestLength];
        for (var read = 0; read < LongestLength; read++)
        {
            await connection.GetStream().ReadExactlyAsync(digits.AsMemory(read, 1), cancellationToken);
            if (digits[read] == ':')
                return int.Parse(digits.AsSpan(0, read), CultureInfo.InvariantCulture);
        }

        throw new InvalidDataException("Not what Marionette says.");
    }
}
