using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Domain.Provisioning.Feeds;
using AcRouenIdentity.Domain.Provisioning.Records;
using AcRouenIdentity.Web.Features.Provisioning.People;
using AcRouenIdentity.Web.Features.Shared.Access;
using AcRouenIdentity.Web.Features.Shared.Notices;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace AcRouenIdentity.Web.Features.Provisioning.Pages;

/// <summary>Where a head of school asks for the account of somebody whom no feed names, and says until when.</summary>
[Authorize(AccessPolicies.HeadOfSchool)]
internal sealed class DelegationPage(DelegationDesk desk, IDirectory directory, IStringLocalizer<ProvisioningTexts> texts, TimeProvider clock) : PageModel
{
    [BindProperty]
    public DelegationForm Form { get; set; } = new();

    /// <summary>Login of whoever was just delegated.</summary>
    [BindProperty(SupportsGet = true, Name = "cree")]
    public string? Created { get; set; }

    /// <summary>Login of whoever has just been given another end.</summary>
    [BindProperty(SupportsGet = true, Name = "fin")]
    public string? EndChanged { get; set; }

    public Wording Wording { get; } = Wording.In(language: null);

    public IReadOnlyList<PersonRecord> People { get; private set; } = [];

    public PersonRecord? Newcomer => People.FirstOrDefault(person => person.Login == Created);

    public PersonRecord? Changed => People.FirstOrDefault(person => person.Login == EndChanged);

    /// <summary>Logins of those who resemble whoever is asked for.</summary>
    public IReadOnlyList<Login> Lookalikes { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Schools { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Functions =>
        [.. Enum.GetValues<DelegatedFunction>().Select(function => new SelectListItem(texts[$"{nameof(DelegatedFunction)}{function}"], function.ToString()))];

    public IReadOnlyList<SelectListItem> Civilities =>
        [new SelectListItem(texts["CivilityNone"], ""), .. Enum.GetValues<Civility>().Select(civility => new SelectListItem(texts[$"{nameof(Civility)}{civility}"], civility.ToString()))];

    public Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        ModelState.Clear();
        return ShowAsync(cancellationToken);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (Form.BirthDate is { } born && !Delegation.IsPossibleBirth(born, PublicDay.Of(clock)))
            ModelState.AddModelError("Form.BirthDate", texts["BirthDateImpossible"]);
        if (Form.Function == DelegatedFunction.Mission && string.IsNullOrWhiteSpace(Form.Mission))
            ModelState.AddModelError("Form.Mission", texts["MissionMissing"]);
        if (!ModelState.IsValid || !Rne.TryParse(Form.School, out var school))
            return await ShowAsync(cancellationToken);

        return await desk.OpenAsync(Head, Form.ToPerson(school), Form.Check, cancellationToken) switch
        {
            SchoolDelegation.Decided { Outcome: DelegationOutcome.Opened opened } => ToPage($"cree={opened.Login}"),
            SchoolDelegation.Decided { Outcome: DelegationOutcome.Resembles resembles } => await AskAsync(resembles.Logins, cancellationToken),
            SchoolDelegation.Decided { Outcome: DelegationOutcome.EndRefused } => await RefuseAsync("Form.End", "EndRefused", cancellationToken),
            SchoolDelegation.Decided { Outcome: DelegationOutcome.RefusedByDirectory } => await RefuseAsync("", "PersonDecisionRefusedByDirectory", cancellationToken),
            SchoolDelegation.NotTheirs => Forbid(),
            _ => throw new InvalidOperationException("A closed set."),
        };
    }

    /// <summary>Somebody's service ends on another day.</summary>
    public async Task<IActionResult> OnPostEndAsync(string? login, DateOnly? end, CancellationToken cancellationToken)
    {
        ModelState.Clear();
        if (!Login.TryParse(login, out var delegated))
            return NotFound();
        if (end is not { } day)
            return await RefuseAsync("", "EndRefused", cancellationToken);

        return await desk.ChangeEndAsync(Head, delegated, day, cancellationToken) switch
        {
            EndChange.Done => ToPage($"fin={delegated}"),
            EndChange.Unknown => NotFound(),
            EndChange.NotInThisState => await RefuseAsync("", "PersonDecisionNotInThisState", cancellationToken),
            EndChange.EndRefused => await RefuseAsync("", "EndRefused", cancellationToken),
            EndChange.RefusedByDirectory => await RefuseAsync("", "PersonDecisionRefusedByDirectory", cancellationToken),
        };
    }

    public string SchoolName(string? uai) => Schools.FirstOrDefault(school => school.Value == uai)?.Text ?? uai ?? "";

    private Person Head => HttpContext.CurrentPerson();

    private Task<IActionResult> AskAsync(IReadOnlyList<Login> lookalikes, CancellationToken cancellationToken)
    {
        Lookalikes = lookalikes;
        return ShowAsync(cancellationToken);
    }

    private Task<IActionResult> RefuseAsync(string field, string text, CancellationToken cancellationToken)
    {
        ModelState.AddModelError(field, texts[text]);
        return ShowAsync(cancellationToken);
    }

    private async Task<IActionResult> ShowAsync(CancellationToken cancellationToken)
    {
        var schools = desk.SchoolsOf(Head);
        var names = (await directory.FindEstablishmentsAsync(schools, cancellationToken)).ToDictionary(school => school.Rne, school => school.Name);
        Schools = [.. schools.Select(school => new SelectListItem(names.TryGetValue(school, out var name) ? texts["SchoolAndUai", name, school] : school.ToString(), school.ToString()))];
        People = await desk.ListAsync(Head, cancellationToken);
        return Page();
    }

    private RedirectResult ToPage(string query) => Redirect(Url.Content($"~{ProvisioningPaths.Delegation}?{query}"));
}
