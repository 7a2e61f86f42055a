using AcRouenIdentity.Infrastructure.Mail;
using AcRouenIdentity.Web.Features.MailClients.Documents;
using AcRouenIdentity.Web.Features.Shared.Addresses;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.MailClients.Dns;

/// <summary>What the zone of each domain should hold, so that mail programs find the servers and the documents of self-configuration.</summary>
internal sealed class DnsRecords(IOptions<MailClientsOptions> options, PublicAddress address, PaccDocument pacc)
{
    private const int HttpsPort = 443;

    /// <summary>RFC 6186, 3.4: the service is decidedly not there.</summary>
    private const string NotThere = "0 0 0 .";

    private static readonly string[] ServicesOfMail = ["_imaps", "_imap", "_submissions", "_submission", "_pop3s", "_pop3"];

    private readonly MailClientsOptions settings = options.Value;

    public IReadOnlyList<string> Domains => [.. settings.Domains];

    public IReadOnlyList<DnsRecord> Of(string domain) => [.. Servers(domain), .. Web(domain, "_caldav", settings.Calendars), .. Web(domain, "_carddav", settings.Contacts), .. Documents(domain)];

    // RFC 6186, RFC 8314 5.1, RFC 5804 1.8.
    private IEnumerable<DnsRecord> Servers(string domain)
    {
        var servers = MailServer.All(settings).ToDictionary(ServiceOf);
        foreach (var service in ServicesOfMail)
            yield return Service(domain, service, servers.TryGetValue(service, out var server) ? Target(server.Port, server.Host) : NotThere);
        if (servers.TryGetValue("_sieve", out var sieve))
            yield return Service(domain, "_sieve", Target(sieve.Port, sieve.Host));
    }

    // RFC 6764.
    private static IEnumerable<DnsRecord> Web(string domain, string service, string? url)
    {
        if (url is null)
            yield break;
        var server = new Uri(url);
        var secured = server.Scheme == Uri.UriSchemeHttps ? $"{service}s" : service;
        yield return Service(domain, secured, Target(server.Port, server.IdnHost));
        yield return new DnsRecord($"{secured}._tcp.{domain}", "TXT", $"\"path={server.AbsolutePath}\"");
    }

    /// <summary>The hosts where programs look for documents; whatever answers for them (a reverse proxy, with a certificate for each) hands them on to us.</summary>
    private IEnumerable<DnsRecord> Documents(string domain)
    {
        var host = $"{address.Host.Host}.";
        yield return new DnsRecord($"autoconfig.{domain}", "CNAME", host);
        if (pacc.DigestRecord() is { } digest)
        {
            yield return new DnsRecord($"ua-auto-config.{domain}", "CNAME", host);
            yield return new DnsRecord($"_ua-auto-config.{domain}", "TXT", $"\"{digest}\"");
        }

        if (!settings.Passwords)
            yield break;
        yield return new DnsRecord($"autodiscover.{domain}", "CNAME", host);
        yield return Service(domain, "_autodiscover", Target(HttpsPort, address.Host.Host));
    }

    private static DnsRecord Service(string domain, string service, string target) => new($"{service}._tcp.{domain}", "SRV", target);

    private static string Target(int port, string host) => $"0 1 {port} {host}.";

    private static string ServiceOf(MailServer server) => server.Protocol switch
    {
        MailProtocol.Imap => server.Security is MailSecurity.Tls ? "_imaps" : "_imap",
        MailProtocol.Submission => server.Security is MailSecurity.Tls ? "_submissions" : "_submission",
        MailProtocol.ManageSieve => "_sieve",
    };
}
