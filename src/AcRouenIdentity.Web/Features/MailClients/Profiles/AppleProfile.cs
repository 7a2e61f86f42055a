using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Infrastructure.Mail;
using AcRouenIdentity.Web.Features.Shared.Addresses;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.MailClients.Profiles;

/// <summary>
/// The mailbox of one person as iPhone, iPad and Mac take it (Apple, Device Management, profile-specific payload keys). It holds no password: the device asks for it. The same person always gets the same identifiers, so that a profile
/// that is installed again takes the place of the former one.
/// </summary>
internal sealed class AppleProfile(IOptions<MailClientsOptions> options, PublicAddress address)
{
    public const string ContentType = "application/x-apple-aspen-config";

    private readonly MailClientsOptions settings = options.Value;

    public byte[] Write(Person person, MailAddress mailbox)
    {
        var payloads = new List<PropertyList> { Mail(person, mailbox) };
        if (settings.Calendars is { } calendars)
            payloads.Add(Web("CalDAV", "com.apple.caldav.account", calendars, mailbox));
        if (settings.Contacts is { } contacts)
            payloads.Add(Web("CardDAV", "com.apple.carddav.account", contacts, mailbox));

        var profile = Payload("Configuration", settings.Name, mailbox);
        profile.Add("PayloadOrganization", settings.Name);
        profile.Add("PayloadDescription", MailClientsWording.Text("ProfileDescription", CultureInfo.CurrentUICulture));
        profile.Add("PayloadRemovalDisallowed", isTrue: false);
        profile.Add("PayloadContent", payloads);
        return profile.Write();
    }

    private PropertyList Mail(Person person, MailAddress mailbox)
    {
        var mail = Payload("com.apple.mail.managed", settings.Name, mailbox);
        mail.Add("EmailAccountDescription", settings.ShortName);
        mail.Add("EmailAccountName", person.DisplayName);
        mail.Add("EmailAccountType", "EmailTypeIMAP");
        mail.Add("EmailAddress", mailbox.ToString());
        Add(mail, "Incoming", MailServer.Find(settings, MailProtocol.Imap)!, mailbox);
        if (MailServer.Find(settings, MailProtocol.Submission) is { } submission)
        {
            Add(mail, "Outgoing", submission, mailbox);
            mail.Add("OutgoingPasswordSameAsIncomingPassword", isTrue: true);
        }

        return mail;
    }

    private static void Add(PropertyList mail, string direction, MailServer server, MailAddress mailbox)
    {
        mail.Add($"{direction}MailServerAuthentication", "EmailAuthPassword");
        mail.Add($"{direction}MailServerHostName", server.Host);
        mail.Add($"{direction}MailServerPortNumber", server.Port);
        mail.Add($"{direction}MailServerUseSSL", server.Security is not MailSecurity.None);
        mail.Add($"{direction}MailServerUsername", mailbox.ToString());
    }

    private PropertyList Web(string protocol, string type, string url, MailAddress mailbox)
    {
        var server = new Uri(url);
        var account = Payload(type, settings.Name, mailbox);
        account.Add($"{protocol}AccountDescription", settings.ShortName);
        account.Add($"{protocol}HostName", server.IdnHost);
        account.Add($"{protocol}Port", server.Port);
        account.Add($"{protocol}PrincipalURL", server.AbsolutePath);
        account.Add($"{protocol}UseSSL", server.Scheme == Uri.UriSchemeHttps);
        account.Add($"{protocol}Username", mailbox.ToString());
        return account;
    }

    private PropertyList Payload(string type, string name, MailAddress mailbox)
    {
        var id = IdOf(type, mailbox).ToString().ToUpperInvariant();
        var payload = new PropertyList();
        payload.Add("PayloadType", type);
        payload.Add("PayloadVersion", 1);
        payload.Add("PayloadIdentifier", $"{string.Join('.', address.Host.Host.Split('.').Reverse())}.{id}");
        payload.Add("PayloadUUID", id);
        payload.Add("PayloadDisplayName", name);
        return payload;
    }

    // RFC 9562, 5.8: made from what it names.
    private Guid IdOf(string type, MailAddress mailbox)
    {
        var id = SHA256.HashData(Encoding.UTF8.GetBytes($"{address.Url}\0{type}\0{mailbox}"))[..16];
        id[6] = (byte)((id[6] & 0x0F) | 0x80);
        id[8] = (byte)((id[8] & 0x3F) | 0x80);
        return new Guid(id, bigEndian: true);
    }
}
