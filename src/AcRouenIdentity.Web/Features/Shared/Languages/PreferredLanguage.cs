using System.Globalization;
using AcRouenIdentity.Web.Features.Shared.Preferences;
using Microsoft.AspNetCore.Localization;

namespace AcRouenIdentity.Web.Features.Shared.Languages;

/// <summary>
/// The language of somebody signed in: for one visit that of the link of the pages; else, where an application asks for one (<c>ui_locales</c>), what everybody gets then, which is what was chosen in this
/// browser or what the application asks for; else what the person chose for their account, on whichever device; else, as for everybody, what was chosen in this browser, and what the browser prefers.
/// </summary>
internal sealed class PreferredLanguage(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (context.Features.Get<ChosenPreferences>()?.Language is { } chosen && !Language.IsChosenForVisit(context.Request) && !UiLocalesCultureProvider.IsAsked(context.Request))
        {
            context.Features.Set<IRequestCultureFeature>(new RequestCultureFeature(new RequestCulture(chosen), provider: null));
            Speak(context);
        }

        await next(context);
    }

    /// <summary>Also for whoever answers from above, where the language of this request is not known yet.</summary>
    public static void Speak(HttpContext context)
    {
        if (context.Features.Get<IRequestCultureFeature>()?.RequestCulture is { } asked)
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (asked.Culture, asked.UICulture);
    }
}
