using System.Globalization;
using AcRouenIdentity.Domain.PersonalData;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Web.Features.Shared.Notices;
using Microsoft.Extensions.Localization;

namespace AcRouenIdentity.Web.Features.MyAccount.Data;

/// <summary>What is held of a person in words, in the language of the page.</summary>
public sealed class HeldDataWording(IStringLocalizer<HeldDataTexts> texts)
{
    private const int DaysOfAYear = 365;

    public string TitleOf(HeldTopic topic) => texts[$"{topic}Title"];

    public string WhatOf(HeldTopic topic) => texts[$"{topic}What"];

    public string SourceOf(HeldTopic topic) => texts[$"{topic}Source"];

    public string PurposeOf(HeldTopic topic) => texts[$"{topic}Purpose"];

    /// <summary>How long, by the settings in force.</summary>
    public string KeepingOf(IHeldData data)
    {
        string words = data.KeptFor is { } time ? texts[$"{data.Topic}Kept", DurationOf(time)] : texts[$"{data.Topic}Kept"];
        return $"{char.ToUpper(words[0], CultureInfo.CurrentCulture)}{words[1..]}";
    }

    public HeldLine LineOf(HeldField field) => new(texts["Label", texts[$"Field_{field.Name}"]], Of(field.Value));

    private string Of(HeldValue value) => value.Match(
        text: text => string.Join(", ", text.Value.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries)),
        choice: choice => choice.Words,
        moment: moment => texts["AtTime", TimeZoneInfo.ConvertTime(moment.Value, PublicTime.Zone)],
        day: day => texts["OnDay", day.Value],
        number: number => number.Value.ToString(CultureInfo.CurrentCulture),
        flag: flag => flag.Value ? texts["Yes"] : texts["No"],
        records: records => string.Join("\u00A0; ", records.Value.Select(Of)));

    /// <summary>One field of a list needs no label; several are told apart by theirs.</summary>
    private string Of(HeldRecord record) => record.Fields.Count == 1
        ? Of(record.Fields[0].Value)
        : string.Join(", ", record.Fields.Select(LineOf).Select(line => $"{line.Label} {line.Text}"));

    private string DurationOf(TimeSpan time) => time.TotalDays switch
    {
        >= DaysOfAYear and var days when days % DaysOfAYear == 0 => texts[days == DaysOfAYear ? "AYear" : "Years", (int)days / DaysOfAYear],
        1 => texts["ADay"],
        > 1 and var days => texts["Days", Math.Ceiling(days)],
        _ => texts["Hours", Math.Ceiling(time.TotalHours)],
    };
}
