using System.Globalization;
using AcRouenIdentity.Domain.Access;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Provisioning.Planning;
using AcRouenIdentity.Domain.Provisioning.Records;
using AcRouenIdentity.Domain.Provisioning.Runs;
using AcRouenIdentity.Web.Features.Provisioning.People;
using AcRouenIdentity.Web.Features.Provisioning.Runs;
using AcRouenIdentity.Web.Features.Shared.Access;
using AcRouenIdentity.Web.Features.Shared.Establishments;
using AcRouenIdentity.Web.Features.Shared.Lists;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace AcRouenIdentity.Web.Features.Provisioning.Pages;

/// <summary>One run: how far it is, what it would change and why, what somebody must decide, and in the end its report.</summary>
[Authorize(AccessPolicies.OfficerOfTheAcademie)]
internal sealed class RunPage(RunReports reports, SchoolNames names, RunDesk desk, RunSignal signal, PersonDesk people, RecordAccess access, IStringLocalizer<ProvisioningTexts> texts, TimeProvider clock) : PageModel
{
    private const int LinesOnASheet = 50;
    private const string SecondsBetweenLooks = "2";
    private const string NotFollowed = "non";

    [FromRoute(Name = "number")]
    public int RunNumber { get; set; }

    [BindProperty(SupportsGet = true, Name = "nature")]
    public PlanKind? Kind { get; set; }

    [BindProperty(SupportsGet = true, Name = "uai")]
    public string? School { get; set; }

    [BindProperty(SupportsGet = true, Name = "feuille")]
    public int Number { get; set; } = 1;

    /// <summary>"non" for a page that does not look again by itself.</summary>
    [BindProperty(SupportsGet = true, Name = "suivi")]
    public string? Following { get; set; }

    /// <summary>What somebody just decided about two people.</summary>
    [BindProperty(SupportsGet = true, Name = "fait")]
    public PersonDecision? Decided { get; set; }

    public RunReport Report { get; private set; } = null!;

    public ProvisioningRun Run => Report.Run;

    public Wording Wording { get; } = Wording.In(language: null);

    public ReportRows Rows => new(Wording, Schools);

    /// <summary>Names of the establishments that this sheet names.</summary>
    public IReadOnlyDictionary<Rne, string> Schools { get; private set; } = new Dictionary<Rne, string>();

    public Sheet<PersonChange> Lines { get; private set; } = new([], 1, LinesOnASheet, 0);

    public IReadOnlyDictionary<string, PersonRecord> Lookalikes { get; private set; } = new Dictionary<string, PersonRecord>();

    public bool IsWorking => Run is { IsOver: false, IsWaiting: false };

    public bool IsFollowed => Following != NotFollowed;

    public TimeSpan? TimeLeft => Run.TimeLeft(clock.GetUtcNow());

    public RunTrouble Trouble => Enum.TryParse<RunTrouble>(Run.Failure, out var trouble) ? trouble : RunTrouble.None;

    public SheetLinks Links => new(Lines.Number, Lines.Last, Query());

    public Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    public async Task<IActionResult> OnPostApplyAsync(CancellationToken cancellationToken) =>
        await desk.ApproveAsync(RunNumber, Officer, cancellationToken) ? GoOn() : await RefuseAsync("RunChangedMeanwhile", cancellationToken);

    /// <param name="login">Typed by the officer: what stops the plan is confirmed under a name.</param>
    /// <param name="stops">What they were shown.</param>
    public async Task<IActionResult> OnPostConfirmAsync(string? login, string? stops, CancellationToken cancellationToken)
    {
        if (!string.Equals(login?.Trim(), Officer, StringComparison.OrdinalIgnoreCase))
            return await RefuseAsync("ConfirmationNameWrong", cancellationToken);

        // A form sends line ends as CR LF (HTML, 4.10.22.4).
        var seen = (stops ?? "").ReplaceLineEndings("\n");
        return await desk.ConfirmAsync(RunNumber, Officer, seen, cancellationToken) ? GoOn() : await RefuseAsync("RunChangedMeanwhile", cancellationToken);
    }

    public async Task<IActionResult> OnPostAbandonAsync(CancellationToken cancellationToken) =>
        await desk.AbandonAsync(RunNumber, cancellationToken) ? ToRun() : await RefuseAsync("RunChangedMeanwhile", cancellationToken);

