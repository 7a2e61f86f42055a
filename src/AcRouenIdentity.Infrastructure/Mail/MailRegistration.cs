using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace AcRouenIdentity.Infrastructure.Mail;

public static class MailRegistration
{
    /// <summary>Registers <see cref="MailOutbox"/>, from the section <see cref="MailOptions.Section"/>, validated at start. Needs Data Protection.</summary>
    public static IServiceCollection AddMailOutbox(this IServiceCollection services, IConfiguration section)
    {
        services.AddOptions<MailOptions>().Bind(section).ValidateOnStart();
        services.AddSingleton<MailProtection>();
        services.AddScoped<MailOutbox>();
        return services;
    }
}
