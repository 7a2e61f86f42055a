using System.Text.Json;

namespace AcRouenIdentity.Web.Features.OpenId.Dpop;

internal static class JsonMembers
{
    /// <returns>Null where there is none.</returns>
    /// <exception cref="InvalidOperationException">It is no text.</exception>
    public static string? Text(this JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetString() : null;

    /// <summary>An instant as JWT write it (RFC 7519 2): seconds, and parts of them.</summary>
    /// <exception cref="InvalidOperationException">It is no number.</exception>
    public static double? Seconds(this JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetDouble() : null;
}
