using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AcRouenIdentity.Testing.Hosts;
using Microsoft.IdentityModel.Tokens;

namespace AcRouenIdentity.Web.Tests.OpenId.Dpop;

/// <summary>The key of an application, and the proofs that it signs with it (RFC 9449 4.2), honest unless a test bends them.</summary>
internal sealed class ProofKey(AsymmetricAlgorithm key) : IDisposable
{
    public string Algorithm => key is RSA ? "PS256" : "ES256";

    /// <summary>As another library computes it.</summary>
    public string Thumbprint => Base64Url.EncodeToString(Whole().ComputeJwkThumbprint());

    public static ProofKey OnCurve() => new(ECDsa.Create(ECCurve.NamedCurves.nistP256));

    public static ProofKey OfRsa(int bits) => new(RSA.Create(bits));

    public Dictionary<string, object> Public()
    {
        var whole = Whole();
        return key is RSA ? new() { ["kty"] = "RSA", ["e"] = whole.E, ["n"] = whole.N } : new() { ["kty"] = "EC", ["crv"] = "P-256", ["x"] = whole.X, ["y"] = whole.Y };
    }

    public Dictionary<string, object> PublicAndPrivate() => new(Public()) { ["d"] = Whole().D };

    public Dictionary<string, object> Header(params (string Name, object? Value)[] changes) =>
        Changed(new() { ["typ"] = "dpop+jwt", ["alg"] = Algorithm, ["jwk"] = Public() }, changes);

    public static Dictionary<string, object> Claims(ProviderHost host, string method, string address, params (string Name, object? Value)[] changes) => Changed(
        new() { ["jti"] = Convert.ToHexString(RandomNumberGenerator.GetBytes(16)), ["htm"] = method, ["htu"] = address, ["iat"] = host.Seconds(0) }, changes);

    public string Prove(ProviderHost host, string method, string address, params (string Name, object? Value)[] changes) => Sign(Header(), Claims(host, method, address, changes));

    /// <summary>For a request to userinfo with that token.</summary>
    public string ProveWith(ProviderHost host, string accessToken, params (string Name, object? Value)[] changes) =>
        Prove(host, "GET", $"{host.Address}connect/userinfo", [("ath", HashOf(accessToken)), .. changes]);

    public string Sign(Dictionary<string, object> header, Dictionary<string, object> claims) => Sign(JsonSerializer.Serialize(header), JsonSerializer.Serialize(claims));

    public string Sign(string header, string claims)
    {
        var text = $"{Part(header)}.{Part(claims)}";
        return $"{text}.{Base64Url.EncodeToString(Signature(Encoding.ASCII.GetBytes(text)))}";
    }

    public static string HashOf(string token) => Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(token)));

    public static string Part(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));

    public void Dispose() => key.Dispose();

    private byte[] Signature(byte[] text) => key is RSA rsa ? rsa.SignData(text, HashAlgorithmName.SHA256, RSASignaturePadding.Pss) : ((ECDsa)key).SignData(text, HashAlgorithmName.SHA256);

    private JsonWebKey Whole() => key is RSA rsa
        ? JsonWebKeyConverter.ConvertFromRSASecurityKey(new RsaSecurityKey(rsa.ExportParameters(includePrivateParameters: true)))
        : JsonWebKeyConverter.ConvertFromECDsaSecurityKey(new ECDsaSecurityKey((ECDsa)key));

    private static Dictionary<string, object> Changed(Dictionary<string, object> members, (string Name, object? Value)[] changes)
    {
        foreach (var (name, value) in changes)
            if (value is null)
                members.Remove(name);
            else
                members[name] = value;
        return members;
    }
}
