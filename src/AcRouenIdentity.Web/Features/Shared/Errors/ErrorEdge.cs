using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Infrastructure.Database;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.Shared.Errors;

/// <summary>The one place where exceptions and bare error codes become answers.</summary>
internal sealed class ErrorEdge(RequestDelegate next, ErrorAnswer answer, IOptions<LargeRequests> large, ILogger<ErrorEdge> log)
{
    /// <summary>Of what is refused as too large, this much is still read, and thrown away.</summary>
    private const long MostOfRefused = 16 * 1024 * 1024;

    private static readonly TimeSpan PatienceWithRefused = TimeSpan.FromSeconds(10);

    public async Task InvokeAsync(HttpContext context)
    {
        // Tells the libraries below that bare error codes get their page here.
        var pages = new StatusCodePagesFeature();
        context.Features.Set<IStatusCodePagesFeature>(pages);
        try
        {
            await PassAsync(context);
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody is left to answer.
            return;
        }
        catch (Exception failure) when (!context.Response.HasStarted)
        {
            await AnswerAsync(context, failure);
            return;
        }

        if (pages.Enabled && IsBareError(context.Response))
            await answer.WriteAsync(context, context.ErrorSituation());
    }

    // Read before anything else: below, a body that is too large ends as an unreadable form.
    private Task PassAsync(HttpContext context)
    {
        if (context.Request.ContentLength is null or <= RequestLimits.BodyBytes || large.Value.Allow(context.Request))
            return next(context);

        context.SetError(ErrorSituation.TooLarge);
        var isAskedFirst = context.Request.Headers.Expect.Count > 0;
        return isAskedFirst ? Task.CompletedTask : RestOfRequest.AwaitAsync(context, MostOfRefused, PatienceWithRefused);
    }

    private Task AnswerAsync(HttpContext context, Exception failure)
    {
        var situation = Classify(failure);
        var reference = ErrorReference.Of(context);
        if (situation.IsOutage())
            log.Outage(reference, situation, failure);
        else if (situation.IsOurs())
            log.Failure(reference, failure);
        else
            log.BadRequest(reference, failure.Message);

        context.Response.Clear();
        return answer.WriteAsync(context, situation);
    }

    private static ErrorSituation Classify(Exception failure) => failure switch
    {
        DirectoryUnavailableException => ErrorSituation.DirectoryDown,
        BadHttpRequestException refused => ErrorSituations.OfStatus(refused.StatusCode),
        InvalidDataException => ErrorSituation.BadRequest,
        _ when DatabaseOutage.Explains(failure) => ErrorSituation.DatabaseDown,
        _ => ErrorSituation.Failure,
    };

    // A challenge (401 with WWW-Authenticate) is an answer by itself.
    private static bool IsBareError(HttpResponse response) =>
        response.StatusCode >= StatusCodes.Status400BadRequest
        && !response.HasStarted
        && response.ContentLength is null
        && string.IsNullOrEmpty(response.ContentType)
        && response.Headers.WWWAuthenticate.Count == 0;
}
