using System.Globalization;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Provisioning.Feeds;
using AcRouenIdentity.Domain.Provisioning.Planning;
using AcRouenIdentity.Domain.Provisioning.Runs;
using AcRouenIdentity.Infrastructure.Provisioning;
using AcRouenIdentity.Web.Features.Provisioning.Runs;

namespace AcRouenIdentity.Web.Features.Provisioning;

/// <summary>A preview in words: what the terminal and the file both show.</summary>
/// <param name="schools">Names of the establishments, where they are known.</param>
internal sealed class ReportRows(Wording wording, IReadOnlyDictionary<Rne, string> schools)
{
    /// <summary>Stands between two facts of one cell.</summary>
    public const string Between = " ; ";

    public IReadOnlyList<string> Headings =>
    [
        wording["ColumnPart"], wording["ColumnWhat"], wording["ColumnReason"], wording["ColumnKey"], wording["ColumnPerson"],
        wording["ColumnEstablishment"], wording["ColumnEstablishmentName"], wording["ColumnBefore"], wording["ColumnAfter"], wording["ColumnFile"], wording["ColumnLine"],
    ];

    /// <summary>With establishments by their UAI alone.</summary>
    public ReportRows(Wording wording)
        : this(wording, new Dictionary<Rne, string>())
    {
    }

    /// <summary>What is counted, and how many.</summary>
    public IEnumerable<(string What, int Count)> Summary(Preview preview) => Summary(RunSummary.Of(preview.Summary, preview.Issues.Count, establishments: 0));

    public IEnumerable<(string What, int Count)> Summary(RunReport report) =>
    [
        .. Summary(report.Summary),
        (wording["CountEstablishments"], report.Summary.Establishments),
        (wording["CountEstablishmentsRefused"], report.Summary.EstablishmentsRefused),
        (wording["CountApplied"], report.Summary.Applied),
        (wording["CountFailed"], report.Summary.Failed),
    ];

    /// <summary>The verdict, what it rests on, and what absence from these feeds means.</summary>
    public IEnumerable<string> Conclusions(Preview preview) =>
    [
        wording.Of(preview.Verdict),
        .. preview.Summary.Confirmations.Select(Stop),
        .. preview.Verdict is PreviewVerdict.Clear or PreviewVerdict.Stopped ? [wording.Of(preview.Absence)] : Array.Empty<string>(),
    ];

    /// <summary>Where the run is, what stops it or stopped it, and what absence from its files means.</summary>
    public IEnumerable<string> Conclusions(RunReport report) =>
    [
        wording.Of(report.Run.State),
        .. Enum.TryParse<RunTrouble>(report.Run.Failure, out var trouble) && trouble != RunTrouble.None ? [wording.Of(trouble)] : Array.Empty<string>(),
        .. report.Stops.Select(Stop),
        .. report.Run.ConfirmedBy is { } confirmer ? [wording.Format("StopConfirmed", confirmer)] : Array.Empty<string>(),
        .. report.Run is { Absence: { } absence, State: not RunState.Refused } ? [wording.Of(absence)] : Array.Empty<string>(),
    ];

    public IEnumerable<ReportRow> All(RunReport report) =>
        Summary(report).Select(count => new ReportRow { Part = wording["PartSummary"], What = count.What, After = count.Count.ToString(CultureInfo.InvariantCulture) })
            .Concat(Conclusions(report).Select(conclusion => new ReportRow { Part = wording["PartVerdict"], What = conclusion }))
            .Concat(report.Issues.Select(Of))
            .Concat(report.Lines(kind: null).Select(Of));

    /// <summary>A line of a report, or of a person's history.</summary>
    public ReportRow Of(PersonChange change)
    {
        var row = Of(ChangeFacts.Read(change));
        var reason = change.Failure is { } failure ? $"{row.Reason}{Between}{wording.Of(failure)}" : row.Reason;
        return row with { Reason = reason, Person = change.Name ?? "" };
    }

    public ReportRow Of(RunIssue issue) => Of(new FeedIssue(issue.Kind, issue.Effect, issue.Subject, new FeedPlace(issue.File, issue.Line))
    {
        Person = issue.DirectoryKey is { } key ? new DirectoryKey(key) : null,
        Detail = issue.Detail,
    });

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
            EstablishmentName = facts?.MainEstablishment is { } school ? schools.GetValueOrDefault(school, "") : "",
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

