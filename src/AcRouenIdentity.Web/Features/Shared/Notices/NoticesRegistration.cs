namespace AcRouenIdentity.Web.Features.Shared.Notices;

internal static class NoticesRegistration
{
    public static void AddNotices(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<MaintenanceOptions>().BindConfiguration(MaintenanceOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddOptions<AssistanceOptions>().BindConfiguration(AssistanceOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<MaintenanceNotice>();
    }
}
