using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Web.Features.HelpDesk.Access;
using AcRouenIdentity.Web.Features.HelpDesk.Acts;
using AcRouenIdentity.Web.Features.HelpDesk.Cases;
using AcRouenIdentity.Web.Features.HelpDesk.Diagnosis;
using AcRouenIdentity.Web.Features.HelpDesk.Own;
using AcRouenIdentity.Web.Features.HelpDesk.Search;
using AcRouenIdentity.Web.Features.HelpDesk.Supervision;
using AcRouenIdentity.Web.Features.HelpDesk.Verification;

namespace AcRouenIdentity.Web.Features.HelpDesk;

internal static class HelpDeskFeature
{
    public static void AddHelpDesk(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<HelpDeskOptions>()
            .Bind(builder.Configuration.GetSection(HelpDeskOptions.Section), binder => binder.ErrorOnUnknownConfiguration = true)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        builder.Services.AddSingleton<HelpAccess>();
        builder.AddCallerSearch();
        builder.AddCases();
        builder.AddVerification();
        builder.AddActs();
        builder.Services.AddScoped<DeskFigures>();
        builder.Services.AddScoped<UnusualDeeds>();
        builder.Services.AddScoped<CallerDiagnosis>();
        builder.Services.AddScoped<IHeldData, CasesHeld>();
        builder.Services.AddHostedService<HelpDeskUpkeep>();
    }

    private static void AddCallerSearch(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<CallerSearchOptions>()
            .Bind(builder.Configuration.GetSection(CallerSearchOptions.Section), binder => binder.ErrorOnUnknownConfiguration = true)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        builder.Services.AddScoped<CallerSearch>();
        builder.Services.AddScoped<CallerAllowance>();
        builder.Services.AddScoped<SchoolReading>();
        builder.Services.AddHostedService<SchoolUpkeep>();
    }

    private static void AddCases(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<CaseVault>();
        builder.Services.AddScoped<CaseOpening>();
        builder.Services.AddScoped<ICaseOpening>(services => services.GetRequiredService<CaseOpening>());
        builder.Services.AddScoped<CaseFiles>();
        builder.Services.AddScoped<CaseJournal>();
        builder.Services.AddScoped<CaseDesk>();
        builder.Services.AddScoped<WaitingCases>();
        builder.Services.AddScoped<CaseReading>();
        builder.Services.AddScoped<CaseSheets>();
        builder.Services.AddScoped<OwnCases>();
        builder.Services.AddScoped<HelpDeskWording>();
    }

    private static void AddVerification(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<VerificationDesk>();
        builder.Services.AddScoped<CallerFacts>();
        builder.Services.AddScoped<FailureAllowance>();
        builder.Services.AddScoped<StepCodes>();
        builder.Services.AddScoped<CallerMail>();
        builder.Services.AddScoped<Vouching>();
    }

    private static void AddActs(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<ActDesk>();
        builder.Services.AddScoped<Approvals>();
        builder.Services.AddScoped<AccountAct, CodeAct>();
        builder.Services.AddScoped<AccountAct, LetterAct>();
        builder.Services.AddScoped<AccountAct, UnlockAct>();
        builder.Services.AddScoped<AccountAct, SessionsAct>();
        builder.Services.AddScoped<AccountAct, AddressAct>();
        builder.Services.AddScoped<AccountAct, NewAddressAct>();
        builder.Services.AddScoped<AddressRecording>();
        builder.Services.AddScoped<AccountAct, FactorsAct>();
        builder.Services.AddScoped<AccountAct, BlockAct>();
        builder.Services.AddScoped<AccountAct, DepartureAct>();
        builder.Services.AddScoped<RecentChanges>();
    }
}
