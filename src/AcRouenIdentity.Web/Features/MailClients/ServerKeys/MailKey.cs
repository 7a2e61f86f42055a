using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace AcRouenIdentity.Web.Features.MailClients.ServerKeys;

/// <summary>A public key by which mail servers check tokens.</summary>
/// <param name="Id"><c>kid</c>, which is the name of a file.</param>
/// <param name="Pem">SubjectPublicKeyInfo (RFC 7468 13).</param>
internal sealed partial record MailKey(string Id, string Pem)
{
    /// <summary>Of the members of a JSON Web Key (RFC 7518 6.2.1).</summary>
    /// <returns>Null for one that the provider would not publish here: of another kind, not on its curve, or whose name leads elsewhere.</returns>
    public static MailKey? Read(JsonElement key) =>
        TextOf(key, "kty") == "EC" && TextOf(key, "crv") == "P-256" && TextOf(key, "alg") == "ES256" && TextOf(key, "kid") is { } id && FileName().IsMatch(id)
        && BytesOf(key, "x") is { } x && BytesOf(key, "y") is { } y && PemOf(new ECPoint { X = x, Y = y }) is { } pem
            ? new MailKey(id, pem)
            : null;

    private static string? TextOf(JsonElement key, string name) =>
        key.ValueKind is JsonValueKind.Object && key.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;

    private static byte[]? BytesOf(JsonElement key, string name) => TextOf(key, name) is { } text && Base64Url.IsValid(text) ? Base64Url.DecodeFromChars(text) : null;

    private static string? PemOf(ECPoint point)
    {
        try
        {
            using var curve = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = point });
            return curve.ExportSubjectPublicKeyInfoPem() + "\n";
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"\A[A-Za-z0-9_-]{1,64}\z")]
    private static partial Regex FileName();
}
