using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Web.Features.Directory.Index;
using AcRouenIdentity.Web.Features.Directory.Limits;

namespace AcRouenIdentity.Web.Features.Directory;

internal static class DirectoryFeature
{
    public static void AddDirectory(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<ColleaguesOptions>()
            .Bind(builder.Configuration.GetSection(ColleaguesOptions.Section), binder => binder.ErrorOnUnknownConfiguration = true)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        builder.Services.AddSingleton<CardNumbers>();
        builder.Services.AddSingleton<IndexKeeper>();
        builder.Services.AddScoped<ShownSurnames>();
        builder.Services.AddScoped<IndexLoading>();
        builder.Services.AddScoped<DirectoryAllowance>();
        builder.Services.AddScoped<Colleagues>();
        builder.Services.AddScoped<ColleagueSearch>();
        builder.Services.AddScoped<OwnListing>();
        builder.Services.AddScoped<IHeldData, ListingHeld>();
        builder.Services.AddHostedService<DirectoryUpkeep>();
    }
}
