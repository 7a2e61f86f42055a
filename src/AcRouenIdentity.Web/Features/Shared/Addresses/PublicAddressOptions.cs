using System.ComponentModel.DataAnnotations;
using System.Net;

namespace AcRouenIdentity.Web.Features.Shared.Addresses;

/// <summary>Where the world finds the provider. Keys at the root of the configuration.</summary>
public sealed class PublicAddressOptions : IValidatableObject
{
    /// <summary>Absolute http or https address without query: issuer, links and redirects come from it and never from a request.</summary>
    [Required]
    public string PublicUrl { get; set; } = "http://localhost:5080";

    /// <summary>Host names accepted beside the public one and the loopback names, without port; for the probes of a load balancer.</summary>
    public IList<string> AllowedHosts { get; } = [];

    /// <summary>Addresses or networks (<c>10.0.0.0/8</c>) of the reverse proxies whose X-Forwarded-For is believed. None by default.</summary>
    public IList<string> TrustedProxies { get; } = [];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!IsUsable(PublicUrl))
            yield return new ValidationResult($"PublicUrl must be an absolute http or https address without query or fragment, not \"{PublicUrl}\".", [nameof(PublicUrl)]);
        foreach (var proxy in TrustedProxies.Where(proxy => !IPNetwork.TryParse(AsNetwork(proxy), out _)))
            yield return new ValidationResult($"TrustedProxies: \"{proxy}\" is neither an address nor a network.", [nameof(TrustedProxies)]);
    }

    public IEnumerable<IPNetwork> TrustedNetworks() => TrustedProxies.Select(proxy => IPNetwork.Parse(AsNetwork(proxy)));

    private static bool IsUsable(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
        && address.Query.Length == 0 && address.Fragment.Length == 0 && address.UserInfo.Length == 0;

    private static string AsNetwork(string proxy) => IPAddress.TryParse(proxy, out var address)
        ? $"{address}/{8 * address.GetAddressBytes().Length}"
        : proxy;
}
