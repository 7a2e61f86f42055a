using System.Diagnostics.CodeAnalysis;

namespace AcRouenIdentity.Web.Features.Shared.Addresses;

/// <summary>Where a page may send a browser when the target came with the request.</summary>
public static class LocalPaths
{
    /// <summary>True for a path of this site. Browsers read <c>//host</c> and <c>/\host</c> as another site, and drop tabs and line ends before they look.</summary>
    public static bool IsLocal([NotNullWhen(true)] string? path) =>
        path is ['/', ..] && path is not ['/', '/' or '\\', ..] && !path.Any(char.IsControl);
}
