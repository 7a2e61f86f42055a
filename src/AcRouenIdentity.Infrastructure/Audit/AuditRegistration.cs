using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace AcRouenIdentity.Infrastructure.Audit;

public static class AuditRegistration
{
    public static IServiceCollection AddAuditTrail(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<AuditOptions>().Bind(configuration.GetSection(AuditOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<AuditChain>();
        services.AddSingleton<RefusalTally>();
        services.AddScoped<AuditTrail>();
        services.AddScoped<AuditSealing>();
        services.AddScoped<AuditVerification>();
        services.AddHostedService<AuditSealer>();
        services.AddHostedService<RefusalTallyWriter>();
        return services;
    }
}
