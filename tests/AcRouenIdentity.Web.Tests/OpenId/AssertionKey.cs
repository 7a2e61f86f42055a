using System.Security.Cryptography;
using System.Text.Json;
using AcRouenIdentity.Testing.Hosts;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace AcRouenIdentity.Web.Tests.OpenId;

/// <summary>The key by which an application proves itself (<c>private_key_jwt</c>), and the assertions that it signs, honest unless a test bends them.</summary>
internal sealed class AssertionKey(string clientId) : IDisposable
{
    private readonly ECDsaSecurityKey key = new(ECDsa.Create(ECCurve.NamedCurves.nistP256)) { KeyId = $"cle-de-{clientId}" };

    public string Id => key.KeyId;

    /// <summary>Its public half, as it is registered.</summary>
    public string KeySet()
    {
        var published = JsonWebKeyConverter.ConvertFromECDsaSecurityKey(key);
        return JsonSerializer.Serialize(new { keys = new[] { new { kty = "EC", crv = "P-256", x = published.X, y = published.Y, kid = key.KeyId, use = "sig", alg = "ES256" } } });
    }

    /// <summary>PKCS#8, in base64, for a client that signs by itself.</summary>
    public string PrivateKey() => Convert.ToBase64String(key.ECDsa.ExportPkcs8PrivateKey());

    public Dictionary<string, object> Claims(ProviderHost host, params (string Name, object? Value)[] changes)
    {
        var claims = new Dictionary<string, object>
        {
            ["iss"] = clientId,
            ["sub"] = clientId,
            ["aud"] = host.Address.ToString(),
            ["jti"] = Convert.ToHexString(RandomNumberGenerator.GetBytes(16)),
            ["exp"] = host.Seconds(60),
            ["iat"] = host.Seconds(0),
        };
        foreach (var (name, value) in changes)
            if (value is null)
                claims.Remove(name);
            else
                claims[name] = value;
        return claims;
    }

    public string Sign(Dictionary<string, object> claims, SigningCredentials? credentials = null, string type = "JWT") =>
        new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Claims = claims,
            SigningCredentials = credentials ?? new SigningCredentials(key, SecurityAlgorithms.EcdsaSha256),
            TokenType = type,
        });

    public void Dispose() => key.ECDsa.Dispose();
}

internal static class HostSeconds
{
    /// <summary>An instant as tokens write it.</summary>
    public static long Seconds(this ProviderHost host, int fromNow) => host.Clock.GetUtcNow().AddSeconds(fromNow).ToUnixTimeSeconds();
}
