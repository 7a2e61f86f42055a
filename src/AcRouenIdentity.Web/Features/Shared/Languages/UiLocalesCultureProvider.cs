using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace AcRouenIdentity.Web.Features.Shared.Languages;

/// <summary>The language that an application asks for: <c>ui_locales</c> (OpenID Connect Core 3.1.2.1), in the query or in the request that we return to.</summary>
internal sealed class UiLocalesCultureProvider : RequestCultureProvider
{
    public const string Parameter = "ui_locales";
    public const string ReturnParameter = "retour";
    private const int MostTags = 10;

    public override Task<ProviderCultureResult?> DetermineProviderCultureResult(HttpContext httpContext)
    {
        var asked = Asked(httpContext.Request.Query);
        if (string.IsNullOrWhiteSpace(asked))
            return NullProviderCultureResult;

        var tags = asked.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return Task.FromResult<ProviderCultureResult?>(new ProviderCultureResult([.. tags.Take(MostTags).Select(tag => new StringSegment(tag))]));
    }

    public static bool IsAsked(HttpRequest request) => !string.IsNullOrWhiteSpace(Asked(request.Query));

    private static string? Asked(IQueryCollection query)
    {
        if (query[Parameter] is [{ } direct])
            return direct;
        if (query[ReturnParameter] is not [{ } address] || address.IndexOf('?', StringComparison.Ordinal) is var start && start < 0)
            return null;
        return QueryHelpers.ParseNullableQuery(address[start..])?.GetValueOrDefault(Parameter) is [{ } inner] ? inner : null;
    }
}
