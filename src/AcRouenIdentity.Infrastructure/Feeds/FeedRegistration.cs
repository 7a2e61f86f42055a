using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Infrastructure.Feeds;

public static class FeedRegistration
{
    /// <summary>Registers <see cref="FeedReader"/>, from the section <see cref="FeedOptions.Section"/>, validated at start.</summary>
    public static IServiceCollection AddFeeds(this IServiceCollection services, IConfiguration section)
    {
        services.AddSingleton<IValidateOptions<FeedOptions>, FeedOptionsValidation>();
        services.AddOptions<FeedOptions>().Bind(section).ValidateOnStart();
        services.AddSingleton(provider => new FeedReader(provider.GetRequiredService<IOptions<FeedOptions>>().Value));
        return services;
    }
}
