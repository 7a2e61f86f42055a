using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Infrastructure.Feeds;
using AcRouenIdentity.Infrastructure.Provisioning;
using AcRouenIdentity.Web.Features.Provisioning.Changes;
using AcRouenIdentity.Web.Features.Provisioning.Told;
using AcRouenIdentity.Web.Features.Provisioning.Pages;
using AcRouenIdentity.Web.Features.Provisioning.People;
using AcRouenIdentity.Web.Features.Provisioning.Runs;
using AcRouenIdentity.Web.Features.Provisioning.Uploads;
using AcRouenIdentity.Web.Features.Shared.Access;
using AcRouenIdentity.Web.Features.Shared.Errors;

namespace AcRouenIdentity.Web.Features.Provisioning;

internal static class ProvisioningFeature
{
    public static void AddProvisioning(this WebApplicationBuilder builder)
    {
        builder.AddPlanning();
        builder.Services.AddSingleton<RunBook>();
        builder.Services.AddSingleton<RunWork>();
        builder.Services.AddSingleton<RunOpening>();
        builder.Services.AddSingleton<RunSignal>();
        builder.Services.AddScoped<RunDesk>();
        builder.Services.AddScoped<RunReporting>();
        builder.Services.AddScoped<RunReports>();
        builder.Services.AddScoped<DropFolder>();
        builder.Services.AddSingleton<UploadFolder>();
        builder.Services.AddScoped<UploadEndpoint>();
        builder.Services.Configure<LargeRequests>(large => large.Paths.Add(ProvisioningPaths.Upload));
        builder.Services.AddScoped<PeopleSearch>();
        builder.Services.AddScoped<EstablishmentChanges>();
        builder.Services.AddScoped<PlanApplying>();
        builder.Services.AddScoped<Adoption>();
        builder.Services.AddScoped<AccountChanges>();
        builder.Services.AddScoped<ChangeRecording>();
        builder.Services.AddSingleton<IAccountOpening, FirstAccessOpening>();
        builder.Services.AddScoped<PersonDesk>();
        builder.Services.AddScoped<Delegation>();
        builder.Services.AddScoped<DelegationDesk>();
        builder.Services.AddScoped<AccountAging>();
        builder.Services.AddScoped<PeopleWords>();
        builder.Services.AddScoped<IHeldData, DirectoryEntryHeld>();
        builder.Services.AddScoped<IHeldData, RecordHeld>();
        builder.Services.AddScoped<IHeldData, IdentifiersHeld>();
        builder.Services.AddScoped<IHeldData, InaHeld>();
        builder.Services.AddScoped<IHeldData, HistoryHeld>();
        builder.Services.AddHostedService<RunWorker>();
        builder.Services.AddHostedService<AccountUpkeep>();
    }

    public static void MapProvisioning(this WebApplication app)
    {
        // Its proof against forgery is checked by its own hand, since reading the form would be holding the files.
        app.MapPost(ProvisioningPaths.Upload, (HttpContext context, UploadEndpoint endpoint, CancellationToken cancellationToken) => endpoint.HandleAsync(context, cancellationToken))
            .RequireAuthorization(AccessPolicies.OfficerOfTheAcademie)
            .DisableAntiforgery();
        app.MapGet(ProvisioningPaths.Upload, () => Results.LocalRedirect($"~{ProvisioningPaths.Runs}")).RequireAuthorization(AccessPolicies.OfficerOfTheAcademie);
        app.MapGet(ProvisioningPaths.Report, ReportEndpoint.HandleAsync).RequireAuthorization(AccessPolicies.OfficerOfTheAcademie);
    }

    /// <summary>What reads and decides, and no more.</summary>
    public static void AddPlanning(this WebApplicationBuilder builder)
    {
        builder.Services.AddFeeds(builder.Configuration.GetSection(FeedOptions.Section));
        builder.Services.AddOptions<ProvisioningOptions>()
            .Bind(builder.Configuration.GetSection(ProvisioningOptions.Section))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        builder.Services.AddPeopleRecords();
        builder.Services.AddScoped<PlanMaking>();
    }
}
