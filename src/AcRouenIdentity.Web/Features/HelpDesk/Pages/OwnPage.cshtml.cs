using AcRouenIdentity.Web.Features.HelpDesk.Own;
using AcRouenIdentity.Web.Features.HelpDesk.Verification;
using AcRouenIdentity.Web.Features.Shared.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AcRouenIdentity.Web.Features.HelpDesk.Pages;

/// <summary>What the help desk does about me: the code that it asks me to read out, my cases, and who looked at my record.</summary>
[Authorize(AccessPolicies.Staff)]
internal sealed class OwnPage(StepCodes codes, OwnCases cases, HelpDeskWording wording) : PageModel
{
    public HelpDeskWording Wording => wording;

    public IReadOnlyList<ShownCode> Codes { get; private set; } = [];

    public IReadOnlyList<OwnCase> Cases { get; private set; } = [];

    public IReadOnlyList<Consultation> Consultations { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var person = HttpContext.CurrentPerson();
        Codes = await codes.FindShownAsync(person, cancellationToken);
        Cases = await cases.FindAsync(person, cancellationToken);
        Consultations = await cases.FindConsultationsAsync(person, cancellationToken);
    }
}
