using AcRouenIdentity.Web.Features.Recovery.Assisted;
using AcRouenIdentity.Web.Features.Recovery.ByLetter;
using AcRouenIdentity.Web.Features.Recovery.ByMail;
using AcRouenIdentity.Web.Features.Recovery.Requests;

namespace AcRouenIdentity.Web.Features.Recovery;

internal static class RecoveryFeature
{
    public static void AddRecovery(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<RecoveryOptions>()
            .Bind(builder.Configuration.GetSection(RecoveryOptions.Section), binder => binder.ErrorOnUnknownConfiguration = true)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        builder.Services.AddScoped<RecoveryTickets>();
        builder.Services.AddScoped<RecoveryCompletion>();
        builder.Services.AddHostedService<RecoveryUpkeep>();
        builder.AddRequests();
        builder.AddProofs();
    }

    private static void AddRequests(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<RecoveryClaims>();
        builder.Services.AddSingleton<RecoveryFlood>();
        builder.Services.AddSingleton<RecoverySignal>();
        builder.Services.AddScoped<RecoveryRequests>();
        builder.Services.AddScoped<MailCodeRequests>();
        builder.Services.AddScoped<MailCodeMail>();
        builder.Services.AddScoped<LetterClaims>();
        builder.Services.AddHostedService<RecoveryWorker>();
    }

    private static void AddProofs(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<MailCodes>();
        builder.Services.AddScoped<MailCodeProof>();
        builder.Services.AddScoped<LetterProof>();
        builder.Services.AddScoped<AssistanceCodes>();
        builder.Services.AddScoped<AssistanceProof>();
    }
}
