using System.ComponentModel.DataAnnotations;

namespace AcRouenIdentity.Web.Features.Shared.Notices;

/// <summary>A message that stands on every page while it is due: planned work, an incident under repair.</summary>
public sealed class MaintenanceOptions
{
    public const string Section = "Maintenance";
    private const int MaxLength = 500;

    /// <summary>In French; null for none.</summary>
    [MaxLength(MaxLength)]
    public string? Message { get; set; }

    /// <summary>The same in English; the French one is shown where it is missing.</summary>
    [MaxLength(MaxLength)]
    public string? MessageEnglish { get; set; }

    /// <summary>First instant of display; null for at once.</summary>
    public DateTimeOffset? From { get; set; }

    /// <summary>End of display; null for until the message is taken away.</summary>
    public DateTimeOffset? Until { get; set; }

    public bool IsDue(DateTimeOffset now) => !string.IsNullOrWhiteSpace(Message) && (From is null || From <= now) && (Until is null || now < Until);
}
