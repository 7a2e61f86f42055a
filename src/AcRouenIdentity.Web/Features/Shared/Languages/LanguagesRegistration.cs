using System.Globalization;
using Microsoft.AspNetCore.Localization;

namespace AcRouenIdentity.Web.Features.Shared.Languages;

/// <summary>French first, English second: the choice made here, else what the application asks, else what the browser prefers. <see cref="PreferredLanguage"/> says what an account changes.</summary>
internal static class LanguagesRegistration
{
    public static void AddLanguages(this WebApplicationBuilder builder) => builder.Services.AddLocalization();

    public static void UseLanguages(this WebApplication app) => app.UseRequestLocalization(options =>
    {
        options.DefaultRequestCulture = new RequestCulture(Language.French);
        options.SupportedCultures = options.SupportedUICultures = [new CultureInfo(Language.French), new CultureInfo(Language.English)];
        options.RequestCultureProviders =
        [
            new CookieRequestCultureProvider { CookieName = Language.Cookie },
            new UiLocalesCultureProvider(),
            new AcceptLanguageHeaderRequestCultureProvider(),
        ];
    });

    /// <summary>After who asks is known.</summary>
    public static void UsePreferredLanguage(this WebApplication app) => app.UseMiddleware<PreferredLanguage>();

    public static void MapLanguageChoice(this WebApplication app) => app.MapGet(Language.ChoicePath, Language.Choose).AllowAnonymous();
}
