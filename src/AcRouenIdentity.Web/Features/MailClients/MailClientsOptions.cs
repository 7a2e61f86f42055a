using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using AcRouenIdentity.Infrastructure.Mail;
using AcRouenIdentity.Infrastructure.Secrets;
using AcRouenIdentity.Web.Features.MailClients.AddOn;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.MailClients;

/// <summary>Where mail programs find the mail service of the académie, and how they may sign in there. Without a domain, nothing of it is served.</summary>
public sealed partial class MailClientsOptions : IValidatableObject
{
    public const string Section = "MailClients";

    private const int LongestName = 60;
    private const int LongestShortName = 20;

    /// <summary>What follows the <c>@</c> in the addresses of the académie, in lower case; the first names the service.</summary>
    public IList<string> Domains { get; } = [];

    /// <summary>Of the mail service, as programs show it: at most 60 characters.</summary>
    public string Name { get; set; } = "Messagerie académique";

    /// <summary>The same in 20 characters at most.</summary>
    public string ShortName { get; set; } = "Messagerie";

    public MailServerOptions? Imap { get; set; }

    /// <summary>Null where programs cannot send.</summary>
    public MailServerOptions? Submission { get; set; }

    public MailServerOptions? ManageSieve { get; set; }

    /// <summary>Address of the calendars (CalDAV), or null.</summary>
    public string? Calendars { get; set; }

    /// <summary>Address of the address books (CardDAV), or null.</summary>
    public string? Contacts { get; set; }

    public IList<WebmailOptions> Webmails { get; } = [];

    /// <summary>
    /// True where the mail servers take application passwords beside tokens. Documents that know nothing else (Autodiscover, profiles of Apple) are served only then: without it they would have people type
    /// the password of their account.
    /// </summary>
    public bool Passwords { get; set; }

    /// <summary>Application passwords that one person has at most.</summary>
    [Range(1, 50)]
    public int PasswordsPerPerson { get; set; } = 10;

    /// <summary>One that nothing used for so long ends.</summary>
    [Range(typeof(TimeSpan), "30.00:00:00", "1826.00:00:00")]
    public TimeSpan PasswordsUnusedFor { get; set; } = TimeSpan.FromDays(365);

    public ProfileOptions Profile { get; } = new();

    [ValidateObjectMembers]
    public ThunderbirdOptions Thunderbird { get; } = new();

    public bool IsOffered => Domains.Count > 0;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => Problems().Select(problem => new ValidationResult($"{Section}:{problem}"));

    private IEnumerable<string> Problems()
    {
        foreach (var domain in Domains.Where(domain => !DomainForm().IsMatch(domain)))
            yield return $"{nameof(Domains)}: \"{domain}\" is not a domain in lower case.";
        if (Domains.Distinct().Count() != Domains.Count)
            yield return $"{nameof(Domains)}: each domain stands once.";
        if (Name.Trim().Length is 0 or > LongestName)
            yield return $"{nameof(Name)} has 1 to {LongestName} characters.";
        if (ShortName.Trim().Length is 0 or > LongestShortName)
            yield return $"{nameof(ShortName)} has 1 to {LongestShortName} characters.";
        if (IsOffered != Imap is not null)
            yield return $"{nameof(Domains)} and {nameof(Imap)} go together.";
        if (!IsOffered && (Submission ?? ManageSieve) is not null)
            yield return $"{nameof(Domains)}: servers need a domain.";
        foreach (var (name, server) in new[] { (nameof(Imap), Imap), (nameof(Submission), Submission), (nameof(ManageSieve), ManageSieve) })
            if (server?.Problem is { } problem)
                yield return $"{name}: {problem}";
        foreach (var (name, url) in new[] { (nameof(Calendars), Calendars), (nameof(Contacts), Contacts) })
            if (url is not null && !IsWebAddress(url))
                yield return $"{name} must be an absolute https address without query, not \"{url}\".";
        foreach (var webmail in Webmails.Where(webmail => webmail.Name.Length == 0 || !IsWebAddress(webmail.Url)))
            yield return $"{nameof(Webmails)}: \"{webmail.Name}\" needs a Name and an absolute https Url.";
        if (Profile.Problem is { } profile)
            yield return $"{nameof(Profile)}: {profile}";
    }

    // In clear on this machine only.
    private static bool IsWebAddress(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
        && address.Query.Length == 0 && address.Fragment.Length == 0 && address.UserInfo.Length == 0;

    [GeneratedRegex(@"\A(?=.{1,253}\z)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}\z", RegexOptions.CultureInvariant)]
    private static partial Regex DomainForm();
}

public sealed class MailServerOptions
{
    private const string ThisMachine = "localhost";

    /// <summary>RFC 6761 6.3: names below it are this machine too. Thunderbird looks for the provider of no name without a dot.</summary>
    private const string OnThisMachine = $".{ThisMachine}";

    public string Host { get; set; } = "";

    /// <summary>Null for the usual one of the protocol and of <see cref="Security"/>.</summary>
    public int? Port { get; set; }

    public MailSecurity Security { get; set; } = MailSecurity.Tls;

    /// <summary>What is wrong, or null.</summary>
    internal string? Problem => this switch
    {
        _ when Uri.CheckHostName(Host) is not UriHostNameType.Dns => $"\"{Host}\" is not the name of a host.",
        { Port: < 1 or > 65535 } => $"{Port} is not a port.",
        { Security: MailSecurity.None } when Host != ThisMachine && !Host.EndsWith(OnThisMachine, StringComparison.Ordinal) => $"without TLS on {ThisMachine} only.",
        _ => null,
    };
}

public sealed class WebmailOptions
{
    public string Name { get; set; } = "";

    public string? NameEnglish { get; set; }

    public string Url { get; set; } = "";
}

/// <summary>What signs the profiles for iPhone, iPad and Mac. Without a file: a certificate of our own, which devices call not verified.</summary>
public sealed class ProfileOptions
{
    /// <summary>PKCS#12 (with its private key and its authorities), or PEM with <see cref="KeyFile"/>.</summary>
    public string? CertificateFile { get; set; }

    /// <summary>Private key of a PEM certificate.</summary>
    public string? KeyFile { get; set; }

    /// <summary>A file whose text opens the PKCS#12 file or the private key.</summary>
    public string? PasswordFile { get; set; }

    /// <summary>What is wrong, or null.</summary>
    internal string? Problem =>
        new[] { CertificateFile, KeyFile, PasswordFile }.FirstOrDefault(file => file is not null && !File.Exists(file)) is { } missing ? $"the file {missing} must exist." :
        CertificateFile is null && (KeyFile ?? PasswordFile) is not null ? $"{nameof(CertificateFile)} is missing." :
        CertificateFile is { } file && !CanSign(file) ? $"{file} does not open, or has no private key." :
        null;

    private bool CanSign(string file)
    {
        try
        {
            using var certificate = CertificateFiles.Load(file, KeyFile, PasswordFile);
            return certificate.HasPrivateKey;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
