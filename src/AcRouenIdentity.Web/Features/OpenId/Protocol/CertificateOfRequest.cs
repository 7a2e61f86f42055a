using AcRouenIdentity.Web.Features.OpenId.MutualTls;
using Microsoft.AspNetCore;
using OpenIddict.Server;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace AcRouenIdentity.Web.Features.OpenId.Protocol;

/// <summary>The certificate with which a request came. OpenIddict reads that of the connection, which behind a proxy is the proxy's, or nobody's.</summary>
internal sealed class CertificateOfRequest<TContext>(CertificateReader certificates) : IOpenIddictServerHandler<TContext>
    where TContext : BaseValidatingContext
{
    public static OpenIddictServerHandlerDescriptor Descriptor { get; } = OpenIddictServerHandlerDescriptor
        .CreateBuilder<TContext>()
        .UseSingletonHandler<CertificateOfRequest<TContext>>()
        .SetOrder(OpenIddictServerAspNetCoreHandlers.ExtractClientCertificate<TContext>.Descriptor.Order)
        .Build();

    /// <summary>In the place of OpenIddict's own.</summary>
    public static void Replace(OpenIddictServerBuilder server)
    {
        server.RemoveEventHandler(OpenIddictServerAspNetCoreHandlers.ExtractClientCertificate<TContext>.Descriptor);
        server.AddEventHandler(Descriptor);
    }

    public async ValueTask HandleAsync(TContext context) =>
        context.Transaction.RemoteCertificate = await certificates.FindAsync(context.Transaction.GetHttpRequest()!.HttpContext, context.CancellationToken);
}
