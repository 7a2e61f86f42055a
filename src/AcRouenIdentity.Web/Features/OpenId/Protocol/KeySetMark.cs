using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;

namespace AcRouenIdentity.Web.Features.OpenId.Protocol;

/// <summary>For how long a published set of keys may be kept, and a mark by which whoever has it already is told so in short (RFC 9110 13.1.2).</summary>
internal static class KeySetMark
{
    /// <summary>Marks the answer.</summary>
    /// <returns>Whether the set that the request says it has is this one.</returns>
    public static bool IsKnown<TSet>(HttpContext http, TSet published, TimeSpan keptFor)
    {
        var mark = $"\"{Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(published)).AsSpan(0, 16))}\"";
        http.Response.Headers.ETag = mark;
        http.Response.Headers.CacheControl = string.Create(CultureInfo.InvariantCulture, $"public, max-age={(long)keptFor.TotalSeconds}");
        return http.Request.Headers.IfNoneMatch.Contains(mark);
    }
}
