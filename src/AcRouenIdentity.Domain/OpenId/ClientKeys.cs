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
    public static string? Problem(string? keySet)
    {
        if (string.IsNullOrWhiteSpace(keySet))
            return "missing; give KeysFile or Keys.";

        try
        {
            using var document = JsonDocument.Parse(keySet);
            return document.RootElement.ValueKind is JsonValueKind.Object && document.RootElement.TryGetProperty("keys", out var keys)
                    && keys.ValueKind is JsonValueKind.Array && keys.GetArrayLength() > 0
                ? keys.EnumerateArray().Select(ProblemOfKey).FirstOrDefault(problem => problem is not null)
                : "no JSON Web Key Set.";
        }
        catch (JsonException)
        {
            return "no JSON Web Key Set.";
        }
    }

    private static string? ProblemOfKey(JsonElement key)
    {
        if (key.ValueKind is not JsonValueKind.Object)
            return "no JSON Web Key Set.";
        if (key.TryGetProperty("d", out _) || key.TryGetProperty("k", out _))
            return "a private key; only the client may have it.";

        return Text(key, "kty") switch
        {
            "RSA" => IsLongEnough(Text(key, "n")) ? null : "an RSA key of less than 2048 bits.",
            "EC" => Text(key, "crv") == "P-256" && Text(key, "x") is not null && Text(key, "y") is not null ? null : "an EC key that is not on P-256.",
            _ => "neither an RSA nor an EC key.",
        };
    }

    private static bool IsLongEnough(string? modulus) =>
        modulus is not null && Base64Url.IsValid(modulus) && Base64Url.DecodeFromUtf8(Encoding.ASCII.GetBytes(modulus)).Length >= LeastModulusBytes;

    private static string? Text(JsonElement key, string name) =>
        key.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;
}
