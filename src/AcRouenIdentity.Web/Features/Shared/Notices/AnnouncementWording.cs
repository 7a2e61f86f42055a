using System.Globalization;
using AcRouenIdentity.Domain.Status;
using AcRouenIdentity.Web.Features.Shared.Languages;
using Microsoft.Extensions.Localization;

namespace AcRouenIdentity.Web.Features.Shared.Notices;

/// <summary>Announcements in words, in the language of the page.</summary>
public sealed class AnnouncementWording(ServiceNames services, IStringLocalizer<NoticeTexts> texts)
{
    /// <summary>What it is, now or later.</summary>
    public string Title(Announcement announcement, DateTimeOffset now) => texts[$"{announcement.Kind}{announcement.StageAt(now)}"];

    public string Services(Announcement announcement) => string.Join(texts["Comma"], services.Of(announcement.Services));

    /// <summary>From when to when, on the clocks of Paris.</summary>
    public string When(Announcement announcement, DateTimeOffset now)
    {
        if (announcement.EndsAt is not { } end)
            return texts[announcement.StartsAt <= now ? "Since" : "From", Moment(announcement.StartsAt)];
        return PublicDay.Of(announcement.StartsAt) == PublicDay.Of(end)
            ? texts["SameDay", Day(end), Time(announcement.StartsAt), Time(end)]
            : texts["FromTo", Moment(announcement.StartsAt), Moment(end)];
    }

    public string Moment(DateTimeOffset instant) => texts["Moment", Day(instant), Time(instant)];

    /// <summary>What it says, in French where it says nothing in English.</summary>
    public static Saying Text(Announcement announcement) =>
        CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == Language.English && announcement.TextEnglish is { Length: > 0 } english
            ? new Saying(english, Language.English)
            : new Saying(announcement.Text, Language.French);

    private string Day(DateTimeOffset instant) => Format(instant, texts["DayFormat"]);

    private string Time(DateTimeOffset instant) => Format(instant, texts["TimeFormat"]);

    private static string Format(DateTimeOffset instant, string format) =>
        TimeZoneInfo.ConvertTime(instant, PublicTime.Zone).ToString(format, CultureInfo.CurrentCulture);
}

/// <param name="Language">Of the text, which may not be that of the page.</param>
public sealed record Saying(string Text, string Language);
