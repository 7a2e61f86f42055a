using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using AcRouenIdentity.Domain.OpenId;
using AcRouenIdentity.Web.Features.Shared.Addresses;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace AcRouenIdentity.Web.Features.OpenId.MutualTls;

/// <summary>
/// Finds the certificate with which a client came. TLS showed that it has the key, here or at the proxy; whose certificate it is, and what it is worth, is for others to say. A header that did not come
/// straight from a proxy of ours is as good as none, and so is one that is there twice or cannot be read.
/// </summary>
internal sealed class CertificateReader(IOptions<OpenIdOptions> options, ILogger<CertificateReader> logger)
{
    /// <summary>Characters; certificates of clients are a tenth of it.</summary>
    private const int LongestHeader = 16 * 1024;

    private MutualTlsOptions Options => options.Value.MutualTls;

    public async ValueTask<X509Certificate2?> FindAsync(HttpContext context, CancellationToken cancellationToken) => Options.Source switch
    {
        CertificateSource.None => null,
        CertificateSource.Connection => await context.Connection.GetClientCertificateAsync(cancellationToken),
        CertificateSource.ClientCertHeader => Forwarded(context, OfStructuredField),
        CertificateSource.EscapedPemHeader => Forwarded(context, OfEscapedPem),
    };

    private X509Certificate2? Forwarded(HttpContext context, Func<string, string?> base64Of)
    {
        var values = context.Request.Headers[Options.Header];
        if (StringValues.IsNullOrEmpty(values))
            return null;
        if (!TrustedHop.Brought(context))
        {
            Log.CertificateOfStranger(logger, Options.Header);
            return null;
        }

        if (Read(values, base64Of) is not { } certificate)
        {
            Log.CertificateUnreadable(logger, Options.Header);
            return null;
        }

        context.Response.RegisterForDispose(certificate);
        return certificate;
    }

    private static X509Certificate2? Read(StringValues values, Func<string, string?> base64Of)
    {
        try
        {
            return values is [{ Length: <= LongestHeader } value] && base64Of(value) is { } base64 ? X509CertificateLoader.LoadCertificate(Convert.FromBase64String(base64)) : null;
        }
        catch (Exception exception) when (exception is FormatException or CryptographicException)
        {
            return null;
        }
    }

    /// <summary>A byte sequence (RFC 8941 3.3.5).</summary>
    private static string? OfStructuredField(string value) => value is [':', .. var base64, ':'] ? base64 : null;

    private static string? OfEscapedPem(string value) => ClientCertificates.Read(Uri.UnescapeDataString(value)) is [var base64] ? base64 : null;
}
