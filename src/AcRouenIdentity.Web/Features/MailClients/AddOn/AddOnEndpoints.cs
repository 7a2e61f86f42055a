using AcRouenIdentity.Web.Features.Shared.Errors;

namespace AcRouenIdentity.Web.Features.MailClients.AddOn;

/// <summary>The add-on for whoever asks, and what Thunderbird asks each day: whether there is a newer one.</summary>
internal static class AddOnEndpoints
{
    // Firefox installs what is called by its own type (application/x-xpinstall), and Thunderbird takes any.
    private const string ContentType = "application/octet-stream";
    private const string ContentTypeOfUpdates = "application/json";
    private const string CachedForAnHour = "public, max-age=3600";

    public static void MapAddOn(this WebApplication app)
    {
        var files = app.MapGroup("").AllowAnonymous().WithMetadata(new WorksInOutageAttribute());
        files.MapGet(MailClientPaths.ThunderbirdAddOn, (HttpContext context, ThunderbirdAddOn addOn) => Answer(context, addOn.Write(), ContentType, ThunderbirdAddOn.FileName));
        files.MapGet(MailClientPaths.ThunderbirdUpdates, (HttpContext context, ThunderbirdAddOn addOn) => Answer(context, addOn.WriteUpdates(), ContentTypeOfUpdates, name: null));
    }

    private static IResult Answer(HttpContext context, byte[]? file, string contentType, string? name)
    {
        if (file is null)
            return Results.NotFound();

        context.Response.Headers.CacheControl = CachedForAnHour;
        return Results.File(file, contentType, name);
    }
}
