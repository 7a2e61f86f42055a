using System.ComponentModel.DataAnnotations;
using AcRouenIdentity.Domain.Status;
using AcRouenIdentity.Web.Features.Shared.Forms;
using AcRouenIdentity.Web.Features.Shared.Notices;

namespace AcRouenIdentity.Web.Features.Status.Announcements;

/// <summary>What an administrator announces. Days and times are those of Paris.</summary>
[TextsOf(typeof(StatusTexts))]
public sealed class AnnouncementForm
{
    [Display(Name = "KindLabel")]
    public AnnouncementKind Kind { get; set; }

    public IList<string> Services { get; set; } = [];

    [Display(Name = "StartDayLabel")]
    [Required(ErrorMessage = "StartMissing")]
    public DateOnly? StartDay { get; set; }

    [Display(Name = "StartTimeLabel")]
    [Required(ErrorMessage = "StartMissing")]
    public TimeOnly? StartTime { get; set; }

    [Display(Name = "EndDayLabel")]
    public DateOnly? EndDay { get; set; }

    [Display(Name = "EndTimeLabel")]
    public TimeOnly? EndTime { get; set; }

    [Display(Name = "TextLabel", Description = "TextHint"), DataType(DataType.MultilineText)]
    [Required(ErrorMessage = "TextMissing"), StringLength(Announcement.LongestText, ErrorMessage = "TextTooLong")]
    public string? Text { get; set; }

    [Display(Name = "TextEnglishLabel", Description = "TextEnglishHint"), DataType(DataType.MultilineText)]
    [StringLength(Announcement.LongestText, ErrorMessage = "TextTooLong")]
    public string? TextEnglish { get; set; }

    /// <summary>Of what was on the page when it was opened; null for a new one.</summary>
    public int? Version { get; set; }

    public static AnnouncementForm Of(Announcement announcement)
    {
        var start = Local(announcement.StartsAt);
        var end = announcement.EndsAt is { } instant ? Local(instant) : ((DateOnly Day, TimeOnly Time)?)null;
        return new AnnouncementForm
        {
            Kind = announcement.Kind,
            Services = [.. announcement.Services],
            StartDay = start.Day,
            StartTime = start.Time,
            EndDay = end?.Day,
            EndTime = end?.Time,
            Text = announcement.Text,
            TextEnglish = announcement.TextEnglish,
            Version = announcement.Version,
        };
    }

    private static (DateOnly Day, TimeOnly Time) Local(DateTimeOffset instant)
    {
        var local = TimeZoneInfo.ConvertTime(instant, PublicTime.Zone).DateTime;
        return (DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local));
    }
}
