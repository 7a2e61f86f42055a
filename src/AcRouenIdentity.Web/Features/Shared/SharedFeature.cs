using AcRouenIdentity.Web.Features.Shared.Accounts;
using AcRouenIdentity.Web.Features.Shared.Sessions;

namespace AcRouenIdentity.Web.Features.Shared;

internal static class SharedFeature
{
    public static void AddShared(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<AccountBook>();
        builder.Services.AddScoped<SessionEnding>();
        builder.Services.AddRazorPages(options => options.RootDirectory = "/Features");
    }

    public static void UseShared(this WebApplication app)
    {
        app.UseRouting();
    }
}