    /// <summary>Numbers of a run beside those of its lines; those that are rarely anything but zero where they are something.</summary>
    public IEnumerable<(string What, int Count)> Counts(RunReport report) =>
    [
        (wording["CountUnchanged"], report.Summary.Unchanged),
        .. new[]
        {
            (wording["CountLeftAsTheyAre"], report.Summary.LeftAsTheyAre),
            (wording["CountEndedBeforeCreation"], report.Summary.EndedBeforeCreation),
            (wording["CountOnlyInStaffFile"], report.Summary.OnlyInStaffFile),
            (wording["CountEstablishments"], report.Summary.Establishments),
            (wording["CountEstablishmentsRefused"], report.Summary.EstablishmentsRefused),
            (wording["CountIssues"], report.Summary.Issues),
            (wording["CountFailed"], report.Summary.Failed),
        }.Where(count => count.Item2 > 0),
    ];

    private IEnumerable<(string What, int Count)> Summary(RunSummary summary) =>
    [
        .. Enum.GetValues<PlanKind>().Select(kind => (wording[$"Count{kind}"], summary.Lines.GetValueOrDefault(kind))),
        (wording["CountUnchanged"], summary.Unchanged),
        (wording["CountLeftAsTheyAre"], summary.LeftAsTheyAre),
        (wording["CountEndedBeforeCreation"], summary.EndedBeforeCreation),
        (wording["CountOnlyInStaffFile"], summary.OnlyInStaffFile),
        (wording["CountIssues"], summary.Issues),
    ];

    private static string Number(int line) => line > 0 ? line.ToString(CultureInfo.InvariantCulture) : "";

    public string Stop(ConfirmationNeeded confirmation) => confirmation switch
    {
        ConfirmationNeeded.ManyAccountsClose(var closed, var open) => wording.Format("StopManyAccountsClose", closed, open, open == 0 ? 0m : (decimal)closed / open),
        ConfirmationNeeded.EstablishmentEmpties(var establishment, var people) => wording.Format("StopEstablishmentEmpties", Named(establishment), people),
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

    /// <summary>Told to be other than before, and never what they are: reports are printed and mailed.</summary>
    private static bool IsConfidential(FeedFacts fact) => fact is FeedFacts.BirthName or FeedFacts.BirthDate or FeedFacts.Numen or FeedFacts.PostalAddress;

    private string? Value(PersonFacts facts, FeedFacts fact) => IsConfidential(fact) ? wording["FactConfidential"] : fact switch
    {
        FeedFacts.Surname => facts.Surname,
        FeedFacts.GivenName => facts.GivenName,
        FeedFacts.OtherGivenNames => facts.OtherGivenNames is [] ? null : string.Join(", ", facts.OtherGivenNames),
        FeedFacts.Civility => facts.Civility is { } civility ? wording.Of(civility) : null,
        FeedFacts.MainEstablishment => facts.MainEstablishment is { } main ? Named(main) : null,
        FeedFacts.Postings => facts.Postings is [] ? null : string.Join(", ", facts.Postings.Select(Posting)),
        FeedFacts.IsTeacher => facts.IsTeacher is { } teaches ? wording[teaches ? "Yes" : "No"] : null,
        FeedFacts.Start => Day(facts.Start),
        FeedFacts.End => Day(facts.End),
        _ => throw new InvalidOperationException("A closed set of flags."),
    };

    private string? Day(DateOnly? day) => day is { } known ? wording.Day(known) : null;

    private string Posting(Posting posting) => posting.DisciplineCode is { } discipline
        ? $"{Named(posting.Rne)} {posting.FunctionCode} {posting.FunctionLabel} {discipline} {posting.DisciplineLabel}".Trim()
        : $"{Named(posting.Rne)} {posting.FunctionCode} {posting.FunctionLabel}";

    private string Named(Rne school) => schools.TryGetValue(school, out var name) ? wording.Format("SchoolAndUai", name, school) : school.ToString();
}
