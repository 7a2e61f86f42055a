using System.Globalization;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Provisioning.Feeds;
using AcRouenIdentity.Domain.Provisioning.Planning;

namespace AcRouenIdentity.Web.Features.Provisioning;

/// <summary>A preview in words: what the terminal and the file both show.</summary>
internal sealed class ReportRows(Wording wording)
{
    private const string Between = " ; ";

    public IReadOnlyList<string> Headings =>
    [
        wording["ColumnPart"], wording["ColumnWhat"], wording["ColumnReason"], wording["ColumnKey"], wording["ColumnPerson"],
        wording["ColumnEstablishment"], wording["ColumnBefore"], wording["ColumnAfter"], wording["ColumnFile"], wording["ColumnLine"],
    ];

    /// <summary>What is counted, and how many.</summary>
    public IEnumerable<(string What, int Count)> Summary(Preview preview) =>
    [
        .. Enum.GetValues<PlanKind>().Select(kind => (wording[$"Count{kind}"], preview.Counts.GetValueOrDefault(kind))),
        (wording["CountUnchanged"], preview.Unchanged),
        (wording["CountLeftAsTheyAre"], preview.Summary.LeftAsTheyAre),
        (wording["CountEndedBeforeCreation"], preview.Summary.EndedBeforeCreation),
        (wording["CountOnlyInStaffFile"], preview.Summary.OnlyInStaffFile),
        (wording["CountIssues"], preview.Issues.Count),
    ];

    /// <summary>The verdict, what it rests on, and what absence from these feeds means.</summary>
    public IEnumerable<string> Conclusions(Preview preview) =>
    [
        wording.Of(preview.Verdict),
        .. preview.Summary.Confirmations.Select(Stop),
        .. preview.Verdict is PreviewVerdict.Clear or PreviewVerdict.Stopped ? [wording.Of(preview.Absence)] : Array.Empty<string>(),
    ];

    public IEnumerable<ReportRow> All(Preview preview, IEnumerable<PlanLine> lines) =>
        Summary(preview).Select(count => new ReportRow { Part = wording["PartSummary"], What = count.What, After = count.Count.ToString(CultureInfo.InvariantCulture) })
            .Concat(Conclusions(preview).Select(conclusion => new ReportRow { Part = wording["PartVerdict"], What = conclusion }))
            .Concat(preview.Issues.Select(Of))
            .Concat(lines.Select(Of));

    public ReportRow Of(PlanLine line)
    {
        var facts = (line.After ?? line.Before)?.Facts;
        return new ReportRow
        {
            Part = wording["PartPlan"],
            What = wording.Of(line.Kind),
            Reason = Reason(line),
            Key = line.Key.Value,
            Person = facts is null ? "" : $"{facts.GivenName} {facts.Surname}".Trim(),
            Establishment = facts?.MainEstablishment?.ToString() ?? "",
            Before = line.Before is { } before ? State(before, line) : "",
            After = line.After is { } after ? State(after, line) : "",
            File = line.Place?.File ?? "",
            Line = Number(line.Place?.Line ?? 0),
        };
    }

    public ReportRow Of(FeedIssue issue) => new()
    {
        Part = wording["PartIssue"],
        What = wording.Of(issue.Effect),
        Reason = issue.Detail is { } detail ? $"{wording.Of(issue.Kind)} ({detail})" : wording.Of(issue.Kind),
        Key = issue.Person?.Value ?? "",
        File = issue.Place.File,
        Line = Number(issue.Place.Line),
    };

    private static string Number(int line) => line > 0 ? line.ToString(CultureInfo.InvariantCulture) : "";

    private string Stop(ConfirmationNeeded confirmation) => confirmation switch
    {
        ConfirmationNeeded.ManyAccountsClose(var closed, var open) => wording.Format("StopManyAccountsClose", closed, open, open == 0 ? 0m : (decimal)closed / open),
        ConfirmationNeeded.EstablishmentEmpties(var establishment, var people) => wording.Format("StopEstablishmentEmpties", establishment, people),
        _ => throw new InvalidOperationException("A closed set."),
    };

    private string Reason(PlanLine line) =>
        line.Others.Count > 0 ? $"{wording.Of(line.Reason)} ({string.Join(", ", line.Others)})" : wording.Of(line.Reason);

    private string State(KnownPerson person, PlanLine line) => line.Kind switch
    {
        PlanKind.Move or PlanKind.Change => Facts(person.Facts, line.Changed),
        PlanKind.Create => Facts(person.Facts, FeedFacts.Surname | FeedFacts.GivenName | FeedFacts.MainEstablishment | FeedFacts.Postings),
        PlanKind.Conflict => Facts(person.Facts, FeedFacts.Surname | FeedFacts.GivenName | FeedFacts.MainEstablishment),
        _ => Access(person),
    };

    private string Access(KnownPerson person) => person.Departure is { } departure
        ? $"{wording.Of(person.State)}{Between}{wording.Format("AccessEnds", wording.Day(departure.On))}"
        : wording.Of(person.State);

    private string Facts(PersonFacts facts, FeedFacts shown) => string.Join(
        Between, Enum.GetValues<FeedFacts>().Where(fact => fact != FeedFacts.None && shown.HasFlag(fact)).Select(fact => wording.Format("FactIs", wording.Of(fact), Value(facts, fact) ?? wording["FactAbsent"])));

    private string? Value(PersonFacts facts, FeedFacts fact) => fact switch
    {
        FeedFacts.Surname => facts.Surname,
        FeedFacts.GivenName => facts.GivenName,
        FeedFacts.OtherGivenNames => facts.OtherGivenNames is [] ? null : string.Join(", ", facts.OtherGivenNames),
        FeedFacts.BirthName => facts.BirthName,
        FeedFacts.BirthDate => Day(facts.BirthDate),
        FeedFacts.Civility => facts.Civility is { } civility ? wording.Of(civility) : null,
        FeedFacts.MainEstablishment => facts.MainEstablishment?.ToString(),
        FeedFacts.Postings => facts.Postings is [] ? null : string.Join(", ", facts.Postings.Select(Posting)),
        FeedFacts.IsTeacher => facts.IsTeacher is { } teaches ? wording[teaches ? "Yes" : "No"] : null,
        FeedFacts.Numen => facts.Numen?.ToString(),
        FeedFacts.Start => Day(facts.Start),
        FeedFacts.End => Day(facts.End),
        FeedFacts.PostalAddress => facts.PostalAddress,
        _ => throw new InvalidOperationException("A closed set of flags."),
    };

    private string? Day(DateOnly? day) => day is { } known ? wording.Day(known) : null;

    private static string Posting(Posting posting) => posting.DisciplineCode is { } discipline
        ? $"{posting.Rne} {posting.FunctionCode} {posting.FunctionLabel} {discipline} {posting.DisciplineLabel}".Trim()
        : $"{posting.Rne} {posting.FunctionCode} {posting.FunctionLabel}";
}
