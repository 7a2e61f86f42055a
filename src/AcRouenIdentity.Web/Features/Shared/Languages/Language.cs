using AcRouenIdentity.Web.Features.Shared.Addresses;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.WebUtilities;

namespace AcRouenIdentity.Web.Features.Shared.Languages;

/// <summary>The choice of a language: a link that writes a cookie and comes back to the page it was on.</summary>
internal static class Language
{
    public const string French = "fr";
    public const string English = "en";

    /// <summary>Stays in this browser.</summary>
    public const string Cookie = "langue";

    /// <summary>Goes with the visit: until then it stands above what a person chose for their account.</summary>
    public const string VisitCookie = "langue-visite";
    public const string ChoicePath = "/langue";

    public static string ChoiceLink(HttpRequest request, string language) =>
        QueryHelpers.AddQueryString(request.PathBase + ChoicePath, new Dictionary<string, string?>
        {
            ["vers"] = language,
            ["retour"] = HttpMethods.IsGet(request.Method) ? request.PathBase + request.Path + request.QueryString : request.PathBase + request.Path,
        });

    public static Results<RedirectHttpResult, BadRequest> Choose(HttpContext context, string? vers, string? retour)
    {
        if (vers is not (French or English))
            return TypedResults.BadRequest();

        Remember(context, vers);
        context.Response.Cookies.Append(VisitCookie, vers, CookieOf(context, keptFor: null));
        return TypedResults.LocalRedirect(LocalPaths.IsLocal(retour) ? retour : "~/");
    }

    /// <summary>Speaks that language in this browser from now on, or none in particular; what was chosen for the visit is over.</summary>
    public static void Keep(HttpContext context, string? language)
    {
        context.Response.Cookies.Delete(VisitCookie, CookieOf(context, keptFor: null));
        if (language is null)
            context.Response.Cookies.Delete(Cookie, CookieOf(context, keptFor: null));
        else
            Remember(context, language);
    }

    private static void Remember(HttpContext context, string language) =>
        context.Response.Cookies.Append(Cookie, CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(language)), CookieOf(context, TimeSpan.FromDays(365)));

    public static bool IsChosenForVisit(HttpRequest request) => request.Cookies[VisitCookie] is French or English;

    private static CookieOptions CookieOf(HttpContext context, TimeSpan? keptFor) => new()
    {
        HttpOnly = true,
        IsEssential = true,
        MaxAge = keptFor,
        SameSite = SameSiteMode.Lax,
        Secure = context.Request.IsHttps,
        Path = context.Request.PathBase.HasValue ? context.Request.PathBase.Value : "/",
    };
}
