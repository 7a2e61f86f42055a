using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Web.Features.HelpDesk.Cases;
using AcRouenIdentity.Web.Features.Shared.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AcRouenIdentity.Web.Features.HelpDesk.Pages;

/// <summary>Opens a case for whoever calls, and leads to it; it shows nothing of its own.</summary>
[Authorize(AccessPolicies.Agent)]
internal sealed class OpenPage(CaseDesk desk) : PageModel
{
    [BindProperty(Name = "Login")]
    public string? LoginText { get; set; }

    public IActionResult OnGet() => LocalRedirect($"~{HelpDeskPaths.Desk}");

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!Login.TryParse(LoginText, out var login))
            return Unknown();
        return await desk.OpenAsync(HttpContext.CurrentPerson(), login, cancellationToken) switch
        {
            CaseOpened.Open open => LocalRedirect($"~{HelpDeskPaths.Case(open.Reference)}"),
            CaseOpened.Refused refused => LocalRedirect($"~{HelpDeskPaths.Desk}?refus={refused.Why}"),
            _ => Unknown(),
        };
    }

    private LocalRedirectResult Unknown() => LocalRedirect($"~{HelpDeskPaths.Desk}?personne=true");
}
