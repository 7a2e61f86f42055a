using System.Globalization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace AcRouenIdentity.Web.Features.Shared.Attempts;

internal static class Waiting
{
    private static readonly TimeSpan LongestInMinutes = TimeSpan.FromHours(2);

    /// <summary>As <see cref="Duration"/> says it, in hours where it is long.</summary>
    public static string InWords(TimeSpan wait, IStringLocalizer texts) =>
        wait > LongestInMinutes ? texts["Hours", (int)Math.Ceiling(wait.TotalHours)] : Duration.InWords(wait, texts);

    /// <summary>The page as it is, with the status of RFC 6585, 4.</summary>
    public static PageResult TooMany(this PageModel page, TimeSpan wait)
    {
        page.Response.Headers.RetryAfter = ((int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return new PageResult { StatusCode = StatusCodes.Status429TooManyRequests };
    }
}
