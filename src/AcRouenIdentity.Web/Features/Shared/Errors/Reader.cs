namespace AcRouenIdentity.Web.Features.Shared.Errors;

/// <summary>Who reads an answer: programs get JSON on their endpoints and wherever they accept nothing else.</summary>
internal static class Reader
{
    private static readonly PathString[] MachinePaths =
    [
        "/connect/token", "/connect/introspect", "/connect/revoke", "/connect/userinfo", "/connect/par", "/connect/device", "/.well-known", "/health",
    ];

    public static bool IsMachine(HttpRequest request) => MachinePaths.Any(path => request.Path.StartsWithSegments(path)) || WantsJsonOnly(request);

    private static bool WantsJsonOnly(HttpRequest request) =>
        request.GetTypedHeaders().Accept is { Count: > 0 } accepted && accepted.All(type => type.SubTypeWithoutSuffix == "json" || type.Suffix == "json");
}
