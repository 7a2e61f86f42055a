using AcRouenIdentity.Web.Features.Alarms.Contests;

namespace AcRouenIdentity.Web.Features.Alarms;

internal static class AlarmsFeature
{
    public static void AddAlarms(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<AlarmOptions>()
            .Bind(builder.Configuration.GetSection(AlarmOptions.Section), binder => binder.ErrorOnUnknownConfiguration = true)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        builder.Services.AddScoped<AccountAlarms>();
        builder.Services.AddScoped<ContestCodes>();
        builder.Services.AddScoped<AssistanceCases>();
        builder.Services.AddScoped<Contest>();
        builder.Services.AddHostedService<AlarmUpkeep>();
    }
}
