using System.ComponentModel.DataAnnotations;
using AcRouenIdentity.Domain.OpenId;
using AcRouenIdentity.Web.Features.OpenId.Keys;
using AcRouenIdentity.Web.Features.OpenId.MutualTls;
using AcRouenIdentity.Web.Features.OpenId.OpenRegistration;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.OpenId;

public sealed class OpenIdOptions
{
    public const string Section = "OpenId";

    /// <summary>How long the mail service and others may trust a token whose account was closed since.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "01:00:00")]
    public TimeSpan AccessTokenLifetime { get; set; } = TimeSpan.FromMinutes(10);

    [Range(typeof(TimeSpan), "00:01:00", "01:00:00")]
    public TimeSpan IdTokenLifetime { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>One minute is ASVS 10.4.3 at its strictest.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "00:10:00")]
    public TimeSpan AuthorizationCodeLifetime { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a device waits for its code to be confirmed (RFC 8628 3.2).</summary>
    [Range(typeof(TimeSpan), "00:01:00", "00:30:00")]
    public TimeSpan DeviceCodeLifetime { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How long a request that its application pushed waits for the browser, and for the person who first has to sign in (RFC 9126 2.2).</summary>
    [Range(typeof(TimeSpan), "00:00:30", "01:00:00")]
    public TimeSpan PushedRequestLifetime { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// How long a refresh token still works after its first use, for the applications that are registered so (<see cref="RefreshReuse.ServedShortly"/>): webmails send several
    /// requests at once, each refreshing for itself. Later uses end every token of the session at that application, as any second use does for the others.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan RefreshReuseLeeway { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long what the directory said of an account stands for refreshes and userinfo.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan AccountMemory { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How often the outbox of logout notices is looked at when nothing woke the sender.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan LogoutPolling { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long ended sessions, dead tokens and sent logout notices stay, for whoever asks what happened.</summary>
    [Range(typeof(TimeSpan), "00:10:00", "365.00:00:00")]
    public TimeSpan KeepEndedFor { get; set; } = TimeSpan.FromDays(7);

    /// <summary><c>codaca</c> of the academic identity: three digits, 021 for Rouen.</summary>
    [RegularExpression(@"[0-9]{3}")]
    public string CodeAcademie { get; set; } = "021";

    /// <summary>How mail servers judge the tokens that they are brought.</summary>
    public MailTokenCheck MailTokens { get; set; } = MailTokenCheck.AskedAbout;

    [ValidateObjectMembers]
    public KeyOptions Keys { get; } = new();

    public MutualTlsOptions MutualTls { get; } = new();

    [ValidateObjectMembers]
    public OpenRegistrationOptions OpenRegistration { get; } = new();

    /// <summary>How soon a node serves what was registered on another; what is disabled or whose secret ends is refused at once.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan ClientsPolling { get; set; } = TimeSpan.FromSeconds(3);

    public IList<ClientSettings> Clients { get; } = [];
}
