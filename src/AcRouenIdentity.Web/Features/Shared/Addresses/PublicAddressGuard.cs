using AcRouenIdentity.Web.Features.Shared.Errors;

namespace AcRouenIdentity.Web.Features.Shared.Addresses;

/// <summary>
/// Refuses requests meant for another host, then gives the others the configured scheme, host and path base, so that nothing below ever derives an
/// address from what a client or a proxy wrote in a header.
/// </summary>
internal sealed class PublicAddressGuard(RequestDelegate next, PublicAddress address, ErrorAnswer errors)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (!address.Accepts(context.Request.Host))
            return errors.WriteAsync(context, ErrorSituation.UnknownHost);

        context.Request.Scheme = address.Scheme;
        context.Request.Host = address.Host;
        context.Request.PathBase = address.PathBase;
        // A proxy may or may not take the prefix away.
        if (address.PathBase.HasValue && context.Request.Path.StartsWithSegments(address.PathBase, out var rest))
            context.Request.Path = rest.HasValue ? rest : "/";
        return next(context);
    }
}
