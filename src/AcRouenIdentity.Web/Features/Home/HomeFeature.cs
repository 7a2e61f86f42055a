namespace AcRouenIdentity.Web.Features.Home;

internal static class HomeFeature
{
    public static void AddHome(this WebApplicationBuilder builder) =>
        builder.Services.AddOptions<ApplicationsOptions>().Bind(builder.Configuration).ValidateDataAnnotations().ValidateOnStart();
}
