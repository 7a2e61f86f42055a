using AcRouenIdentity.Web.Features.Shared.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AcRouenIdentity.Web.Features.OpenId.Keys.Pages;

/// <summary>The keys of the provider, for those who look after it.</summary>
[Authorize(AccessPolicies.Administrator)]
internal sealed class KeysPage(KeyShelf shelf, KeyWording wording) : PageModel
{
    /// <summary>The keys were just replaced.</summary>
    [BindProperty(SupportsGet = true, Name = "fait")]
    public bool IsDone { get; set; }

    public IReadOnlyList<ShownKey> Keys { get; private set; } = [];

    public KeyWording Wording => wording;

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        ModelState.Clear();
        Keys = await shelf.ListAsync(cancellationToken);
    }
}
