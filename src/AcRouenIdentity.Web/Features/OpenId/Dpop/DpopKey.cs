using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace AcRouenIdentity.Web.Features.OpenId.Dpop;

/// <summary>The public key that a proof names (RFC 9449 4.2), of P-256 or RSA. It can be written in one way only, so that one key has one thumbprint.</summary>
public abstract record DpopKey
{
    private static readonly string[] PrivateParts = ["d", "p", "q", "dp", "dq", "qi", "oth", "k"];

    /// <param name="canonical">Its required members in their order, without spaces (RFC 7638 3).</param>
    private DpopKey(string canonical) => Thumbprint = StrictBase64Url.Encode(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)));

    /// <summary>SHA-256 of RFC 7638: <c>jkt</c>.</summary>
    public string Thumbprint { get; }

    /// <summary>None of those that share a secret; nor <c>RS256</c>, which FAPI 2.0 forbids (5.4.1).</summary>
    public static IReadOnlyList<string> Algorithms { get; } = ["ES256", "PS256"];

    /// <param name="key">JSON Web Key (RFC 7517).</param>
    /// <returns>Null for one with a private part, and for any but the strong ones of that algorithm.</returns>
    public static DpopKey? Read(JsonElement key, string? algorithm) =>
        PrivateParts.Any(part => key.TryGetProperty(part, out _)) ? null
        : (algorithm, key.Text("kty")) switch
        {
            ("ES256", "EC") => Curve.Read(key),
            ("PS256", "RSA") => Rsa.Read(key),
            _ => null,
        };

    public abstract bool HasSigned(byte[] text, byte[] signature);

    private sealed record Curve(string X, string Y) : DpopKey($$"""{"crv":"P-256","kty":"EC","x":"{{X}}","y":"{{Y}}"}""")
    {
        private const int CoordinateBytes = 32;

        public static Curve? Read(JsonElement key) =>
            key.Text("crv") == "P-256" && key.Text("x") is { } x && key.Text("y") is { } y && IsCoordinate(x) && IsCoordinate(y) ? new Curve(x, y) : null;

        public override bool HasSigned(byte[] text, byte[] signature)
        {
            var point = new ECPoint { X = StrictBase64Url.Decode(X), Y = StrictBase64Url.Decode(Y) };
            using var key = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = point });
            return key.VerifyData(text, signature, HashAlgorithmName.SHA256);
        }

        private static bool IsCoordinate(string text) => StrictBase64Url.Decode(text).Length == CoordinateBytes;
    }

    private sealed record Rsa(string Exponent, string Modulus) : DpopKey($$"""{"e":"{{Exponent}}","kty":"RSA","n":"{{Modulus}}"}""")
    {
        private const int LeastModulusBytes = 256;

        /// <summary>What a stranger makes us compute with is bounded.</summary>
        private const int MostModulusBytes = 512;

        private const int MostExponentBytes = 4;

        public static Rsa? Read(JsonElement key) =>
            key.Text("e") is { } exponent && key.Text("n") is { } modulus && IsNumber(exponent, 1, MostExponentBytes) && IsNumber(modulus, LeastModulusBytes, MostModulusBytes)
                ? new Rsa(exponent, modulus)
                : null;

        public override bool HasSigned(byte[] text, byte[] signature)
        {
            using var key = RSA.Create(new RSAParameters { Exponent = StrictBase64Url.Decode(Exponent), Modulus = StrictBase64Url.Decode(Modulus) });
            return key.VerifyData(text, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pss);
        }

        private static bool IsNumber(string text, int least, int most) =>
            StrictBase64Url.Decode(text) is [not 0, ..] bytes && bytes.Length >= least && bytes.Length <= most;
    }
}
