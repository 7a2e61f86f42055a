using System.Security.Cryptography;
using System.Text;
using AcRouenIdentity.Domain.Ports;

namespace AcRouenIdentity.Web.Features.Shared.Headers;

/// <summary>A token of 256 random bits that only the browser holds, in a cookie that ends with it; the database has its hash, and what it stands for.</summary>
public sealed class TokenCookie(string name, SameSiteMode sameSite)
{
    private const int Bytes = 32;

    /// <summary>Longer is none of ours, and is not hashed.</summary>
    private const int Longest = 128;

    /// <returns>Hash of the token, for the database.</returns>
    public string Give(HttpContext context, ISecretGenerator secrets)
    {
        var token = secrets.Token(Bytes);
        context.Response.Cookies.Append(name, token, OptionsOf(context));
        context.Items[name] = token;
        return HashOf(token);
    }

    /// <returns>Hash of the token that the browser sent, or is given now; null where it has none.</returns>
    public string? HashIn(HttpContext context) =>
        (context.Items[name] as string ?? context.Request.Cookies[name]) is { Length: > 0 and < Longest } token ? HashOf(token) : null;

    public void Forget(HttpContext context)
    {
        context.Items.Remove(name);
        context.Response.Cookies.Delete(name, OptionsOf(context));
    }

    private static string HashOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    private CookieOptions OptionsOf(HttpContext context) => new()
    {
        HttpOnly = true,
        Secure = context.Request.IsHttps,
        SameSite = sameSite,
        IsEssential = true,
    };
}
