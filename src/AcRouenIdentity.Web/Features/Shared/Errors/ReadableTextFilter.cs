using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.Primitives;

namespace AcRouenIdentity.Web.Features.Shared.Errors;

/// <summary>
/// Refuses pages whose query or form holds a NUL or U+FFFD, the mark that the decoder leaves for bytes that are not UTF-8: nobody types them, and a
/// password or a name that silently differs from what was sent would be judged as wrong.
/// </summary>
internal sealed class ReadableTextFilter : IAsyncAuthorizationFilter, IOrderedFilter
{
    /// <summary>Before the antiforgery check, which would hide an unreadable form behind its own refusal.</summary>
    public int Order => int.MinValue;

    public async Task OnAuthorizationAsync(AuthorizationFilterContext context)
    {
        var request = context.HttpContext.Request;
        if (AreReadable(request.Query) && (!request.HasFormContentType || AreReadable(await request.ReadFormAsync(context.HttpContext.RequestAborted))))
            return;

        context.HttpContext.SetError(ErrorSituation.BadRequest);
        context.Result = new EmptyResult();
    }

    private static bool AreReadable(IEnumerable<KeyValuePair<string, StringValues>> fields) =>
        fields.All(field => IsReadable(field.Key) && field.Value.All(IsReadable));

    private static bool IsReadable(string? text) => text is null || text.AsSpan().IndexOfAny('\0', '\uFFFD') < 0;
}
