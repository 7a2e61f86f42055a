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
    public const string Cookie = "langue";
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

        context.Response.Cookies.Append(Cookie, CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(vers)), new CookieOptions
        {
            HttpOnly = true,
            IsEssential = true,
            MaxAge = TimeSpan.FromDays(365),
            SameSite = SameSiteMode.Lax,
            Secure = context.Request.IsHttps,
            Path = context.Request.PathBase.HasValue ? context.Request.PathBase.Value : "/",
        });
        return TypedResults.LocalRedirect(LocalPaths.IsLocal(retour) ? retour : "~/");
    }
}
