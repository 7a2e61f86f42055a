using System.Globalization;
using System.Net;
using AcRouenIdentity.Web.Features.Shared.Languages;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.Shared.Networks;

/// <summary>Says in words where a browser was.</summary>
public sealed class Places(IOptions<PlacesOptions> options)
{
    private readonly IReadOnlyList<(IPNetwork Range, NamedNetwork Network)> networks =
        [.. options.Value.Networks.Select(network => (IPNetwork.Parse(network.Range), network))];

    /// <returns>Null where the network has no name here.</returns>
    public string? NameOf(string? source)
    {
        if (!IPAddress.TryParse(source, out var address))
            return null;
        var found = networks.FirstOrDefault(one => one.Range.Contains(address)).Network;
        return CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == Language.English ? found?.NameEnglish ?? found?.Name : found?.Name;
    }
}
