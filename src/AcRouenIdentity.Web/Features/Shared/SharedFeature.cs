using System.Text.Encodings.Web;
using System.Text.Unicode;
using AcRouenIdentity.Web.Features.Shared.Access;
using AcRouenIdentity.Web.Features.Shared.Accounts;
using AcRouenIdentity.Web.Features.Shared.Addresses;
using AcRouenIdentity.Web.Features.Shared.Attempts;
using AcRouenIdentity.Web.Features.Shared.Errors;
using AcRouenIdentity.Web.Features.Shared.Establishments;
using AcRouenIdentity.Web.Features.Shared.Forms;
using AcRouenIdentity.Web.Features.Shared.Headers;
using AcRouenIdentity.Web.Features.Shared.Languages;
using AcRouenIdentity.Web.Features.Shared.Logs;
using AcRouenIdentity.Web.Features.Shared.Mail;
using AcRouenIdentity.Web.Features.Shared.Networks;
using AcRouenIdentity.Web.Features.Shared.Notices;
using AcRouenIdentity.Web.Features.Shared.Preferences;
using AcRouenIdentity.Web.Features.Shared.Sessions;
using AcRouenIdentity.Web.Features.Shared.Themes;
using Microsoft.Extensions.WebEncoders;

namespace AcRouenIdentity.Web.Features.Shared;

internal static class SharedFeature
{
    public static void AddShared(this WebApplicationBuilder builder)
    {
        builder.AddLogs();
        builder.AddPublicAddress();
        builder.AddRequestLimits();
        builder.AddThemes();
        builder.AddLanguages();
        builder.AddNotices();
        builder.AddAccess();
        builder.AddMail();
        builder.AddAttempts();
        builder.AddNetworks();
        builder.Services.AddSingleton<AccountQuestions>();
        builder.Services.AddScoped<AccountBook>();
        builder.Services.AddScoped<AccountFactors>();
        builder.Services.AddScoped<OfficerSubjects>();
        builder.Services.AddScoped<PreferenceBook>();
        builder.Services.AddScoped<SchoolNames>();
        builder.Services.AddScoped<ApplicationPasswordEnding>();
        builder.Services.AddSingleton<ApplicationPasswordSignal>();
        builder.Services.AddScoped<SessionEnding>();
        builder.Services.AddScoped<UnfinishedProofs>();
        builder.Services.AddOptions<SessionKeepingOptions>()
            .Bind(builder.Configuration.GetSection(SessionKeepingOptions.Section), binder => binder.ErrorOnUnknownConfiguration = true)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        builder.Services.AddSingleton<ErrorAnswer>();
        builder.Services.AddSingleton<SessionReadings>();
        builder.Services.AddSingleton<ViewText>();

        // Accented letters are written as they are: half the size, and readable by whoever looks at the source of a page.
        builder.Services.Configure<WebEncoderOptions>(options => options.TextEncoderSettings =
            new TextEncoderSettings(UnicodeRanges.BasicLatin, UnicodeRanges.Latin1Supplement, UnicodeRanges.LatinExtendedA, UnicodeRanges.GeneralPunctuation));
        builder.Services
            .AddRazorPages(options => options.RootDirectory = "/Features")
            .AddFormTexts()
            .AddMvcOptions(options =>
            {
                options.Filters.Add<ReadableTextFilter>();
                options.Filters.Add<ExpiredFormFilter>();
            });
    }

    /// <summary>The order matters: each part answers for those below it.</summary>
    public static void UseShared(this WebApplication app)
    {
        app.UseTrustedProxies();
        app.UseMiddleware<SecurityHeaders>();
        app.UseLanguages();
        app.UseRequestLog();
        app.UseMiddleware<ErrorEdge>();
        app.UseMiddleware<PublicAddressGuard>();
        app.UseThemeFiles();
        app.PrepareMail();
        app.UseRouting();
        app.MapLanguageChoice();
    }
}
