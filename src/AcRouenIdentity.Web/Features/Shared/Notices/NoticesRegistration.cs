namespace AcRouenIdentity.Web.Features.Shared.Notices;

internal static class NoticesRegistration
{
    public static void AddNotices(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<MaintenanceOptions>().BindConfiguration(MaintenanceOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddOptions<AssistanceOptions>().BindConfiguration(AssistanceOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddOptions<PublisherOptions>().BindConfiguration(PublisherOptions.Section);
        builder.Services.AddOptions<StatusOptions>()
            .Bind(builder.Configuration.GetSection(StatusOptions.Section), binder => binder.ErrorOnUnknownConfiguration = true)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        builder.Services.AddSingleton<MaintenanceNotice>();
        builder.Services.AddSingleton<AssistanceForm>();
        builder.Services.AddSingleton<ServiceNames>();
        builder.Services.AddSingleton<AnnouncementWording>();
        builder.Services.AddSingleton<AnnouncementMemory>();
        builder.Services.AddHostedService<AnnouncementRefresh>();
    }
}
