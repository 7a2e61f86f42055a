using System.Globalization;
using System.Xml.Linq;
using AcRouenIdentity.Infrastructure.Mail;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.MailClients.Documents;

/// <summary>Answers of Autodiscover in plain XML (MS-OXDSCLI 2.2.4): IMAP and SMTP, or why not.</summary>
internal sealed class AutodiscoverDocument(IOptions<MailClientsOptions> options, TimeProvider clock)
{
    public const string Schema = "http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a";

    private static readonly XNamespace Frame = "http://schemas.microsoft.com/exchange/autodiscover/responseschema/2006";
    private static readonly XNamespace Settings = Schema;

    /// <param name="address">As it was asked about, which is what people sign in with.</param>
    public byte[] Write(string address) => XmlBytes.Of(new XDocument(new XElement(
        Frame + "Autodiscover",
        new XElement(
            Settings + "Response",
            new XElement(
                Settings + "Account",
                new XElement(Settings + "AccountType", "email"),
                new XElement(Settings + "Action", "settings"),
                Protocol("IMAP", MailServer.Find(options.Value, MailProtocol.Imap)!, address),
                MailServer.Find(options.Value, MailProtocol.Submission) is { } submission ? Sending(submission, address) : null)))));

    public byte[] Write(AutodiscoverError error) => XmlBytes.Of(new XDocument(new XElement(
        Frame + "Autodiscover",
        new XElement(
            Frame + "Response",
            new XElement(
                Frame + "Error",
                new XAttribute("Time", clock.GetUtcNow().ToString("HH:mm:ss.fffffff", CultureInfo.InvariantCulture)),
                new XAttribute("Id", "0"),
                new XElement(Frame + "ErrorCode", ((int)error).ToString(CultureInfo.InvariantCulture)),
                new XElement(Frame + "Message", error.ToString()),
                new XElement(Frame + "DebugData"))))));

    private static XElement Sending(MailServer server, string address)
    {
        var protocol = Protocol("SMTP", server, address);
        // Of the account of IMAP, in a session of its own.
        protocol.Add(new XElement(Settings + "UsePOPAuth", "on"), new XElement(Settings + "SMTPLast", "off"));
        return protocol;
    }

    private static XElement Protocol(string type, MailServer server, string address) => new(
        Settings + "Protocol",
        new XElement(Settings + "Type", type),
        new XElement(Settings + "Server", server.Host),
        new XElement(Settings + "Port", server.Port.ToString(CultureInfo.InvariantCulture)),
        new XElement(Settings + "DomainRequired", "off"),
        new XElement(Settings + "LoginName", address),
        new XElement(Settings + "SPA", "off"),
        new XElement(Settings + "SSL", server.Security is MailSecurity.None ? "off" : "on"),
        new XElement(Settings + "Encryption", EncryptionOf(server.Security)),
        new XElement(Settings + "AuthRequired", "on"));

    private static string EncryptionOf(MailSecurity security) => security switch
    {
        MailSecurity.None => "None",
        MailSecurity.StartTls => "TLS",
        MailSecurity.Tls => "SSL",
    };
}

/// <summary>Error codes of Autodiscover.</summary>
internal enum AutodiscoverError
{
    /// <summary>The address is not one of ours, or nothing is served for it here.</summary>
    AddressNotFound = 500,

    InvalidRequest = 600,

    SchemaNotSupported = 601,
}
