using AcRouenIdentity.Web.Features.Shared.Errors;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AcRouenIdentity.Web.Features.Status.Trouble;

/// <summary>Tries the browser out: gives it a cookie, sends it round, and looks whether it brought the cookie back. A script, where there is one, looks at the clock.</summary>
[AllowAnonymous, WorksInOutage]
public sealed class BrowserCheckPage : PageModel
{
    public const string Cookie = "essai";

    /// <summary>Internet Explorer, whose last version knows no module and no modern style.</summary>
    private static readonly string[] Outdated = ["MSIE ", "Trident/"];

    private static readonly TimeSpan CookieLifetime = TimeSpan.FromMinutes(10);

    /// <summary>The browser was given its cookie and sent here.</summary>
    [BindProperty(SupportsGet = true, Name = "retour")]
    public bool IsBack { get; set; }

    public bool KeepsCookies => Request.Cookies.ContainsKey(Cookie);

    public bool IsOutdated => Outdated.Any(Request.Headers.UserAgent.ToString().Contains);

    public IActionResult OnGet()
    {
        if (IsBack)
            return Page();

        Response.Cookies.Append(Cookie, "1", new CookieOptions
        {
            HttpOnly = true,
            IsEssential = true,
            MaxAge = CookieLifetime,
            SameSite = SameSiteMode.Lax,
            Secure = Request.IsHttps,
            Path = Request.PathBase.HasValue ? Request.PathBase.Value : "/",
        });
        return LocalRedirect("~/aide/connexion/navigateur?retour=true");
    }
}
