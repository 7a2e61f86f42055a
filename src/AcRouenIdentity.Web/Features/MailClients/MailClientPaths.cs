namespace AcRouenIdentity.Web.Features.MailClients;

/// <summary>Where programs and people look. Those of programs are where their specifications say.</summary>
internal static class MailClientPaths
{
    public const string Setup = "/messagerie/configurer";

    public const string Passwords = "/compte/mots-de-passe-applications";

    public const string NewPassword = "/compte/mots-de-passe-applications/nouveau";

    public const string AppleProfile = "/messagerie/profil-apple";

    /// <summary>The add-on for Thunderbird, for whoever asks.</summary>
    public const string ThunderbirdAddOn = "/messagerie/thunderbird.xpi";

    /// <summary>Where add-ons that are installed ask for a newer one: it stands in each of them.</summary>
    public const string ThunderbirdUpdates = "/messagerie/thunderbird.json";

    public const string Records = "/administration/messagerie";

    /// <summary>draft-ietf-mailmaint-autoconfig, of the domain itself.</summary>
    public const string AutoconfigOfDomain = "/.well-known/autoconfig/mail/config-v1.1.xml";

    /// <summary>The same, of the host <c>autoconfig</c> of the domain.</summary>
    public const string AutoconfigOfHost = "/mail/config-v1.1.xml";

    /// <summary>MS-OXDISCO 3.1.5; found in any case of letters.</summary>
    public const string Autodiscover = "/autodiscover/autodiscover.xml";

    /// <summary>draft-ietf-mailmaint-pacc, of the host <c>ua-auto-config</c> of the domain.</summary>
    public const string Pacc = "/.well-known/user-agent-configuration.json";
}
