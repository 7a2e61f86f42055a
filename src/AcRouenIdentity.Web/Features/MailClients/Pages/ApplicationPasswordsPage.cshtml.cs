using AcRouenIdentity.Web.Features.MailClients.ApplicationPasswords;
using AcRouenIdentity.Web.Features.Shared.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.MailClients.Pages;

/// <summary>The passwords that mail programs of somebody have. To end one needs no fresh proof: it takes nothing from its owner but what can be made again.</summary>
[Authorize(AccessPolicies.Staff)]
public sealed class ApplicationPasswordsPage(ApplicationPasswordBook book, IOptions<MailClientsOptions> options, IStringLocalizer<MailClientsTexts> texts) : PageModel
{
    /// <summary>What was done just before, to be said.</summary>
    [BindProperty(SupportsGet = true, Name = "fait")]
    public ApplicationPasswordNotice? Done { get; set; }

    public IReadOnlyList<OwnApplicationPassword> Passwords { get; private set; } = [];

    public int Most => options.Value.PasswordsPerPerson;

    /// <summary>After which one that nothing uses ends.</summary>
    public int DaysUnused => (int)options.Value.PasswordsUnusedFor.TotalDays;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (!options.Value.Passwords)
            return NotFound();
        Passwords = await book.FindAsync(HttpContext.CurrentPerson(), cancellationToken);
        return Page();
    }

    public async Task<IActionResult> OnPostEndAsync(string id, CancellationToken cancellationToken)
    {
        if (await book.EndAsync(HttpContext.CurrentPerson(), id, cancellationToken))
            return Say(ApplicationPasswordNotice.Ended);

        ModelState.Clear();
        ModelState.AddModelError(string.Empty, texts["PasswordGone"]);
        return await OnGetAsync(cancellationToken);
    }

    public async Task<IActionResult> OnPostEndAllAsync(CancellationToken cancellationToken)
    {
        await book.EndAllAsync(HttpContext.CurrentPerson(), cancellationToken);
        return Say(ApplicationPasswordNotice.AllEnded);
    }

    private LocalRedirectResult Say(ApplicationPasswordNotice notice) => LocalRedirect($"~{MailClientPaths.Passwords}?fait={notice}");
}

public enum ApplicationPasswordNotice
{
    Ended,
    AllEnded,
}
