using System.ComponentModel.DataAnnotations;

namespace AcRouenIdentity.Web.Features.Shared.Attempts;

public sealed class AttemptOptions
{
    public const string Section = "Attempts";

    /// <summary>How long a place where somebody proved who they are stays familiar, and so untouched by what strangers do elsewhere.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "366.00:00:00")]
    public TimeSpan FamiliarFor { get; set; } = TimeSpan.FromDays(30);
}
