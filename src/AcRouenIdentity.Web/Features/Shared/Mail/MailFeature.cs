using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Infrastructure.Mail;
using AcRouenIdentity.Infrastructure.Mail.Templates;
using AcRouenIdentity.Web.Features.Shared.Addresses;
using AcRouenIdentity.Web.Features.Shared.Notices;
using AcRouenIdentity.Web.Features.Shared.Themes;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.Shared.Mail;

internal static class MailFeature
{
    public static void AddMail(this WebApplicationBuilder builder)
    {
        builder.Services.AddMailOutbox(builder.Configuration.GetSection(MailOptions.Section));
        builder.Services.AddScoped<IHeldData, MailsHeld>();
        builder.Services.AddSingleton(Frame);
        builder.Services.AddSingleton(services => new MailTemplateLoader(
            services.FoldersWithOurs(), services.GetRequiredService<MailFrame>(), services.GetRequiredService<ILogger<MailTemplateLoader>>()).Load());
    }

    /// <summary>Reads the mails of the theme now, so that a broken one is said at start and not when somebody waits for it.</summary>
    public static void PrepareMail(this WebApplication app) => app.Services.GetRequiredService<MailTemplates>();

    private static MailFrame Frame(IServiceProvider services)
    {
        var assistance = services.GetRequiredService<IOptions<AssistanceOptions>>().Value;
        return new MailFrame
        {
            ServiceName = services.GetRequiredService<Theme>().Manifest.ServiceName,
            ServiceUrl = services.GetRequiredService<PublicAddress>().Url,
            AssistanceName = assistance.Name,
            AssistancePhone = assistance.Phone,
            AssistanceMail = assistance.Mail,
            AssistanceUrl = assistance.Url,
            AssistanceHours = assistance.Hours,
        };
    }
}
