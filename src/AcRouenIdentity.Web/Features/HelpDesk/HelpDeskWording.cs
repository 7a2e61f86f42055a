using System.Globalization;
using AcRouenIdentity.Domain.HelpDesk;
using AcRouenIdentity.Web.Features.HelpDesk.Acts;
using AcRouenIdentity.Web.Features.HelpDesk.Cases;
using AcRouenIdentity.Web.Features.HelpDesk.Diagnosis;
using AcRouenIdentity.Web.Features.Shared.Notices;
using Microsoft.Extensions.Localization;

namespace AcRouenIdentity.Web.Features.HelpDesk;

/// <summary>What the help desk knows, in the words of its agents.</summary>
public sealed class HelpDeskWording(IStringLocalizer<HelpDeskTexts> texts)
{
    public string Of<TChoice>(TChoice choice)
        where TChoice : struct, Enum => texts[$"{typeof(TChoice).Name}_{choice}"];

    public string Of(Finding finding) => texts[$"Trouble_{finding.What}", [.. finding.Facts.Select(InWords)]];

    /// <summary>A line of the journal: what was done, and to what.</summary>
    public string Of(JournalLine line) => texts[$"{nameof(CaseEntryKind)}_{line.Kind}", WhatOf(line)];

    public string Moment(DateTimeOffset instant) => string.Format(CultureInfo.CurrentCulture, texts["Moment"], TimeZoneInfo.ConvertTime(instant, PublicTime.Zone));

    public string Day(DateOnly day) => day.ToString("d", CultureInfo.CurrentCulture);

    public string Number(int number) => number.ToString("N0", CultureInfo.CurrentCulture);

    /// <summary>How long somebody has waited: minutes, hours or days.</summary>
    public string Waited(TimeSpan time) => time switch
    {
        { TotalMinutes: < 60 } => texts["WaitedMinutes", (int)time.TotalMinutes],
        { TotalHours: < 48 } => texts["WaitedHours", (int)time.TotalHours],
        _ => texts["WaitedDays", (int)time.TotalDays],
    };

    /// <summary>Each character of a code as it is spelt on the telephone.</summary>
    public IEnumerable<string> Spelt(string code) => code.Where(char.IsAsciiLetterOrDigit).Select(letter => texts[$"Spell_{letter}"].Value);

    public string WhyNot(ActOutcome.NotVerified lack) => texts[$"{nameof(LevelGround)}_{lack.Why}", Of(lack.Needed)];

    private string WhatOf(JournalLine line) => line.Kind switch
    {
        CaseEntryKind.Verified or CaseEntryKind.NotVerified or CaseEntryKind.Asked => texts[$"{nameof(VerificationStep)}_{line.What}"],
        CaseEntryKind.Done or CaseEntryKind.ApprovalAsked or CaseEntryKind.Approved or CaseEntryKind.Declined => texts[$"{nameof(HelpAct)}_{line.What}"],
        CaseEntryKind.Closed => texts[$"{nameof(CaseOutcome)}_{line.What}"],
        _ => line.What ?? "",
    };

    private object InWords(object fact) => fact switch
    {
        DateTimeOffset instant => Moment(instant),
        DateOnly day => Day(day),
        _ => fact,
    };
}
