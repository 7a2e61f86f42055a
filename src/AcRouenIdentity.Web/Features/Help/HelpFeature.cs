namespace AcRouenIdentity.Web.Features.Help;

internal static class HelpFeature
{
    public static void AddHelp(this WebApplicationBuilder builder) =>
        builder.Services.AddOptions<PublisherOptions>().BindConfiguration(PublisherOptions.Section);
}
