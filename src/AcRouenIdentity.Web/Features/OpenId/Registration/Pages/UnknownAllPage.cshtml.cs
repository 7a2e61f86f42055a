using AcRouenIdentity.Web.Features.OpenId.OpenRegistration;
using AcRouenIdentity.Web.Features.Shared.Access;
using AcRouenIdentity.Web.Features.Shared.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace AcRouenIdentity.Web.Features.OpenId.Registration.Pages;

/// <summary>All applications that registered themselves are disabled, or removed for good, at once.</summary>
[Authorize(AccessPolicies.Administrator), FreshProof]
public sealed class UnknownAllPage(UnknownClients unknown, ClientBook book, AccountBook accounts, IStringLocalizer<RegistrationTexts> texts) : PageModel
{
    public int Count { get; private set; }

    private ClientEditor Editor => new(HttpContext.CurrentPerson().Login.ToString(), accounts.SubjectOf(HttpContext.CurrentPerson()));

    public async Task OnGetAsync(CancellationToken cancellationToken) => Count = await book.CountUnknownAsync(cancellationToken);

    public async Task<IActionResult> OnPostDisableAsync(CancellationToken cancellationToken)
    {
        await unknown.DisableAllAsync(Editor, cancellationToken);
        return LocalRedirect($"~{RegistrationPaths.Unknown}?fait={UnknownPage.Disabled}");
    }

    public async Task<IActionResult> OnPostRemoveAsync(bool sure, CancellationToken cancellationToken)
    {
        if (!sure)
        {
            Count = await book.CountUnknownAsync(cancellationToken);
            ModelState.AddModelError(string.Empty, texts["RemoveUnsure"]);
            return Page();
        }

        await unknown.RemoveAllAsync(Editor, cancellationToken);
        return LocalRedirect($"~{RegistrationPaths.Unknown}?fait={UnknownPage.Removed}");
    }
}
