namespace AcRouenIdentity.Web.Features.Shared.Headers;

/// <summary>
/// Where the answer to a form of this page may redirect, beside ourselves. Browsers apply the form-action directive to redirects too (CSP 3, 7.2.1),
/// so a sign-in page names the client that it will return to.
/// </summary>
public static class FormActions
{
    private const string Key = "AcRouenIdentity.FormActions";

    /// <param name="target">A registered redirect address; its origin is allowed, or its scheme for the private scheme of a native application.</param>
    public static void AllowFormRedirectTo(this HttpContext context, Uri target) =>
        context.Items[Key] = $"{AllowedFormTargets(context)} {Source(target)}";

    internal static string AllowedFormTargets(this HttpContext context) => context.Items[Key] as string ?? "";

    // Uri has parsed both forms: no space, semicolon or comma is left in a scheme, a host in its IDN form or a port.
    private static string Source(Uri target) => target.Scheme == Uri.UriSchemeHttp || target.Scheme == Uri.UriSchemeHttps
        ? new UriBuilder(target.Scheme, target.IdnHost, target.IsDefaultPort ? -1 : target.Port).Uri.GetLeftPart(UriPartial.Authority)
        : $"{target.Scheme}:";
}
