using AcRouenIdentity.Domain.Access;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Web.Features.Provisioning.People;
using AcRouenIdentity.Web.Features.Shared.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace AcRouenIdentity.Web.Features.Provisioning.Pages;

/// <summary>Finds people and their accounts, as far as the officer goes.</summary>
[Authorize(AccessPolicies.ProvisioningOfficer)]
internal sealed class AccountsPage(PeopleSearch search, TargetAccess access, IStringLocalizer<ProvisioningTexts> texts) : PageModel
{
    public const int MostShown = 50;
    private const int LongestText = 100;

    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Text { get; set; }

    [BindProperty(SupportsGet = true, Name = "uai")]
    public string? School { get; set; }

    [BindProperty(SupportsGet = true, Name = "etat")]
    public AccountState? State { get; set; }

    public Wording Wording { get; } = Wording.In(language: null);

    /// <summary>Null where nothing was asked.</summary>
    public PeopleFound? Found { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(Text) && string.IsNullOrWhiteSpace(School) && State is null)
            return;
        if (!string.IsNullOrWhiteSpace(School) && !Rne.TryParse(School, out _))
        {
            ModelState.AddModelError("uai", texts["FilterSchoolMalformed"]);
            return;
        }

        var text = Text?.Length > LongestText ? Text[..LongestText] : Text;
        var within = access.ReachOf(HttpContext.CurrentPerson(), OfficeAct.ReadAccount);
        Found = await search.FindAsync(new PeopleQuery(text, Rne.TryParse(School, out var school) ? school : null, State, within), MostShown, cancellationToken);
    }
}
