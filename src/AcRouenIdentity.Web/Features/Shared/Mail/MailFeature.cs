using AcRouenIdentity.Infrastructure.Mail;

namespace AcRouenIdentity.Web.Features.Shared.Mail;

internal static class MailFeature
{
    public static void AddMail(this WebApplicationBuilder builder) => builder.Services.AddMailOutbox(builder.Configuration.GetSection(MailOptions.Section));
}
