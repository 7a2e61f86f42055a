using AcRouenIdentity.Domain.Letters;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Web.Features.Letters.FollowUp;
using AcRouenIdentity.Web.Features.Shared.Access;
using AcRouenIdentity.Web.Features.Shared.Lists;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.Letters.Pages;

/// <summary>How far the opening of accounts is: over time and by school. Secretariats are reminded from here.</summary>
[Authorize(AccessPolicies.OfficerOfTheAcademie)]
internal sealed class FollowUpPage(
    WaitingPeople people, ActivationHistory history, SecretariatReminding reminding, IDirectory directory, LetterWording wording, IOptions<LetterOptions> options) : PageModel
{
    private const int SchoolsOfASheet = 50;

    [BindProperty(SupportsGet = true, Name = "feuille")]
    public int Sheet { get; set; } = 1;

    /// <summary>How many secretariats were just reminded.</summary>
    [BindProperty(SupportsGet = true, Name = "relances")]
    public int? Reminded { get; set; }

    public LetterWording Wording => wording;

    public int ReminderDays => options.Value.ReminderDays;

    /// <summary>All schools as one.</summary>
    public WaitingSchool Sum { get; private set; } = WaitingSchool.Sum([]);

    public IReadOnlyList<WaitingSchool> Schools { get; private set; } = [];

    public SheetLinks Links { get; private set; } = new(1, 1, Query: "");

    /// <summary>Null before the first letter.</summary>
    public ActivationPlot? Plot { get; private set; }

    public ReminderOutlook Outlook { get; private set; } = new(0, 0, 0);

    private ILookup<string, string> Names { get; set; } = Array.Empty<string>().ToLookup(name => name);

    public string? NameOf(WaitingSchool school) => school.Establishment is { } uai ? Names[uai].FirstOrDefault() : null;

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var schools = await people.BySchoolAsync(cancellationToken);
        Sum = WaitingSchool.Sum(schools);
        var last = Math.Max(1, (schools.Count + SchoolsOfASheet - 1) / SchoolsOfASheet);
        Sheet = Math.Clamp(Sheet, 1, last);
        Links = new SheetLinks(Sheet, last, Query: "");
        Schools = [.. schools.Skip((Sheet - 1) * SchoolsOfASheet).Take(SchoolsOfASheet)];
        Rne[] shown = [.. Schools.Select(school => school.Establishment).Where(uai => Rne.TryParse(uai, out _)).Select(uai => Rne.Parse(uai!))];
        Names = (await directory.FindEstablishmentsAsync(shown, cancellationToken)).ToLookup(school => school.Rne.ToString(), school => school.Name);
        Plot = await history.ReadAsync(cancellationToken) is { Count: > 0 } points ? new ActivationPlot(points) : null;
        Outlook = await reminding.LookAsync(cancellationToken);
    }

    public async Task<IActionResult> OnPostRemindAsync(CancellationToken cancellationToken) =>
        LocalRedirect($"~{LetterPaths.FollowUp}?relances={await reminding.RemindAsync(only: null, HttpContext.CurrentPerson().Login.ToString(), cancellationToken)}");
}
