using AcRouenIdentity.Domain.Directory;
using AcRouenIdentity.Web.Features.Directory.Index;
using AcRouenIdentity.Web.Features.Shared.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AcRouenIdentity.Web.Features.Directory.Pages;

/// <summary>A person's own entry as colleagues see it, and whether they see it.</summary>
[Authorize(AccessPolicies.Staff)]
internal sealed class MinePage(OwnListing listing, Colleagues colleagues, IndexKeeper keeper) : PageModel
{
    /// <summary>The choice that was just made.</summary>
    [BindProperty(SupportsGet = true, Name = "fait")]
    public ListingChoice? Done { get; set; }

    /// <summary>Null while no record of theirs is open: they are found by nobody.</summary>
    public Colleague? Entry { get; private set; }

    public ListingChoice Choice { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var person = HttpContext.CurrentPerson();
        Choice = await listing.FindAsync(person.Key, cancellationToken);
        Entry = await colleagues.FindOwnAsync(await keeper.GetAsync(cancellationToken), person.Key, cancellationToken);
        Done = Done == Choice ? Done : null;
    }

    public Task<IActionResult> OnPostHideAsync(CancellationToken cancellationToken) => ChooseAsync(ListingChoice.Unlisted, cancellationToken);

    public Task<IActionResult> OnPostShowAsync(CancellationToken cancellationToken) => ChooseAsync(ListingChoice.Listed, cancellationToken);

    private async Task<IActionResult> ChooseAsync(ListingChoice choice, CancellationToken cancellationToken)
    {
        await listing.ChooseAsync(HttpContext.CurrentPerson(), choice, cancellationToken);
        return LocalRedirect($"~{DirectoryPaths.Mine}?fait={choice}");
    }
}
