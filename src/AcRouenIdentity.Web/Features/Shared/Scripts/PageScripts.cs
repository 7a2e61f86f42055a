using System.Reflection;

namespace AcRouenIdentity.Web.Features.Shared.Scripts;

/// <summary>Scripts of pages, which are no matter of a theme: embedded beside their page, served under /scripts. Pages work without them.</summary>
internal static class PageScripts
{
    private const string Prefix = "scripts/";
    private static readonly Assembly Own = typeof(PageScripts).Assembly;
    private static readonly HashSet<string> Names = [.. Own.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Select(name => name[Prefix.Length..])];

    public static void MapPageScripts(this WebApplication app) =>
        app.MapGet("/scripts/{name}", Answer).AllowAnonymous();

    private static IResult Answer(string name, HttpContext context)
    {
        if (!Names.Contains(name))
            return Results.NotFound();
        context.Response.Headers.CacheControl = "public, max-age=3600";
        return Results.Stream(Own.GetManifestResourceStream(Prefix + name)!, "text/javascript; charset=utf-8");
    }
}
