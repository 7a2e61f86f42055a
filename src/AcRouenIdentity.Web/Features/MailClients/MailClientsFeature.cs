using AcRouenIdentity.Infrastructure.Secrets;
using AcRouenIdentity.Web.Features.MailClients.Dns;
using AcRouenIdentity.Web.Features.MailClients.Documents;
using AcRouenIdentity.Web.Features.MailClients.Profiles;

namespace AcRouenIdentity.Web.Features.MailClients;

internal static class MailClientsFeature
{
    public static void AddMailClients(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<MailClientsOptions>()
            .Bind(builder.Configuration.GetSection(MailClientsOptions.Section), binder => binder.ErrorOnUnknownConfiguration = true)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        builder.Services.AddSingleton<MailDomains>();
        builder.Services.AddSingleton<AutoconfigDocument>();
        builder.Services.AddSingleton<AutodiscoverDocument>();
        builder.Services.AddSingleton<PaccDocument>();
        builder.Services.AddSingleton<DnsRecords>();
        builder.Services.AddSingleton<AppleProfile>();
        builder.Services.AddSingleton<KeptCertificate>();
        builder.Services.AddScoped<ProfileSigning>();
    }

    public static void MapMailClients(this WebApplication app)
    {
        app.MapDocuments();
        app.MapProfile();
    }
}
