using System.ComponentModel.DataAnnotations;

namespace AcRouenIdentity.Web.Features.Shared.Notices;

/// <summary>The services whose state is told, and when announcements show.</summary>
public sealed class StatusOptions : IValidatableObject
{
    public const string Section = "Status";

    /// <summary>In the order in which they are shown; none for the usual six (<see cref="UsualService"/>), without probes.</summary>
    public IList<WatchedService> Services { get; } = [];

    /// <summary>How long before its start an announcement stands on every page.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "30.00:00:00")]
    public TimeSpan AnnounceBefore { get; set; } = TimeSpan.FromHours(48);

    /// <summary>How often a node reads what was announced on another.</summary>
    [Range(typeof(TimeSpan), "00:00:15", "00:00:30")]
    public TimeSpan RefreshEvery { get; set; } = TimeSpan.FromSeconds(20);

    [Range(typeof(TimeSpan), "00:00:10", "01:00:00")]
    public TimeSpan ProbeEvery { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a probe waits for its service.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:00:30")]
    public TimeSpan ProbeTimeout { get; set; } = TimeSpan.FromSeconds(5);

    public IReadOnlyList<WatchedService> Watched =>
        Services.Count > 0 ? [.. Services] : [.. Enum.GetNames<UsualService>().Select(key => new WatchedService { Key = key })];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var service in Services.Where(service => !service.IsUsable))
            yield return new ValidationResult(
                $"{Section}:{nameof(Services)}: \"{service.Key}\" needs a Key of letters and digits, a Name unless it is one of {string.Join(", ", Enum.GetNames<UsualService>())}, and as Probe nothing, an http or https address, or tcp://host:port.");
        if (Services.GroupBy(service => service.Key).Any(ofKey => ofKey.Count() > 1))
            yield return new ValidationResult($"{Section}:{nameof(Services)}: each Key stands once.");
    }
}

/// <summary>Services that have a name in both languages without being given one.</summary>
public enum UsualService
{
    Webmail,
    SimpleWebmail,

    /// <summary>Mail programs and telephones, by IMAP and SMTP.</summary>
    MailClients,
    Ent,

    /// <summary>Sign-in and recovery: ours, watched by what it stands on.</summary>
    SignIn,

    /// <summary>Changes of password: ours too.</summary>
    Passwords,
}

public sealed class WatchedService
{
    private const int LongestKey = 32;

    public string Key { get; set; } = "";

    public string? Name { get; set; }

    public string? NameEnglish { get; set; }

    /// <summary>What is asked in the background whether it answers: an http or https address, or <c>tcp://host:port</c>; null where nobody asks. No page shows it.</summary>
    public string? Probe { get; set; }

    /// <summary>One of ours: it works where the directory and the database answer.</summary>
    internal bool IsOurs => Key is nameof(UsualService.SignIn) or nameof(UsualService.Passwords);

    internal bool IsUsual => Enum.GetNames<UsualService>().Contains(Key);

    internal Uri? ProbeAddress => Uri.TryCreate(Probe, UriKind.Absolute, out var address) && IsProbe(address) ? address : null;

    internal bool IsUsable =>
        Key.Length is > 0 and <= LongestKey && Key.All(char.IsAsciiLetterOrDigit)
        && (IsUsual || !string.IsNullOrWhiteSpace(Name))
        && (Probe is null || ProbeAddress is not null);

    private static bool IsProbe(Uri address) => address.Scheme is "http" or "https" || (address.Scheme is "tcp" && address.Port > 0);
}
