using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.Shared.Addresses;

/// <summary>The address of the provider as configured: what links, cookies and the issuer are made of.</summary>
public sealed class PublicAddress(IOptions<PublicAddressOptions> options)
{
    private readonly Uri url = new(options.Value.PublicUrl);
    private readonly HashSet<string> hosts = new(options.Value.AllowedHosts, StringComparer.OrdinalIgnoreCase);

    /// <summary>Without a slash at the end.</summary>
    public string Url => url.GetLeftPart(UriPartial.Path).TrimEnd('/');

    /// <summary>With a slash at the end.</summary>
    public Uri Base => new($"{Url}/");

    public string Scheme => url.Scheme;

    public bool IsSecure => url.Scheme == Uri.UriSchemeHttps;

    public HostString Host => url.IsDefaultPort ? new HostString(url.IdnHost) : new HostString(url.IdnHost, url.Port);

    /// <summary>Path of the public address: empty, or begins with a slash.</summary>
    public PathString PathBase => new(url.AbsolutePath.TrimEnd('/'));

    /// <param name="relativePath">Without a leading slash.</param>
    public Uri Of(string relativePath) => new(Base, relativePath);

    /// <summary>True for the public host, a loopback name or a host listed by the administrator; ports are not looked at.</summary>
    public bool Accepts(HostString host) =>
        string.Equals(host.Host, url.IdnHost, StringComparison.OrdinalIgnoreCase)
        || string.Equals(host.Host, url.Host, StringComparison.OrdinalIgnoreCase)
        || host.Host is "localhost" or "127.0.0.1" or "[::1]"
        || hosts.Contains(host.Host);
}
