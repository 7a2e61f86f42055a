using System.Text.Json;
using System.Text.RegularExpressions;

namespace AcRouenIdentity.Domain.OpenId;

/// <summary>The certificates of a client that no authority need have signed: those of a key set (<c>x5c</c> of RFC 7517), or one after the other as files hold them (PEM).</summary>
public static partial class ClientCertificates
{
    private const int ShortestCertificate = 100;
    private const byte Sequence = 0x30;

    /// <returns>What is wrong with it; null when it may be registered.</returns>
    public static ClientFault? Problem(string? text) =>
        string.IsNullOrWhiteSpace(text) ? ClientFault.CertificatesMissing
        : text.Contains("PRIVATE KEY", StringComparison.Ordinal) || PrivateHalf().IsMatch(text) ? ClientFault.KeysPrivate
        : Read(text) is { Count: > 0 } ? null
        : ClientFault.CertificatesUnreadable;

    /// <returns>Base64 of each (DER); null for what is neither.</returns>
    public static IReadOnlyList<string>? Read(string text)
    {
        try
        {
            IReadOnlyList<string> found = text.TrimStart().StartsWith('{') ? OfKeySet(text) : OfPem(text);
            return found.All(IsCertificate) ? found : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return null;
        }
    }

    private static IReadOnlyList<string> OfKeySet(string text)
    {
        using var document = JsonDocument.Parse(text);
        // The first of a key is its own; those after it would be of authorities (RFC 7517 4.7).
        return [.. document.RootElement.GetProperty("keys").EnumerateArray().Select(key => Blank().Replace(key.GetProperty("x5c").EnumerateArray().First().GetString() ?? "", ""))];
    }

    private static IReadOnlyList<string> OfPem(string text) =>
        string.IsNullOrWhiteSpace(Pem().Replace(text, "")) ? [.. Pem().Matches(text).Select(block => Blank().Replace(block.Groups["base64"].Value, ""))] : [];

    private static bool IsCertificate(string base64)
    {
        var bytes = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, bytes, out var length) && length >= ShortestCertificate && bytes[0] == Sequence;
    }

    [GeneratedRegex("-----BEGIN CERTIFICATE-----(?<base64>[A-Za-z0-9+/=\\s]+)-----END CERTIFICATE-----", RegexOptions.CultureInvariant)]
    private static partial Regex Pem();

    [GeneratedRegex("\"[dk]\"\\s*:", RegexOptions.CultureInvariant)]
    private static partial Regex PrivateHalf();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Blank();
}
