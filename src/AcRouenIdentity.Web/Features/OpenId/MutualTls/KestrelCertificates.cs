using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.OpenId.MutualTls;

/// <summary>Where the provider speaks TLS itself, it asks clients for a certificate and takes any: whether it proves something depends on the client, which the handshake does not know.</summary>
internal sealed class KestrelCertificates(IOptions<OpenIdOptions> options) : IConfigureOptions<KestrelServerOptions>
{
    public void Configure(KestrelServerOptions kestrel)
    {
        if (options.Value.MutualTls.Source is not CertificateSource.Connection)
            return;

        kestrel.ConfigureHttpsDefaults(https =>
        {
            https.ClientCertificateMode = ClientCertificateMode.AllowCertificate;
            https.AllowAnyClientCertificate();
        });
    }
}
