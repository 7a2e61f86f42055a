namespace AcRouenIdentity.Web.Features.Shared;

internal static class SharedFeature
{
    public static void AddShared(this WebApplicationBuilder builder)
    {
        builder.Services.AddRazorPages(options => options.RootDirectory = "/Features");
    }

    public static void UseShared(this WebApplication app)
    {
        app.UseRouting();
    }
}
