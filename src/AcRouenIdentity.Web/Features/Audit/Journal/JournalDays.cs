using System.Globalization;

namespace AcRouenIdentity.Web.Features.Audit.Journal;

/// <summary>From one day to another, both included.</summary>
public sealed record JournalDays(DateOnly From, DateOnly Until)
{
    /// <summary>As browsers send a day.</summary>
    public const string Form = "yyyy-MM-dd";

    private const int FirstYear = 2000;
    private const int LastYear = 2999;

    /// <param name="from">As it was typed.</param>
    /// <param name="until">As it was typed.</param>
    /// <param name="failures">Field and text of each fault.</param>
    /// <returns>Null where something is wrong.</returns>
    public static JournalDays? Read(string? from, string? until, out IReadOnlyList<(string Field, string Text)> failures)
    {
        var (first, last) = (Read(from), Read(until));
        var found = new List<(string, string)>();
        if (first is null)
            found.Add(("du", "DayMalformed"));
        if (last is null)
            found.Add(("au", "DayMalformed"));
        if (first > last)
            found.Add(("au", "DaysReversed"));

        failures = found;
        return found.Count == 0 ? new JournalDays(first!.Value, last!.Value) : null;
    }

    private static DateOnly? Read(string? text) =>
        DateOnly.TryParseExact(text, Form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is >= FirstYear and <= LastYear ? day : null;
}
