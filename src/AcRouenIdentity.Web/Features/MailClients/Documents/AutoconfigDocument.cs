using System.Globalization;
using System.Xml.Linq;
using AcRouenIdentity.Infrastructure.Mail;
using AcRouenIdentity.Web.Features.Shared.Addresses;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.MailClients.Documents;

/// <summary>The configuration that Thunderbird and others read (draft-ietf-mailmaint-autoconfig), the same for every address of every domain: programs put the address in.</summary>
internal sealed class AutoconfigDocument(IOptions<MailClientsOptions> options, PublicAddress address)
{
    private const string Person = "%EMAILADDRESS%";
    private readonly MailClientsOptions settings = options.Value;

    public byte[] Write() => XmlBytes.Of(new XDocument(new XElement(
        "clientConfig",
        new XAttribute("version", "1.1"),
        Provider(),
        settings.Contacts is { } contacts ? Web("addressbook", "carddav", contacts) : null,
        settings.Calendars is { } calendars ? Web("calendar", "caldav", calendars) : null,
        MailServer.Find(settings, MailProtocol.ManageSieve) is { } sieve ? Server("setupServer", "managesieve", sieve) : null,
        settings.Webmails.Count > 0 ? new XElement("webMail", new XElement("loginPage", new XAttribute("url", settings.Webmails[0].Url))) : null)));

    private XElement Provider() => new(
        "emailProvider",
        new XAttribute("id", settings.Domains[0]),
        settings.Domains.Select(domain => new XElement("domain", domain)),
        new XElement("displayName", settings.Name),
        new XElement("displayShortName", settings.ShortName),
        Server("incomingServer", "imap", MailServer.Find(settings, MailProtocol.Imap)!),
        MailServer.Find(settings, MailProtocol.Submission) is { } submission ? Server("outgoingServer", "smtp", submission) : null,
        Documentation());

    private XElement Documentation() => new(
        "documentation",
        new XAttribute("url", address.Of(MailClientPaths.Setup.TrimStart('/'))),
        MailClientsWording.Languages.Select(language => new XElement("descr", new XAttribute("lang", language.TwoLetterISOLanguageName), MailClientsWording.Text("Title", language))));

    private XElement Server(string element, string type, MailServer server) => new(
        element,
        new XAttribute("type", type),
        new XElement("hostname", server.Host),
        new XElement("port", server.Port.ToString(CultureInfo.InvariantCulture)),
        new XElement("socketType", SocketTypeOf(server.Security)),
        new XElement("authentication", "OAuth2"),
        settings.Passwords ? new XElement("authentication", "password-cleartext") : null,
        new XElement("username", Person));

    private XElement Web(string element, string type, string url) => new(
        element,
        new XAttribute("type", type),
        new XElement("url", url),
        new XElement("authentication", "OAuth2"),
        settings.Passwords ? new XElement("authentication", new XAttribute("system", "http"), "Basic") : null,
        new XElement("username", Person));

    private static string SocketTypeOf(MailSecurity security) => security switch
    {
        MailSecurity.None => "plain",
        MailSecurity.StartTls => "STARTTLS",
        MailSecurity.Tls => "SSL",
    };
}
