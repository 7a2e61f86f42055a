using Microsoft.AspNetCore.Http.Features;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace AcRouenIdentity.Web.Features.OpenId.Protocol;

/// <summary>
/// Protocol requests are small. A body past the limit, or one that is no form, is refused before OpenIddict reads it, which would fail with a 500.
/// Stands first in the pipeline, as OpenIddict reads requests during authentication.
/// </summary>
internal sealed class BodyLimit : IStartupFilter
{
    private const int LargestBody = 128 * 1024;

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.UseWhen(context => context.Request.Path.StartsWithSegments(OpenIdPaths.Prefix, StringComparison.Ordinal), protocol => protocol.Use(CheckAsync));
        next(app);
    };

    private static async Task CheckAsync(HttpContext context, RequestDelegate next)
    {
        if (await ReadAsync(context) is { } status)
            await RefuseAsync(context, status);
        else
            await next(context);
    }

    /// <returns>The status of the refusal; null when the form, if any, was read.</returns>
    private static async Task<int?> ReadAsync(HttpContext context)
    {
        if (context.Request.ContentLength > LargestBody)
            return StatusCodes.Status413PayloadTooLarge;
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = LargestBody;
        if (!HttpMethods.IsPost(context.Request.Method) || !context.Request.HasFormContentType)
            return null;

        try
        {
            await context.Request.ReadFormAsync(context.RequestAborted);
            return null;
        }
        catch (BadHttpRequestException exception)
        {
            return exception.StatusCode;
        }
        catch (InvalidDataException)
        {
            return StatusCodes.Status400BadRequest;
        }
    }

    private static Task RefuseAsync(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.Connection = "close";
        return context.Response.WriteAsJsonAsync(new Dictionary<string, string>
        {
            [Parameters.Error] = Errors.InvalidRequest,
            [Parameters.ErrorDescription] = "The body is too large or no form.",
        });
    }
}
