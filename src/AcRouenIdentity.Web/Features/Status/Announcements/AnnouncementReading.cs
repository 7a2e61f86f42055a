using AcRouenIdentity.Domain.Status;
using AcRouenIdentity.Web.Features.Shared.Notices;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Extensions.Localization;

namespace AcRouenIdentity.Web.Features.Status.Announcements;

/// <summary>Reads the form of an announcement, and says in it what cannot be.</summary>
/// <param name="keys">Of the services that there are.</param>
internal sealed class AnnouncementReading(AnnouncementForm form, ModelStateDictionary state, IReadOnlyList<string> keys, IStringLocalizer<StatusTexts> texts, TimeProvider clock)
{
    private const int DaysBack = 366;
    private const int DaysAhead = 2 * 366;
    private const string EndTime = "Form.EndTime";

    /// <returns>Null where the form says something that cannot be: the state says what.</returns>
    public AnnouncementContent? Read()
    {
        var services = keys.Where(form.Services.Contains).ToList();
        if (services.Count == 0)
            state.AddModelError("Form.Services", texts["ServicesMissing"]);
        var start = Moment(form.StartDay, form.StartTime, "Form.StartTime");
        var end = ReadEnd();
        if (start is not null && end <= start)
            state.AddModelError(EndTime, texts["EndBeforeStart"]);
        return state.IsValid && start is { } begins ? new AnnouncementContent(form.Kind, services, begins, end, OneLine(form.Text!), English()) : null;
    }

    private DateTimeOffset? ReadEnd()
    {
        if (form.EndDay is null != form.EndTime is null)
            state.AddModelError(EndTime, texts["EndHalf"]);
        return Moment(form.EndDay, form.EndTime, EndTime);
    }

    private DateTimeOffset? Moment(DateOnly? day, TimeOnly? time, string field)
    {
        if (day is not { } on || time is not { } at)
            return null;
        if (!IsNear(on))
            return Refuse(field, "DayImpossible");
        return LocalMoment.Of(on, at, PublicTime.Zone) switch
        {
            LocalMoment.Exact exact => exact.Instant,
            LocalMoment.Skipped => Refuse(field, "TimeSkipped"),
            _ => Refuse(field, "TimeTwice"),
        };
    }

    private bool IsNear(DateOnly day) => day.DayNumber - PublicDay.Of(clock).DayNumber is >= -DaysBack and <= DaysAhead;

    private DateTimeOffset? Refuse(string field, string text)
    {
        state.AddModelError(field, texts[text]);
        return null;
    }

    private string? English() => string.IsNullOrWhiteSpace(form.TextEnglish) ? null : OneLine(form.TextEnglish);

    // It stands in a banner and in lists, where lines are made by the width of the screen.
    private static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
