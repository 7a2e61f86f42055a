using AcRouenIdentity.Web.Features.Shared.Addresses;

namespace AcRouenIdentity.Web.Features.Shared.Headers;

/// <summary>Headers of every answer, errors and files included. Written when the answer starts, so that a page may still name its form targets.</summary>
internal sealed class SecurityHeaders(RequestDelegate next, PublicAddress address)
{
    /// <summary>Two years, in seconds.</summary>
    private const string TransportSecurity = "max-age=63072000";

    private const string Permissions =
        "accelerometer=(), autoplay=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), hid=(), magnetometer=(), "
        + "microphone=(), midi=(), payment=(), serial=(), usb=()";

    public Task InvokeAsync(HttpContext context)
    {
        context.Response.OnStarting(() =>
        {
            Write(context);
            return Task.CompletedTask;
        });
        return next(context);
    }

    private void Write(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy(context.AllowedFormTargets());
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        // Not no-referrer: under it browsers send "Origin: null" with our own forms.
        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] = Permissions;
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        if (address.IsSecure)
            headers.StrictTransportSecurity = TransportSecurity;
        if (headers.CacheControl.Count == 0)
            headers.CacheControl = "no-store";
    }

    // data: images are the ticks and arrows inside the style sheets of DSFR.
    private static string Policy(string formTargets) =>
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; "
        + $"form-action 'self'{formTargets}; frame-ancestors 'none'; base-uri 'none'";
}
