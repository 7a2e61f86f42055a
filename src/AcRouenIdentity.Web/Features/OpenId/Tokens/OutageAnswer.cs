using System.Globalization;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace AcRouenIdentity.Web.Features.OpenId.Tokens;

/// <summary>What an application is told while the directory does not answer: not that its token is bad, but to come back.</summary>
internal static class OutageAnswer
{
    private const int RetryAfterSeconds = 10;

    public static IResult Json(HttpContext context)
    {
        context.Response.Headers.RetryAfter = RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
        context.Response.Headers.CacheControl = "no-store";
        return Results.Json(
            new Dictionary<string, string>
            {
                [Parameters.Error] = Errors.TemporarilyUnavailable,
                [Parameters.ErrorDescription] = "The directory does not answer; try again later.",
            },
            statusCode: StatusCodes.Status503ServiceUnavailable);
    }
}
