using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace AcRouenIdentity.Web.Tests.OpenId.MailTokens;

/// <summary>Bends a token and signs it again, by whatever it is given.</summary>
/// <param name="genuine">What it makes of is this.</param>
internal sealed class Forge(string genuine, Func<byte[], byte[]> sign)
{
    /// <param name="key">Of the provider itself: what is refused then is refused for what it says.</param>
    public static Forge With(ECDsa key, string genuine) => new(genuine, text => key.SignData(text, HashAlgorithmName.SHA256));

    public string Same() => Sign(Part(0), Part(1));

    /// <param name="value">Null: it is left out.</param>
    public string Header(string name, JsonNode? value) => Sign(Bent(Part(0), name, value), Part(1));

    /// <param name="value">Null: it is left out.</param>
    public string Body(string name, JsonNode? value) => Sign(Part(0), Bent(Part(1), name, value));

    public string Bend(Action<JsonObject> header, Action<JsonObject> body)
    {
        var (first, second) = (Part(0), Part(1));
        header(first);
        body(second);
        return Sign(first, second);
    }

    private static JsonObject Bent(JsonObject part, string name, JsonNode? value)
    {
        part.Remove(name);
        if (value is not null)
            part[name] = value;
        return part;
    }

    private JsonObject Part(int index) => JsonNode.Parse(Base64Url.DecodeFromChars(genuine.Split('.')[index]))!.AsObject();

    private string Sign(JsonObject header, JsonObject body)
    {
        var text = $"{Encoded(header)}.{Encoded(body)}";
        return $"{text}.{Base64Url.EncodeToString(sign(Encoding.ASCII.GetBytes(text)))}";
    }

    private static string Encoded(JsonObject part) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(part.ToJsonString()));
}
