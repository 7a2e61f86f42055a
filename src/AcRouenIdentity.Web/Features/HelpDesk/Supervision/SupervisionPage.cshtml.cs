using System.Globalization;
using AcRouenIdentity.Domain.HelpDesk;
using AcRouenIdentity.Domain.HelpDesk.Supervision;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Web.Features.HelpDesk.Access;
using AcRouenIdentity.Web.Features.Letters.FollowUp;
using AcRouenIdentity.Web.Features.Shared.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.HelpDesk.Supervision;

/// <summary>Days until now that the figures are of. Cases are kept a year after they were closed, by default.</summary>
public enum Period
{
    Week = 7,
    Month = 30,
    Quarter = 90,
    Year = 365,
}

/// <param name="Key">Distinguishes the tables of a page.</param>
/// <param name="Counted">What is counted, in words.</param>
/// <param name="ReadsCases">References lead to cases.</param>
/// <param name="ReadsJournal">Agents lead to the trail of their day.</param>
public sealed record UnusualTable(string Key, string Title, string Counted, IReadOnlyList<UnusualDay> Days, bool ReadsCases, bool ReadsJournal);

/// <summary>What the help desk does, in figures, and what in it is unusual.</summary>
[Authorize(AccessPolicies.SupervisorOrAuditor)]
internal sealed class SupervisionPage(
    DeskFigures figures, UnusualDeeds unusual, ActivationHistory activations, HelpAccess access, PersonRoles roles, HelpDeskWording wording, IStringLocalizer<HelpDeskTexts> texts,
    IOptions<HelpDeskOptions> options, TimeProvider clock) : PageModel
{
    private static readonly CaseOutcome?[] Endings = [.. Enum.GetValues<CaseOutcome>().Select(outcome => (CaseOutcome?)outcome), null];

    [BindProperty(SupportsGet = true, Name = "periode")]
    public Period Period { get; set; } = Period.Month;

    public HelpDeskWording Wording => wording;

    public SupervisionOptions Limits => options.Value.Supervision;

    public CaseFigures Cases { get; private set; } = new([]);

    public IReadOnlyList<BarPlot> Plots { get; private set; } = [];

    /// <summary>Null before the first letter.</summary>
    public ActivationPlot? Activation { get; private set; }

    public Unusual Unusual { get; private set; } = new([], [], []);

    public bool ReadsCases => access.MayAtAll(Supervisor, HelpAct.ReadCase);

    public bool SeesAll => access.ReachOf(Supervisor, HelpAct.Supervise).IsEverywhere;

    private Person Supervisor => HttpContext.CurrentPerson();

    public IReadOnlyList<UnusualTable> Tables =>
    [
        TableOf("beaucoup", texts["UnusualBusy", Limits.PeopleADay], texts["ColumnPeople"], Unusual.ManyPeople),
        TableOf("horaires", texts["UnusualLate", Limits.OpensAt.ToString("t", CultureInfo.CurrentCulture), Limits.ClosesAt.ToString("t", CultureInfo.CurrentCulture)], texts["ColumnDeeds"], Unusual.OutOfHours),
    ];

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        if (!Enum.IsDefined(Period))
            Period = Period.Month;
        var since = clock.GetUtcNow().AddDays(-(int)Period);
        Cases = await figures.CasesAsync(Supervisor, since, cancellationToken);
        Plots = [PlotOfCases(), PlotOfWaits(), PlotOf(await figures.RecoveriesAsync(since, cancellationToken))];
        Activation = await activations.ReadAsync(cancellationToken) is { Count: > 0 } points ? new ActivationPlot(points) : null;
        Unusual = await unusual.FindAsync(Supervisor, since, cancellationToken);
    }

    private UnusualTable TableOf(string key, string title, string counted, IReadOnlyList<UnusualDay> days) =>
        new(key, title, counted, days, ReadsCases, ReadsJournal: roles.Has(Supervisor, Role.Auditor));

    private BarPlot PlotOfCases() => new(
        "dossiers", texts["PlotCases"], texts["ColumnOrigin"],
        [.. Endings.Select(ending => new PlotSeries(ending is { } outcome ? wording.Of(outcome) : texts["StillOpen"], ToneOf(ending)))],
        [.. Enum.GetValues<CaseOrigin>().Select(origin => new PlotRow(wording.Of(origin), [.. Endings.Select(ending => Cases.Count(origin, ending))]))]);

    private BarPlot PlotOfWaits() => new(
        "attentes", texts["PlotWaits"], texts["ColumnWaits"],
        [new PlotSeries(texts["Cases"], ToneOf(null))],
        [.. Enum.GetValues<WaitBand>().Select(band => new PlotRow(wording.Of(band), [Cases.Count(band)]))]);

    private BarPlot PlotOf(IReadOnlyList<RecoveriesOfWay> recoveries) => new(
        "recuperations", texts["PlotRecoveries"], texts["ColumnWay"],
        [new PlotSeries(texts["RecoveriesProven"], ToneOf(CaseOutcome.Helped)), new PlotSeries(texts["RecoveriesNotProven"], ToneOf(CaseOutcome.GivenUp))],
        [.. recoveries.Select(one => new PlotRow(texts[$"RecoveryWay_{one.Way}"], [one.Proven, Math.Max(0, one.Asked - one.Proven)]))]);

    private static string ToneOf(CaseOutcome? ending) => ending switch
    {
        CaseOutcome.Helped => "good",
        CaseOutcome.UnderWay => "pending",
        CaseOutcome.NotVerified => "doubt",
        CaseOutcome.Impostor => "danger",
        CaseOutcome.GivenUp => "faint",
        CaseOutcome.NotOurs => "other",
        null => "open",
    };
}
