using AcRouenIdentity.Testing.Hosts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace AcRouenIdentity.Web.Tests.Shared.Access;

/// <summary>Something of the product that a request reaches: a handler of a page, or an endpoint without a page.</summary>
/// <param name="Path">As routed: <c>/comptes/{login}</c>.</param>
/// <param name="Slice">Folder of the page; empty for an endpoint without one.</param>
/// <param name="IsForAll">It says that everybody may come.</param>
internal sealed record PageHandler(string Path, string Method, string Name, string Slice, bool IsForAll)
{
    public bool IsRead => Method == HttpMethod.Get.Method;

    public override string ToString() => (IsRead, Name) switch
    {
        (true, "") => $"`{Path}` (read)",
        (true, _) => $"`{Path}` (read {Name})",
        (false, "") => $"`{Path}` (send)",
        (false, _) => $"`{Path}` {Name}",
    };
}

/// <summary>All that the running host answers to, as its routing knows it.</summary>
internal static class PageHandlers
{
    public static async Task<IReadOnlyList<PageHandler>> AllOfAsync(ProviderHost host)
    {
        var loader = host.Services.GetRequiredService<PageLoader>();
        var all = new List<PageHandler>();
        foreach (var endpoint in EndpointsOf(host))
            all.AddRange(endpoint.Metadata.GetMetadata<PageActionDescriptor>() is { } page
                ? HandlersOf(endpoint, await loader.LoadAsync(page, EndpointMetadataCollection.Empty))
                : MethodsOf(endpoint).Select(method => new PageHandler(PathOf(endpoint), method, "", Slice: "", IsForAll(endpoint))));
        return [.. all.Distinct().OrderBy(handler => handler.Path, StringComparer.Ordinal).ThenByDescending(handler => handler.IsRead).ThenBy(handler => handler.Name, StringComparer.Ordinal)];
    }

    /// <summary>Those that say neither that everybody may come nor by which policy.</summary>
    public static IEnumerable<string> SayNothingOfAccess(ProviderHost host) => EndpointsOf(host)
        .Where(endpoint => !IsForAll(endpoint) && endpoint.Metadata.GetMetadata<IAuthorizeData>()?.Policy is null)
        .Select(PathOf);

    private static IEnumerable<RouteEndpoint> EndpointsOf(ProviderHost host) => host.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).Cast<RouteEndpoint>().Distinct();

    /// <summary>A page shows itself also where it has no handler for that.</summary>
    private static IEnumerable<PageHandler> HandlersOf(RouteEndpoint endpoint, CompiledPageActionDescriptor page)
    {
        var (path, slice, forAll) = (PathOf(endpoint), page.ViewEnginePath.Split('/')[1], IsForAll(endpoint));
        return page.HandlerMethods
            .Select(handler => new PageHandler(path, handler.HttpMethod.ToUpperInvariant(), handler.Name ?? "", slice, forAll))
            .Append(new PageHandler(path, HttpMethod.Get.Method, "", slice, forAll));
    }

    private static IEnumerable<string> MethodsOf(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? [];

    private static bool IsForAll(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null;

    private static string PathOf(RouteEndpoint endpoint) => $"/{endpoint.RoutePattern.RawText!.TrimStart('/')}";
}
