using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Web.Features.SecondFactors.Apps;
using AcRouenIdentity.Web.Features.SecondFactors.Codes;

namespace AcRouenIdentity.Web.Features.SecondFactors;

internal static class SecondFactorsFeature
{
    public static void AddSecondFactors(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<AppSecrets>();
        builder.Services.AddScoped<AppEnrolment>();
        builder.Services.AddScoped<AppBook>();
        builder.Services.AddScoped<RecoveryCodes>();
        builder.Services.AddScoped<SecondFactorProof>();
        builder.Services.AddScoped<IHeldData, SecondFactorsHeld>();
    }
}
