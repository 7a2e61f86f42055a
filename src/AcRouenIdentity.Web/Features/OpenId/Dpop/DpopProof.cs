using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace AcRouenIdentity.Web.Features.OpenId.Dpop;

/// <summary>By what an application shows that it has a key, for one request (RFC 9449 4): a JWT that names the key and is signed by it.</summary>
public sealed record DpopProof
{
    /// <summary>Characters: twice what one of an RSA key of 4096 bits takes.</summary>
    public const int LongestProof = 6 * 1024;

    private const int LongestId = 256;
    private const int Deepest = 8;

    /// <summary>How far the clock of an application may be from ours.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromSeconds(60);

    /// <summary>Of its key.</summary>
    public required string Thumbprint { get; init; }

    /// <summary>Its own, by which it is known again.</summary>
    public required string Id { get; init; }

    public required string Method { get; init; }

    /// <summary>Of the request, in one form (RFC 3986 6.2.2, 6.2.3), without what is asked there.</summary>
    public required string Place { get; init; }

    /// <summary>Given by the provider not long ago; null where there is none.</summary>
    public string? Nonce { get; init; }

    /// <summary>SHA-256 of the token beside which it was sent; null where there is none.</summary>
    public string? TokenHash { get; init; }

    private double IssuedAt { get; init; }

    private double? NotBefore { get; init; }

    private double? ExpiresAt { get; init; }

    /// <returns>Null for what is no such JWT, names no key that may be used, or is not signed by it (RFC 9449 4.3, 2 to 7).</returns>
    public static DpopProof? Read(string text)
    {
        if (text.Length > LongestProof || text.Split('.') is not [var header, var body, var signature])
            return null;

        try
        {
            return KeyOf(header) is { } key && key.HasSigned(Encoding.ASCII.GetBytes($"{header}.{body}"), StrictBase64Url.Decode(signature)) ? Of(key, body) : null;
        }
        catch (Exception exception) when (exception is FormatException or JsonException or InvalidOperationException or CryptographicException)
        {
            return null;
        }
    }

    public static string HashOf(string token) => StrictBase64Url.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(token)));

    /// <summary>Whether it was made for a request to one of these addresses (4.3, 8 and 9).</summary>
    public bool IsFor(string method, IEnumerable<Uri> addresses) => Method == method && addresses.Any(address => PlaceOf(address) == Place);

    /// <summary>Whether it was made just now, by the clock of whoever made it (4.3, 11).</summary>
    public bool IsTimely(DateTimeOffset now)
    {
        var seconds = now.ToUnixTimeMilliseconds() / 1000.0;
        return Math.Abs(IssuedAt - seconds) <= Window.TotalSeconds && (NotBefore is null || NotBefore <= seconds + Window.TotalSeconds) && (ExpiresAt is null || ExpiresAt > seconds);
    }

    private static DpopKey? KeyOf(string header)
    {
        using var document = Parse(header);
        var head = document.RootElement;
        // What must be understood (RFC 7515 4.1.11) is not understood here.
        return head.Text("typ") == "dpop+jwt" && !head.TryGetProperty("crit", out _) && head.TryGetProperty("jwk", out var key) ? DpopKey.Read(key, head.Text("alg")) : null;
    }

    private static DpopProof? Of(DpopKey key, string body)
    {
        using var document = Parse(body);
        var claims = document.RootElement;
        if (claims.Text("jti") is not { Length: > 0 and <= LongestId } id || claims.Text("htm") is not { } method || claims.Seconds("iat") is not { } issuedAt)
            return null;
        if (!Uri.TryCreate(claims.Text("htu"), UriKind.Absolute, out var address) || address.UserInfo.Length > 0)
            return null;

        return new DpopProof
        {
            Thumbprint = key.Thumbprint, Id = id, Method = method, Place = PlaceOf(address), IssuedAt = issuedAt,
            NotBefore = claims.Seconds("nbf"), ExpiresAt = claims.Seconds("exp"), Nonce = claims.Text("nonce"), TokenHash = claims.Text("ath"),
        };
    }

    private static JsonDocument Parse(string part) =>
        JsonDocument.Parse(StrictBase64Url.Decode(part), new JsonDocumentOptions { MaxDepth = Deepest, AllowDuplicateProperties = false });

    private static string PlaceOf(Uri address) => $"{address.Scheme}://{address.IdnHost}:{address.Port}{address.AbsolutePath}";
}
