using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.MailClients;

/// <summary>The domains of the académie. Of an address that a program asks about, only the domain is looked at: nobody learns here whether anybody has it.</summary>
internal sealed class MailDomains(IOptions<MailClientsOptions> options)
{
    /// <summary>In characters; RFC 5321, 4.5.3.1: local part, sign, domain.</summary>
    private const int LongestAddress = 64 + 1 + 255;

    private readonly HashSet<string> domains = new(options.Value.Domains, StringComparer.OrdinalIgnoreCase);

    public static bool IsAddress(string text) => text.Length <= LongestAddress && text.LastIndexOf('@') is var at && at > 0 && at < text.Length - 1;

    /// <param name="address">With a domain behind its last <c>@</c>.</param>
    public bool Own(string address) => domains.Contains(address[(address.LastIndexOf('@') + 1)..]);
}
