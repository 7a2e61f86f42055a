using AcRouenIdentity.Infrastructure.Audit;

namespace AcRouenIdentity.Web.Features.Audit;

internal static class AuditFeature
{
    public static void AddAudit(this WebApplicationBuilder builder) =>
        builder.Services.AddAuditTrail(builder.Configuration);
}
