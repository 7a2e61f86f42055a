using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace AcRouenIdentity.Domain.OpenId;

/// <summary>The keys by which a client signs (RFC 7517): RSA of 2048 bits or more, or P-256, and no private half.</summary>
public static class ClientKeys
{
    private const int LeastModulusBytes = 256;

    /// <param name="keySet">JSON Web Key Set.</param>
    /// <returns>What is wrong with it; null when it may be registered.</returns>
    public static ClientFault? Problem(string? keySet)
    {
        if (string.IsNullOrWhiteSpace(keySet))
            return ClientFault.KeysMissing;

        try
        {
            using var document = JsonDocument.Parse(keySet);
            return document.RootElement.ValueKind is JsonValueKind.Object && document.RootElement.TryGetProperty("keys", out var keys)
                    && keys.ValueKind is JsonValueKind.Array && keys.GetArrayLength() > 0
                ? keys.EnumerateArray().Select(ProblemOfKey).FirstOrDefault(problem => problem is not null)
                : ClientFault.KeysUnreadable;
        }
        catch (JsonException)
        {
            return ClientFault.KeysUnreadable;
        }
    }

    private static ClientFault? ProblemOfKey(JsonElement key)
    {
        if (key.ValueKind is not JsonValueKind.Object)
            return ClientFault.KeysUnreadable;
        if (key.TryGetProperty("d", out _) || key.TryGetProperty("k", out _))
            return ClientFault.KeysPrivate;

        return Text(key, "kty") switch
        {
            "RSA" => IsLongEnough(Text(key, "n")) ? null : ClientFault.KeysShort,
            "EC" => Text(key, "crv") == "P-256" && Text(key, "x") is not null && Text(key, "y") is not null ? null : ClientFault.KeysCurve,
            _ => ClientFault.KeysKind,
        };
    }

    private static bool IsLongEnough(string? modulus) =>
        modulus is not null && Base64Url.IsValid(modulus) && Base64Url.DecodeFromUtf8(Encoding.ASCII.GetBytes(modulus)).Length >= LeastModulusBytes;

    private static string? Text(JsonElement key, string name) =>
        key.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;
}
