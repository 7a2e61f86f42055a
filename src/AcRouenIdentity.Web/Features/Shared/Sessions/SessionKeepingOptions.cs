using System.ComponentModel.DataAnnotations;

namespace AcRouenIdentity.Web.Features.Shared.Sessions;

public sealed class SessionKeepingOptions
{
    public const string Section = "Sessions";

    /// <summary>How long a session that is over is remembered, with the device and the network address that it was opened from.</summary>
    [Range(typeof(TimeSpan), "7.00:00:00", "1096.00:00:00")]
    public TimeSpan KeepEndedFor { get; set; } = TimeSpan.FromDays(365);
}
