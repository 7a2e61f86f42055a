using System.Globalization;
using System.Net.Mime;
using System.Text;
using System.Text.Json;
using AcRouenIdentity.Web.Features.Shared.Languages;
using Microsoft.Extensions.Localization;

namespace AcRouenIdentity.Web.Features.Shared.Errors;

/// <summary>Writes an error as a page for people or as JSON for machines. Needs neither the directory nor the database.</summary>
internal sealed class ErrorAnswer(ViewText views, IStringLocalizer<ErrorTexts> texts, ILogger<ErrorAnswer> log)
{
    private const string View = "/Features/Shared/Errors/Error.cshtml";
    private const string OutageRetrySeconds = "30";

    private static readonly CompositeFormat BarePage = ReadBarePage();

    public Task WriteAsync(HttpContext context, ErrorSituation situation)
    {
        var response = context.Response;
        // A code that says more than the situation (401, 431) stays.
        if (response.StatusCode < StatusCodes.Status400BadRequest || ErrorSituations.OfStatus(response.StatusCode) != situation)
            response.StatusCode = situation.Status();
        response.Headers.CacheControl = "no-store";
        if (situation.IsOutage() && response.Headers.RetryAfter.Count == 0)
            response.Headers.RetryAfter = OutageRetrySeconds;

        var error = new ErrorModel(situation, ErrorReference.Of(context), context.ErrorNote());
        if (!situation.IsOurs())
            log.Refused(error.Reference, situation);
        return Reader.IsMachine(context.Request) ? WriteJsonAsync(response, error) : WritePageAsync(context, error);
    }

    // RFC 6749 5.2 gives the members; a reference is added, as the page has one.
    private Task WriteJsonAsync(HttpResponse response, ErrorModel error) => response.WriteAsJsonAsync(
        new Dictionary<string, string>
        {
            ["error"] = OAuthCode(error.Situation),
            ["error_description"] = error.Note ?? texts[$"{error.Situation}Title"],
            ["reference"] = error.Reference,
        },
        JsonSerializerOptions.Web,
        MediaTypeNames.Application.Json);

    private async Task WritePageAsync(HttpContext context, ErrorModel error)
    {
        var html = await RenderAsync(context, error);
        context.Response.ContentType = "text/html; charset=utf-8";
        await context.Response.WriteAsync(html, context.RequestAborted);
    }

    private async Task<string> RenderAsync(HttpContext context, ErrorModel error)
    {
        PreferredLanguage.Speak(context);
        try
        {
            return await views.RenderAsync(context, View, error);
        }
        catch (Exception failure)
        {
            log.ErrorPageFailed(error.Reference, failure);
            return string.Format(CultureInfo.InvariantCulture, BarePage, context.Response.StatusCode, error.Reference);
        }
    }

    private static string OAuthCode(ErrorSituation situation) => situation switch
    {
        _ when situation.IsOutage() => "temporarily_unavailable",
        ErrorSituation.Failure => "server_error",
        ErrorSituation.Forbidden => "access_denied",
        _ => "invalid_request",
    };

    private static CompositeFormat ReadBarePage()
    {
        using var reader = new StreamReader(typeof(ErrorAnswer).Assembly.GetManifestResourceStream("Features/Shared/Errors/BareError.html")!);
        return CompositeFormat.Parse(reader.ReadToEnd());
    }
}

/// <summary>What the error page shows.</summary>
/// <param name="Note">A sentence of the part that refused, or null.</param>
public sealed record ErrorModel(ErrorSituation Situation, string Reference, string? Note);
