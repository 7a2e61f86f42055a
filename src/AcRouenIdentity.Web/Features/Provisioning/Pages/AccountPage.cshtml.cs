using System.ComponentModel.DataAnnotations;
using AcRouenIdentity.Domain.Access;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Domain.Provisioning.Planning;
using AcRouenIdentity.Domain.Provisioning.Records;
using AcRouenIdentity.Domain.Provisioning.Runs;
using AcRouenIdentity.Infrastructure.Provisioning;
using AcRouenIdentity.Web.Features.Provisioning.People;
using AcRouenIdentity.Web.Features.Shared.Access;
using AcRouenIdentity.Web.Features.Shared.Forms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace AcRouenIdentity.Web.Features.Provisioning.Pages;

/// <summary>One person: what is known of them, what became of their account and why, and what an officer may do about it. Nothing confidential is read here.</summary>
[Authorize(AccessPolicies.ProvisioningOfficer)]
internal sealed class AccountPage(PeopleSearch search, PersonDesk desk, RecordAccess access, IDirectory directory, IStringLocalizer<ProvisioningTexts> texts) : PageModel
{
    [FromRoute(Name = "login")]
    public string? LoginText { get; set; }

    [BindProperty(SupportsGet = true, Name = "fait")]
    public PersonDecision? Decided { get; set; }

    /// <summary>Of the form that is sent: there are two, and only one is shown.</summary>
    [BindProperty]
    public DecisionForm Form { get; set; } = new();

    public Wording Wording { get; } = Wording.In(language: null);

    public ReportRows Rows => new(Wording, Schools);

    public PersonSheet Sheet { get; private set; } = null!;

    public PersonRecord Person => Sheet.Record;

    public string Name => $"{Person.GivenName} {Person.Surname}".Trim();

    /// <summary>Of what the officer would decide.</summary>
    public TargetVerdict Deciding { get; private set; } = TargetVerdict.NoRole;

    /// <summary>Runs are of the whole académie.</summary>
    public bool SeesRuns => access.ReachOf(Officer, OfficeAct.ReadAccount).IsEverywhere;

    public bool CanSuspend => Deciding == TargetVerdict.Allowed && Person.State is not (AccountState.Departed or AccountState.Erased);

    public bool CanRestore => Deciding == TargetVerdict.Allowed && (Person.State == AccountState.Suspended || Person is { State: AccountState.Departed, DepartureReason: DepartureReason.Declared });

    public IReadOnlyDictionary<Rne, string> Schools { get; private set; } = new Dictionary<Rne, string>();

    public IReadOnlyList<Posting> Postings => [.. (Person.Postings?.Split('\n') ?? []).Select(PostingLine.Read)];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        ModelState.Clear();
        var page = await ShowAsync(cancellationToken);
        Form.Until = Sheet?.Record.SuspendedUntil;
        return page;
    }

    /// <summary>Suspends, or says another reason and last day of a suspension.</summary>
    public Task<IActionResult> OnPostSuspendAsync(CancellationToken cancellationToken) =>
        DecideAsync((login, decider) => desk.SuspendAsync(login, Form.Until, decider, cancellationToken), cancellationToken);

    public Task<IActionResult> OnPostRestoreAsync(CancellationToken cancellationToken) =>
        DecideAsync((login, decider) => desk.RestoreAsync(login, decider, cancellationToken), cancellationToken);

    public string SchoolName(Rne rne) => Schools.TryGetValue(rne, out var name) ? texts["SchoolAndUai", name, rne] : rne.ToString();

    private Person Officer => HttpContext.CurrentPerson();

    private async Task<IActionResult> DecideAsync(Func<Login, Decider, Task<PersonDecision>> decide, CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid || !Login.TryParse(LoginText, out var login))
            return await ShowAsync(cancellationToken);

        var verdict = await access.DecideAsync(Officer, OfficeAct.DecideOnAccount, login, cancellationToken);
        var decision = PersonDecisions.RefusalOf(verdict) ?? await decide(login, new Decider(Officer.Login.ToString(), Form.Reason!.Trim()));
        if (decision == PersonDecision.Done)
            return Redirect(Url.Content($"{ProvisioningPaths.Account(login.ToString())}?fait={decision}"));

        ModelState.AddModelError(decision == PersonDecision.DayPast ? "Form.Until" : "", texts[$"{nameof(PersonDecision)}{decision}"]);
        return await ShowAsync(cancellationToken);
    }

    private async Task<IActionResult> ShowAsync(CancellationToken cancellationToken)
    {
        if (!Login.TryParse(LoginText, out var login) || await search.FindSheetAsync(login, cancellationToken) is not { } sheet)
            return NotFound();

        if (await access.DecideAsync(Officer, OfficeAct.ReadAccount, sheet.Record, cancellationToken) is not TargetVerdict.Allowed)
            return Forbid();

        Sheet = sheet;
        Deciding = await access.DecideAsync(Officer, OfficeAct.DecideOnAccount, sheet.Record, cancellationToken);
        var schools = Person.Establishments.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(Rne.Parse).ToArray();
        Schools = (await directory.FindEstablishmentsAsync(schools, cancellationToken)).ToDictionary(school => school.Rne, school => school.Name);
        return Page();
    }
}

[TextsOf(typeof(ProvisioningTexts))]
public sealed class DecisionForm
{
    [Display(Name = "ReasonLabel", Description = "ReasonHint")]
    [Required(ErrorMessage = "ReasonMissing")]
    [StringLength(300)]
    public string? Reason { get; set; }

    /// <summary>Last day of a suspension, included.</summary>
    [Display(Name = "UntilLabel", Description = "UntilHint")]
    public DateOnly? Until { get; set; }
}