    /// <summary>A delegated person is the one of the feed.</summary>
    public async Task<IActionResult> OnPostSameAsync(string? key, string? login, CancellationToken cancellationToken)
    {
        if (await FindDelegatedAsync(key, login, cancellationToken) is not { } delegated)
            return NotFound();
        var note = texts["RecognisedIn", RunNumber];
        var verdict = await access.DecideAsync(HttpContext.CurrentPerson(), OfficeAct.DecideOnAccount, delegated, cancellationToken);
        var decision = PersonDecisions.RefusalOf(verdict) ?? await people.RecogniseAsync(delegated, new DirectoryKey(key!), new Decider(Officer, note), cancellationToken);
        return decision == PersonDecision.Done ? ToRun(decision) : await RefuseAsync($"{nameof(PersonDecision)}{decision}", cancellationToken);
    }

    /// <summary>They are two people.</summary>
    public async Task<IActionResult> OnPostDistinctAsync(string? key, CancellationToken cancellationToken)
    {
        if (key is null || await reports.FindQuestionAsync(RunNumber, key, cancellationToken) is null)
            return NotFound();
        await people.DeclareDistinctAsync(new DirectoryKey(key), new Decider(Officer, Note: null), cancellationToken);
        return ToRun(PersonDecision.Done);
    }

    /// <summary>The login of whoever a line speaks of, where they have one.</summary>
    public static string? LoginOf(PlanLine line) => (line.After?.Login ?? line.Before?.Login)?.ToString();

    public static string QueryOf(PlanKind kind) => $"?nature={kind}#lignes";

    private string Officer => HttpContext.CurrentPerson().Login.ToString();

    private Rne? Establishment => Rne.TryParse(School, out var rne) ? rne : null;

    private string Query() => string.Concat(
        Kind is { } kind ? $"nature={kind}&" : "",
        Establishment is { } rne ? $"uai={rne}&" : "");

    private async Task<IActionResult> ShowAsync(CancellationToken cancellationToken)
    {
        if (await reports.FindAsync(RunNumber, cancellationToken) is not { } report)
            return NotFound();

        Report = report;
        if (IsWorking && IsFollowed)
            Response.Headers["Refresh"] = SecondsBetweenLooks;
        if (!string.IsNullOrWhiteSpace(School) && Establishment is null)
            ModelState.AddModelError("uai", texts["FilterSchoolMalformed"]);
        if (IsWorking)
            return Page();

        Lines = await reports.ListLinesAsync(report, Kind, Establishment, Number, LinesOnASheet, cancellationToken);
        Lookalikes = await reports.FindLookalikesAsync(Lines.Rows, cancellationToken);
        Schools = await names.FindAsync(report.EstablishmentsOf(Lines.Rows), cancellationToken);
        return Page();
    }

    private async Task<Login?> FindDelegatedAsync(string? key, string? login, CancellationToken cancellationToken)
    {
        if (key is null || await reports.FindQuestionAsync(RunNumber, key, cancellationToken) is not { } question)
            return null;
        var alike = await reports.FindLookalikesAsync([question], cancellationToken);
        return alike.Values.Any(person => person.Login == login) && Login.TryParse(login, out var delegated) ? delegated : null;
    }

    private RedirectResult GoOn()
    {
        signal.Raise();
        return ToRun();
    }

    private RedirectResult ToRun(PersonDecision? decision = null) =>
        Redirect(Url.Content($"{ProvisioningPaths.Run(RunNumber)}{(decision is { } made ? $"?nature={PlanKind.Conflict}&fait={made}" : "")}"));

    private Task<IActionResult> RefuseAsync(string text, CancellationToken cancellationToken)
    {
        ModelState.AddModelError("", texts[text]);
        return ShowAsync(cancellationToken);
    }

    public string TimeLeftInWords(TimeSpan left) => left switch
    {
        { TotalSeconds: < 10 } => texts["TimeLeftMoment"],
        { TotalSeconds: < 90 } => texts["TimeLeftSeconds", Rounded(left.TotalSeconds)],
        _ => texts["TimeLeftMinutes", Math.Ceiling(left.TotalMinutes).ToString("N0", CultureInfo.CurrentCulture)],
    };

    private static int Rounded(double seconds) => (int)Math.Ceiling(seconds / 10) * 10;
}
