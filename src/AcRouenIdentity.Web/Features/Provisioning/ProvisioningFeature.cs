using AcRouenIdentity.Infrastructure.Feeds;

namespace AcRouenIdentity.Web.Features.Provisioning;

internal static class ProvisioningFeature
{
    public static void AddProvisioning(this WebApplicationBuilder builder)
    {
        builder.Services.AddFeeds(builder.Configuration.GetSection(FeedOptions.Section));
        builder.Services.AddOptions<ProvisioningOptions>()
            .Bind(builder.Configuration.GetSection(ProvisioningOptions.Section))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        builder.Services.AddScoped<ProvisioningPreview>();
    }
}
