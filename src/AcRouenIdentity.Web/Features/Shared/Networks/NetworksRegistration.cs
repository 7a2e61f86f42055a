namespace AcRouenIdentity.Web.Features.Shared.Networks;

internal static class NetworksRegistration
{
    public static void AddNetworks(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<PlacesOptions>()
            .Bind(builder.Configuration.GetSection(PlacesOptions.Section), binder => binder.ErrorOnUnknownConfiguration = true)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        builder.Services.AddSingleton<Places>();
    }
}
