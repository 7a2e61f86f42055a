using System.Net;
using System.Text;
using System.Text.Unicode;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Net.Http.Headers;

namespace AcRouenIdentity.Web.Features.Shared.Errors;

/// <summary>
/// Refuses pages whose query or form is not text: NULs and bytes that are not UTF-8, raw or percent-encoded. The framework replaces them or leaves them as they
/// are, and a name or a password that silently differs from what was sent would be judged as wrong.
/// </summary>
internal sealed class ReadableTextFilter : IAsyncAuthorizationFilter, IOrderedFilter
{
    private const string FormType = "application/x-www-form-urlencoded";

    /// <summary>Before the antiforgery check, which would hide an unreadable form behind its own refusal.</summary>
    public int Order => int.MinValue;

    public async Task OnAuthorizationAsync(AuthorizationFilterContext context)
    {
        if (await RefuseAsync(context.HttpContext.Request, context.HttpContext.RequestAborted) is not { } situation)
            return;

        context.HttpContext.SetError(situation);
        context.Result = new EmptyResult();
    }

    private static async Task<ErrorSituation?> RefuseAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!IsText(Encoding.UTF8.GetBytes(request.QueryString.Value ?? "")))
            return ErrorSituation.BadRequest;
        if (!HttpMethods.IsPost(request.Method))
            return null;
        if (!IsForm(request.ContentType))
            return ErrorSituation.UnsupportedContent;
        return IsText(await ReadAsync(request, cancellationToken)) ? null : ErrorSituation.BadRequest;
    }

    private static bool IsForm(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type)
        && type.MediaType.Equals(FormType, StringComparison.OrdinalIgnoreCase)
        && (type.Charset.Length == 0 || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase));

    private static async Task<byte[]> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        request.EnableBuffering(RequestLimits.BodyBytes);
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, cancellationToken);
        request.Body.Position = 0;
        return body.ToArray();
    }

    private static bool IsText(byte[] encoded)
    {
        var decoded = WebUtility.UrlDecodeToBytes(encoded, 0, encoded.Length);
        return Utf8.IsValid(decoded) && !decoded.AsSpan().Contains((byte)0);
    }
}
