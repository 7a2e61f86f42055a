using AcRouenIdentity.Infrastructure.Mail;

namespace AcRouenIdentity.Web.Features.MailClients;

public enum MailProtocol
{
    Imap,
    Submission,
    ManageSieve,
}

/// <summary>A server that mail programs connect to.</summary>
internal sealed record MailServer(MailProtocol Protocol, string Host, int Port, MailSecurity Security)
{
    /// <summary>TLS from the first octet, at the port that RFC 8314 keeps for it.</summary>
    public bool HasUsualTls => Protocol is not MailProtocol.ManageSieve && Security is MailSecurity.Tls && Port == UsualPort(Protocol, Security);

    public static MailServer? Find(MailClientsOptions options, MailProtocol protocol) => SettingsOf(options, protocol) is { } settings
        ? new MailServer(protocol, settings.Host, settings.Port ?? UsualPort(protocol, settings.Security), settings.Security)
        : null;

    public static IEnumerable<MailServer> All(MailClientsOptions options) =>
        Enum.GetValues<MailProtocol>().Select(protocol => Find(options, protocol)).OfType<MailServer>();

    private static MailServerOptions? SettingsOf(MailClientsOptions options, MailProtocol protocol) => protocol switch
    {
        MailProtocol.Imap => options.Imap,
        MailProtocol.Submission => options.Submission,
        MailProtocol.ManageSieve => options.ManageSieve,
    };

    private static int UsualPort(MailProtocol protocol, MailSecurity security) => protocol switch
    {
        MailProtocol.Imap => security is MailSecurity.Tls ? 993 : 143,
        MailProtocol.Submission => security is MailSecurity.Tls ? 465 : 587,
        MailProtocol.ManageSieve => 4190,
    };
}
