using Microsoft.AspNetCore.Http.Features;

namespace AcRouenIdentity.Web.Features.Shared.Errors;

/// <summary>What a refused request still brings. A browser whose connection is cut while it sends shows a page of its own, and never the answer.</summary>
internal static class RestOfRequest
{
    /// <summary>Lets the browser finish, for a while and up to a size in bytes, and forgets what it sends.</summary>
    public static async Task AwaitAsync(HttpContext context, long most, TimeSpan patience)
    {
        Allow(context, most);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        ended.CancelAfter(patience);
        try
        {
            await context.Request.Body.CopyToAsync(Stream.Null, ended.Token);
        }
        catch (Exception exception) when (exception is BadHttpRequestException or OperationCanceledException)
        {
            // Too much even for that.
        }
    }

    /// <summary>How many bytes this one request may bring. Of no effect once reading has begun.</summary>
    public static void Allow(HttpContext context, long bytes)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = bytes;
    }
}
