using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Infrastructure.Letters;
using AcRouenIdentity.Web.Features.Letters.Batches;
using AcRouenIdentity.Web.Features.Letters.FollowUp;
using AcRouenIdentity.Web.Features.Letters.HandOvers;
using AcRouenIdentity.Web.Features.Letters.Requests;
using AcRouenIdentity.Web.Features.Shared.Notices;
using AcRouenIdentity.Web.Features.Shared.Themes;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.Letters;

internal static class LettersFeature
{
    public static void AddLetters(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<LetterOptions>()
            .Bind(builder.Configuration.GetSection(LetterOptions.Section))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        builder.Services.AddLetterSecrets();
        builder.Services.AddLetterPrinter(builder.Configuration.GetSection(LetterPrinterOptions.Section), services => services.FoldersWithOurs());
        builder.Services.AddOptions<LetterPrinterOptions>()
            .PostConfigure<IOptions<AssistanceOptions>>((printer, assistance) => printer.Assistance ??= LetterWording.WhomToTurnTo(assistance.Value));
        builder.Services.AddSingleton<BatchSignal>();
        builder.Services.AddScoped<BatchOpening>();
        builder.Services.AddScoped<BatchWork>();
        builder.Services.AddScoped<BatchDesk>();
        builder.Services.AddScoped<BatchFollowing>();
        builder.Services.AddScoped<UnfinishedBatches>();
        builder.Services.AddScoped<NamedPeople>();
        builder.Services.AddScoped<PdfFolder>();
        builder.Services.AddScoped<PartPrinting>();
        builder.Services.AddScoped<LetterWriting>();
        builder.Services.AddScoped<FirstLetters>();
        builder.Services.AddScoped<LetterRequests>();
        builder.Services.AddScoped<ReprintRequests>();
        builder.Services.AddScoped<RequestDesk>();
        builder.Services.AddScoped<RequestClosing>();
        builder.Services.AddScoped<RecoveryLetters>();
        builder.Services.AddScoped<HandOverDesk>();
        builder.Services.AddScoped<LetterWording>();
        builder.Services.AddScoped<WaitingPeople>();
        builder.Services.AddScoped<ActivationHistory>();
        builder.Services.AddScoped<Secretariats>();
        builder.Services.AddScoped<SecretariatReminding>();
        builder.Services.AddScoped<ReminderMails>();
        builder.Services.AddScoped<IHeldData, LettersHeld>();
        builder.Services.AddHostedService<BatchWorker>();
        builder.Services.AddHostedService<ReminderWorker>();
        builder.Services.AddHostedService<RequestUpkeep>();
    }
}
