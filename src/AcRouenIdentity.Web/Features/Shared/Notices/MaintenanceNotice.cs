using System.Globalization;
using AcRouenIdentity.Domain.Status;
using AcRouenIdentity.Web.Features.Shared.Languages;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.Shared.Notices;

/// <summary>What stands on every page now: the message of the configuration, incidents and work under way, and work that begins soon.</summary>
public sealed class MaintenanceNotice(
    IOptionsMonitor<MaintenanceOptions> configured,
    IOptions<StatusOptions> options,
    AnnouncementMemory memory,
    AnnouncementWording wording,
    IStringLocalizer<NoticeTexts> texts,
    TimeProvider clock)
{
    /// <summary>More would push the page out of sight; the status page has them all.</summary>
    private const int Most = 3;

    public IReadOnlyList<Notice> Current()
    {
        var now = clock.GetUtcNow();
        var soon = now + options.Value.AnnounceBefore;
        var announced = memory.At(AnnouncementStage.Current, now)
            .Concat(memory.At(AnnouncementStage.Coming, now).Where(coming => coming.StartsAt <= soon))
            .Select(announcement => NoticeOf(announcement, now));
        return [.. Configured(now).Concat(announced).Take(Most)];
    }

    private Notice NoticeOf(Announcement announcement, DateTimeOffset now)
    {
        var said = AnnouncementWording.Text(announcement);
        return new Notice(
            texts["NoticeTitle", wording.Title(announcement, now), wording.Services(announcement)], texts["NoticeWhen", wording.When(announcement, now)], said.Text, said.Language);
    }

    private IEnumerable<Notice> Configured(DateTimeOffset now)
    {
        var notice = configured.CurrentValue;
        if (!notice.IsDue(now))
            return [];
        return IsEnglish() && notice.MessageEnglish is { Length: > 0 } english
            ? [new Notice(texts["Configured"], When: null, english, Language.English)]
            : [new Notice(texts["Configured"], When: null, notice.Message!, Language.French)];
    }

    private static bool IsEnglish() => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == Language.English;
}

/// <param name="When">Null for the message of the configuration, which says it itself.</param>
/// <param name="Language">Of the text, which may not be that of the page.</param>
public sealed record Notice(string Title, string? When, string Text, string Language);
