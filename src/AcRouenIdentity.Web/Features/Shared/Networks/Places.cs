using System.Globalization;
using System.Net;
using AcRouenIdentity.Domain.Mail;
using AcRouenIdentity.Infrastructure.Mail.Templates;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.Shared.Networks;

/// <summary>Says in words where a browser was.</summary>
public sealed class Places(IOptions<PlacesOptions> options)
{
    private readonly IReadOnlyList<(IPNetwork Range, NamedNetwork Network)> networks =
        [.. options.Value.Networks.Select(network => (IPNetwork.Parse(network.Range), network))];

    /// <summary>In the language of the page.</summary>
    /// <returns>Null where the network has no name here.</returns>
    public string? NameOf(string? source) => NameOf(source, MailLanguages.Of(CultureInfo.CurrentUICulture));

    /// <returns>Null where the network has no name here.</returns>
    public string? NameOf(string? source, MailLanguage language)
    {
        if (!IPAddress.TryParse(source, out var address))
            return null;
        var found = networks.FirstOrDefault(one => one.Range.Contains(address)).Network;
        return language is MailLanguage.English ? found?.NameEnglish ?? found?.Name : found?.Name;
    }
}
