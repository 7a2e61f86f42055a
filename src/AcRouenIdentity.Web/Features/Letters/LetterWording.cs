using System.Globalization;
using AcRouenIdentity.Domain.Letters;
using AcRouenIdentity.Web.Features.Letters.FollowUp;
using AcRouenIdentity.Web.Features.Letters.HandOvers;
using AcRouenIdentity.Web.Features.Letters.Requests;
using AcRouenIdentity.Web.Features.Shared.Notices;
using Microsoft.Extensions.Localization;

namespace AcRouenIdentity.Web.Features.Letters;

/// <summary>Letters and batches in words, in the language of the page.</summary>
public sealed class LetterWording(IStringLocalizer<LettersTexts> texts, TimeProvider clock)
{
    private const int NamesTold = 5;

    public string Moment(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, PublicTime.Zone).ToString("g", CultureInfo.CurrentCulture);

    public string Day(DateOnly day) => day.ToString("d", CultureInfo.CurrentCulture);

    public string Day(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, PublicTime.Zone).ToString("d", CultureInfo.CurrentCulture);

    public string Number(int number) => number.ToString("N0", CultureInfo.CurrentCulture);

    public string Of(LetterKind kind) => texts[$"Kind{kind}"];

    public string Of(HandOver handOver) => texts[$"HandOverWas{handOver}"];

    public string Of(LetterEnd end) => texts[$"End{end}"];

    public string Of(LetterRequestState state) => texts[$"Request{state}"];

    public string Of(LetterRequestEnd end) => texts[$"RequestEnd{end}"];

    public string Of(BatchState state) => texts[$"State{state}"];

    public string Of(LetterAge age) => texts[$"Age{age}"];

    public LetterAge AgeOf(WaitingPerson person) => new LetterAges(clock.GetUtcNow()).Of(person.PrintedAt, person.ExpiresAt);

    public LetterAge AgeOf(LetterToHandOver letter) => new LetterAges(clock.GetUtcNow()).Of(letter.PrintedAt, letter.ExpiresAt);

    /// <summary>How long since it was printed, in days of the calendar.</summary>
    public string Waits(DateTimeOffset printedAt) => DaysSince(printedAt) switch
    {
        <= 0 => texts["WaitsToday"],
        1 => texts["WaitsADay"],
        var days => texts["WaitsDays", Number(days)],
    };

    public string HandOverOf(WaitingPerson person) => person switch
    {
        { PrintedAt: null } => "",
        { HandOver: { } handOver, HandOverAt: { } at } => texts[$"HandOver{handOver}", Day(at)],
        _ => texts["HandOverNone"],
    };

    /// <summary>Columns of the file of those who wait.</summary>
    public IReadOnlyList<string> WaitingHeadings =>
    [
        texts["ColumnSchool"], texts["ColumnSurname"], texts["ColumnGivenName"], texts["ColumnLogin"], texts["ColumnReference"], texts["ColumnSince"], texts["ColumnDays"], texts["ColumnAge"],
        texts["ColumnHandOver"],
    ];

    /// <summary>Under <see cref="WaitingHeadings"/>.</summary>
    public IReadOnlyList<string> RowOf(WaitingPerson person) =>
    [
        person.Establishment ?? "", person.Surname, person.GivenName, person.Login ?? "", person.Reference, person.PrintedAt is { } printed ? Day(printed) : "",
        person.PrintedAt is { } since ? DaysSince(since).ToString(CultureInfo.InvariantCulture) : "", Of(AgeOf(person)), HandOverOf(person),
    ];

    private int DaysSince(DateTimeOffset printedAt) => PublicDay.Of(clock).DayNumber - PublicDay.Of(printedAt).DayNumber;

    public string ScopeOf(LetterBatch batch) => batch is { Scope: BatchScope.Requests, ScopeValue: "" } ? texts["ScopeRequests"] : texts[$"ScopeOf{batch.Scope}", batch.ScopeValue];

    /// <summary>Who asked for a letter: some names, and how many more there are.</summary>
    public string NamesOf(WaitingRequests requests)
    {
        var told = string.Join(", ", requests.Names.Take(NamesTold));
        return requests.Names.Count > NamesTold ? texts["NamesAndMore", told, Number(requests.Names.Count - NamesTold)] : told;
    }

    public string Of(LetterToHandOver letter)
    {
        if (letter.End == LetterEnd.Used)
            return texts["Activated"];
        return letter.HandOverAt is { } at ? texts[$"HandOver{letter.HandOver}", Day(at)] : texts["HandOverNone"];
    }

    /// <summary>As letters say it, in French; null where nothing is configured that a reader of paper can use.</summary>
    public static string? WhomToTurnTo(AssistanceOptions assistance) =>
        (assistance.Phone ?? assistance.Mail) is { Length: > 0 } reached ? $"l’assistance ({reached})" : null;

    public static string BadgeOf(BatchState state) => state switch
    {
        BatchState.Asked or BatchState.Printing => "fr-badge--info",
        BatchState.Ready => "fr-badge--new",
        BatchState.Confirmed => "fr-badge--success",
        BatchState.Destroyed or BatchState.Abandoned => "fr-badge--warning",
    };
}
