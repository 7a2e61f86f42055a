using System.Globalization;
using System.Net;

namespace AcRouenIdentity.Ldap;

/// <summary>Where a directory listens and how it is spoken to.</summary>
/// <param name="Host">Name or address. Its certificate must carry exactly this.</param>
public sealed record LdapServer(string Host, int Port, LdapSecurity Security)
{
    public const int DefaultPort = 389;
    public const int DefaultTlsPort = 636;

    /// <summary>True when nothing between here and there can listen: TLS, or the machine itself.</summary>
    public bool IsConfidential => Security != LdapSecurity.None || IsLoopback;

    private bool IsLoopback =>
        string.Equals(Host, "localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(Host, out var address) && IPAddress.IsLoopback(address));

    /// <summary>
    /// Reads <c>ldap://host[:port]</c> (in clear; StartTLS is <c>server with { Security = LdapSecurity.StartTls }</c>) or <c>ldaps://host[:port]</c>.
    /// </summary>
    public static bool TryParse(string? text, out LdapServer server)
    {
        server = null!;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Host.Length == 0 || uri.UserInfo.Length > 0 || uri.PathAndQuery.Trim('/').Length > 0)
            return false;

        var security = SecurityOf(uri.Scheme);
        if (security is null)
            return false;

        var defaultPort = security == LdapSecurity.Tls ? DefaultTlsPort : DefaultPort;
        server = new LdapServer(uri.DnsSafeHost, uri.Port > 0 ? uri.Port : defaultPort, security.Value);
        return true;
    }

    /// <exception cref="FormatException">The text is not the address of a directory.</exception>
    public static LdapServer Parse(string text) =>
        TryParse(text, out var server) ? server : throw new FormatException("Not an ldap:// or ldaps:// address.");

    public override string ToString()
    {
        var scheme = Security == LdapSecurity.Tls ? "ldaps" : "ldap";
        var host = Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]" : Host;
        return string.Create(CultureInfo.InvariantCulture, $"{scheme}://{host}:{Port}");
    }

    private static LdapSecurity? SecurityOf(string scheme) => scheme switch
    {
        "ldap" => LdapSecurity.None,
        "ldaps" => LdapSecurity.Tls,
        _ => null,
    };
}

public enum LdapSecurity
{
    /// <summary>In clear: for a server on the same machine only.</summary>
    None,

    /// <summary>Begins in clear and turns to TLS before anything else is said (RFC 4511 section 4.14).</summary>
    StartTls,

    /// <summary>TLS from the first octet (ldaps).</summary>
    Tls,
}
