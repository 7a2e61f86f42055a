using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Infrastructure.Directory;
using AcRouenIdentity.Infrastructure.Secrets;
using AcRouenIdentity.Web.Features.MailClients.AddOn;
using AcRouenIdentity.Web.Features.MailClients.ApplicationPasswords;
using AcRouenIdentity.Web.Features.MailClients.Dns;
using AcRouenIdentity.Web.Features.MailClients.Documents;
using AcRouenIdentity.Web.Features.MailClients.Profiles;
using AcRouenIdentity.Web.Features.Shared.Themes;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.MailClients;

internal static class MailClientsFeature
{
    public static void AddMailClients(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<MailClientsOptions>()
            .Bind(builder.Configuration.GetSection(MailClientsOptions.Section), binder => binder.ErrorOnUnknownConfiguration = true)
            .ValidateDataAnnotations()
            .Validate<IOptions<DirectoryOptions>>(HasPlaceForPasswords, "MailClients:Passwords needs Directory:ApplicationPasswords:Base, where mail servers find them.")
            .ValidateOnStart();
        builder.Services.AddSingleton<MailDomains>();
        builder.Services.AddSingleton<AutoconfigDocument>();
        builder.Services.AddSingleton<AutodiscoverDocument>();
        builder.Services.AddSingleton<PaccDocument>();
        builder.Services.AddSingleton<DnsRecords>();
        builder.Services.AddSingleton<AddOnManifest>();
        builder.Services.AddSingleton(services => AddOnIcon.Read(services.FoldersWithOurs()));
        builder.Services.AddSingleton<ThunderbirdAddOn>();
        builder.Services.AddSingleton<AppleProfile>();
        builder.Services.AddSingleton<KeptCertificate>();
        builder.Services.AddScoped<ProfileSigning>();
        builder.AddApplicationPasswords();
    }

    private static void AddApplicationPasswords(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<ApplicationPasswordBook>();
        builder.Services.AddScoped<ApplicationPasswordMaking>();
        builder.Services.AddScoped<IHeldData, ApplicationPasswordsHeld>();
        builder.Services.AddHostedService<ApplicationPasswordRemoval>();
        builder.Services.AddHostedService<ApplicationPasswordUpkeep>();
    }

    private static bool HasPlaceForPasswords(MailClientsOptions options, IOptions<DirectoryOptions> directory) =>
        !options.Passwords || directory.Value.ApplicationPasswords.Base.Length > 0;

    public static void MapMailClients(this WebApplication app)
    {
        app.MapDocuments();
        app.MapAddOn();
        app.MapProfile();
    }
}
