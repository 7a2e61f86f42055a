using AcRouenIdentity.Infrastructure.Audit;
using AcRouenIdentity.Web.Features.Audit.Journal;

namespace AcRouenIdentity.Web.Features.Audit;

internal static class AuditFeature
{
    public static void AddAudit(this WebApplicationBuilder builder)
    {
        builder.Services.AddAuditTrail(builder.Configuration);
        builder.Services.AddScoped<JournalReading>();
        builder.Services.AddScoped<JournalPeople>();
        builder.Services.AddScoped<JournalWording>();
        builder.Services.AddScoped<ChainResults>();
        builder.Services.AddSingleton<ChainReading>();
        builder.Services.AddHostedService(services => services.GetRequiredService<ChainReading>());
    }
}
