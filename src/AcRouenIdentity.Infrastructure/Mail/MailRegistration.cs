using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Infrastructure.Mail.Delivery;
using AcRouenIdentity.Infrastructure.Mail.Smtp;
using AcRouenIdentity.Infrastructure.Mail.Templates;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Infrastructure.Mail;

public static class MailRegistration
{
    /// <summary>
    /// Registers <see cref="MailOutbox"/> and what empties it, from the section <see cref="MailOptions.Section"/>, validated at start. Needs Data Protection and a <see cref="MailFrame"/>.
    /// </summary>
    public static IServiceCollection AddMailOutbox(this IServiceCollection services, IConfiguration section)
    {
        services.AddSingleton<IValidateOptions<MailOptions>, MailOptionsValidation>();
        services.AddOptions<MailOptions>().Bind(section).ValidateOnStart();
        services.AddSingleton<MailProtection>();
        services.AddSingleton<MailSignal>();
        services.AddSingleton<MailMoments>();
        services.ConfigureDbContext<SqliteIdentityDb>((provider, db) => db.AddInterceptors(provider.GetRequiredService<MailSignal>()));
        services.ConfigureDbContext<PostgreSqlIdentityDb>((provider, db) => db.AddInterceptors(provider.GetRequiredService<MailSignal>()));
        services.AddScoped<MailOutbox>();
        AddDelivery(services);
        return services;
    }

    private static void AddDelivery(IServiceCollection services)
    {
        services.AddSingleton<MailComposer>();
        services.AddSingleton<SmtpSender>();
        services.AddScoped<MailQueue>();
        services.AddScoped<MailBatch>();
        services.AddHostedService<MailDelivery>();
        services.AddHostedService<MailUpkeep>();
    }
}
