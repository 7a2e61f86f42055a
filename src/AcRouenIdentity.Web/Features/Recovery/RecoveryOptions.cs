using System.ComponentModel.DataAnnotations;

namespace AcRouenIdentity.Web.Features.Recovery;

public sealed class RecoveryOptions
{
    public const string Section = "Recovery";

    /// <summary>For which the code of a mail is good, from when it leaves.</summary>
    [Range(typeof(TimeSpan), "00:05:00", "01:00:00")]
    public TimeSpan MailCodeLifetime { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>For which a code of the assistance is good, from when it is made.</summary>
    [Range(typeof(TimeSpan), "00:05:00", "01:00:00")]
    public TimeSpan AssistanceCodeLifetime { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>For which a proof waits for the second one.</summary>
    [Range(typeof(TimeSpan), "00:05:00", "01:00:00")]
    public TimeSpan SecondProofWithin { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>Requests that one node takes down in a second, over some time: a flood of false ones must not slow the sign-ins of everybody else.</summary>
    [Range(1, 10_000)]
    public int RequestsASecond { get; set; } = 20;

    /// <summary>Requests that one node takes down at once, after a calm.</summary>
    [Range(1, 100_000)]
    public int RequestsAtOnce { get; set; } = 200;
}
