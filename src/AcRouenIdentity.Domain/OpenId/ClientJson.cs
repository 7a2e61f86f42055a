using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace AcRouenIdentity.Domain.OpenId;

/// <summary>The settings of clients as JSON: what is kept, exported and imported. A name that is no setting is refused, as it is in the configuration.</summary>
public static class ClientJson
{
    /// <summary>Characters of a text that is imported: five hundred clients of many addresses are less.</summary>
    public const int LongestText = 1_000_000;

    private const int Deepest = 8;

    private static readonly JsonSerializerOptions Form = new()
    {
        Converters = { new JsonStringEnumConverter(namingPolicy: null, allowIntegerValues: false) },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        PreferredObjectCreationHandling = JsonObjectCreationHandling.Populate,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        MaxDepth = Deepest,
        WriteIndented = true,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    public static string Write(ClientSettings client) => JsonSerializer.Serialize(client.WithoutSecret(), Form);

    /// <summary>Without any secret, and without the names of files.</summary>
    public static string Write(IEnumerable<ClientSettings> clients) => JsonSerializer.Serialize(clients.Select(client => client.WithoutSecret()), Form);

    /// <exception cref="JsonException">It is no such client.</exception>
    public static ClientSettings Read(string text) => Whole(JsonSerializer.Deserialize<ClientSettings>(text, Form));

    /// <param name="text">One client or a list of them.</param>
    /// <returns>Each as it was read, or what JSON is in its place and where, for whoever wrote it; null where the whole is neither.</returns>
    public static IReadOnlyList<ClientLine>? ReadLines(string text)
    {
        if (text.Length > LongestText)
            return null;
        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = Deepest + 1, AllowDuplicateProperties = false });
            return document.RootElement.ValueKind switch
            {
                JsonValueKind.Array => [.. document.RootElement.EnumerateArray().Select(ReadLine)],
                JsonValueKind.Object => [ReadLine(document.RootElement)],
                _ => null,
            };
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static IReadOnlyList<ClientSetting> Differences(ClientSettings one, ClientSettings other)
    {
        var (first, second) = (Tree(one), Tree(other));
        return [.. Enum.GetValues<ClientSetting>().Where(setting => !JsonNode.DeepEquals(first[setting.ToString()], second[setting.ToString()]))];
    }

    private static JsonNode Tree(ClientSettings client) => JsonSerializer.SerializeToNode(client, Form)!;

    private static ClientLine ReadLine(JsonElement element)
    {
        try
        {
            return new ClientLine(Whole(element.Deserialize<ClientSettings>(Form)), Trouble: null);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return new ClientLine(Settings: null, (exception as JsonException)?.Path ?? "$");
        }
    }

    /// <summary>JSON may say null where a text or a list is meant.</summary>
    private static ClientSettings Whole(ClientSettings? client)
    {
        if (client is null || client.RedirectUris is null || client.PostLogoutRedirectUris is null || client.Scopes is null || client.ResponseModes is null || client.Resources is null)
            throw new JsonException("No client.", "$", lineNumber: null, bytePositionInLine: null);
        if (client.RedirectUris.Concat(client.PostLogoutRedirectUris).Concat(client.Scopes).Concat(client.ResponseModes).Concat(client.Resources).Any(text => text is null))
            throw new JsonException("A list with nothing in it.", "$", lineNumber: null, bytePositionInLine: null);
        return client;
    }
}

/// <summary>One client of a text.</summary>
/// <param name="Settings">Null where it is none.</param>
/// <param name="Trouble">Where it is none, the place in it (a JSON path).</param>
public sealed record ClientLine(ClientSettings? Settings, string? Trouble);
