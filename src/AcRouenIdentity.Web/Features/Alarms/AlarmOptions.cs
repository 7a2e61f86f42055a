using System.ComponentModel.DataAnnotations;

namespace AcRouenIdentity.Web.Features.Alarms;

public sealed class AlarmOptions
{
    public const string Section = "Alarms";

    /// <summary>For which no application reads mail once an owner said that somebody else uses the account; the others open after recovery.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "30.00:00:00")]
    public TimeSpan MailClosedFor { get; set; } = TimeSpan.FromHours(48);

    /// <summary>For which whoever was told of a change may say that it was not theirs.</summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "60.00:00:00")]
    public TimeSpan ContestFor { get; set; } = TimeSpan.FromDays(7);
}
