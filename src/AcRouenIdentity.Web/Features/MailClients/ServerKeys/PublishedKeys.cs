using System.Text.Json;

namespace AcRouenIdentity.Web.Features.MailClients.ServerKeys;

/// <summary>What the provider answered when its keys were asked for.</summary>
internal abstract record PublishedKeys
{
    /// <summary>More than it ever publishes.</summary>
    private const int MostBytes = 65_536;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private PublishedKeys()
    {
    }

    /// <summary>A set of keys, one at least.</summary>
    public sealed record Known(IReadOnlyList<MailKey> Keys) : PublishedKeys;

    public sealed record Unreachable(string Why) : PublishedKeys;

    /// <summary>No set of keys, an empty one, or one with keys that the provider would not publish.</summary>
    public sealed record Strange : PublishedKeys;

    public static async Task<PublishedKeys> AskAsync(Uri address, CancellationToken cancellationToken)
    {
        // Where a redirect leads is not where the administrator said.
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false };
        using var http = new HttpClient(handler) { Timeout = Patience, MaxResponseContentBufferSize = MostBytes };
        try
        {
            using var answer = await http.GetAsync(address, cancellationToken);
            return answer.IsSuccessStatusCode ? Read(await answer.Content.ReadAsByteArrayAsync(cancellationToken)) : new Unreachable($"HTTP {(int)answer.StatusCode}");
        }
        catch (HttpRequestException exception)
        {
            return new Unreachable(exception.Message);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            return new Unreachable(exception.Message);
        }
    }

    public T Match<T>(Func<IReadOnlyList<MailKey>, T> known, Func<string, T> unreachable, Func<T> strange) => this switch
    {
        Known(var keys) => known(keys),
        Unreachable(var why) => unreachable(why),
        _ => strange(),
    };

    private static PublishedKeys Read(byte[] answer)
    {
        try
        {
            using var set = JsonDocument.Parse(answer);
            return set.RootElement.ValueKind is JsonValueKind.Object && set.RootElement.TryGetProperty("keys", out var keys) && keys.ValueKind is JsonValueKind.Array
                ? Of([.. keys.EnumerateArray().Select(MailKey.Read)])
                : new Strange();
        }
        catch (JsonException)
        {
            return new Strange();
        }
    }

    private static PublishedKeys Of(IReadOnlyList<MailKey?> keys) =>
        keys.Count > 0 && keys.All(key => key is not null) ? new Known([.. keys.OfType<MailKey>()]) : new Strange();
}
