using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.FileProviders.Physical;

namespace AcRouenIdentity.Web.Features.Shared.Themes;

internal static class ThemesRegistration
{
    private const string KeptForAYear = "public, max-age=31536000, immutable";

    private static readonly Dictionary<string, string> ServedTypes = new(StringComparer.OrdinalIgnoreCase)
    {
        [".css"] = "text/css; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".svg"] = "image/svg+xml",
        [".png"] = "image/png",
        [".jpg"] = "image/jpeg",
        [".webp"] = "image/webp",
        [".ico"] = "image/x-icon",
        [".woff2"] = "font/woff2",
        [".woff"] = "font/woff",
        [".webmanifest"] = "application/manifest+json",
    };

    public static void AddThemes(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<ThemeOptions>().BindConfiguration(ThemeOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<ThemeLoader>();
        builder.Services.AddSingleton(services => services.GetRequiredService<ThemeLoader>().Load());
        builder.Services.AddResponseCompression(options =>
        {
            options.EnableForHttps = true;
            options.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, "image/svg+xml"];
        });
    }

    public static void UseThemeFiles(this WebApplication app)
    {
        var theme = app.Services.GetRequiredService<Theme>();
        // Files hold no secret, so compressing them over TLS tells nothing; pages are left alone.
        app.UseWhen(context => context.Request.Path.StartsWithSegments(theme.BasePath), files => files.UseResponseCompression());
        app.UseStaticFiles(new StaticFileOptions
        {
            RequestPath = theme.BasePath,
            FileProvider = new CompositeFileProvider(theme.Folders.Select(folder => new PhysicalFileProvider(folder, ExclusionFilters.Sensitive))),
            ContentTypeProvider = new FileExtensionContentTypeProvider(ServedTypes),
            ServeUnknownFileTypes = false,
            OnPrepareResponse = file => file.Context.Response.Headers.CacheControl = KeptForAYear,
        });
    }
}
