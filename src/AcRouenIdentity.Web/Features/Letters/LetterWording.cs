using System.Globalization;
using AcRouenIdentity.Domain.Letters;
using AcRouenIdentity.Web.Features.Letters.HandOvers;
using AcRouenIdentity.Web.Features.Shared.Notices;
using Microsoft.Extensions.Localization;

namespace AcRouenIdentity.Web.Features.Letters;

/// <summary>Letters and batches in words, in the language of the page.</summary>
public sealed class LetterWording(IStringLocalizer<LettersTexts> texts)
{
    public string Moment(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, PublicTime.Zone).ToString("g", CultureInfo.CurrentCulture);

    public string Day(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, PublicTime.Zone).ToString("d", CultureInfo.CurrentCulture);

    public string Number(int number) => number.ToString("N0", CultureInfo.CurrentCulture);

    public string Of(LetterKind kind) => texts[$"Kind{kind}"];

    public string Of(BatchState state) => texts[$"State{state}"];

    public string ScopeOf(LetterBatch batch) => texts[$"ScopeOf{batch.Scope}", batch.ScopeValue];

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
