using System.Net.Mime;
using AcRouenIdentity.Domain.Passkeys;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Web.Features.Passkeys;
using AcRouenIdentity.Web.Features.Shared.Access;
using AcRouenIdentity.Web.Features.Shared.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.MyAccount;

/// <summary>The passkeys of somebody: another one, other names, and those that are to go.</summary>
[Authorize(AccessPolicies.Staff), FreshProof]
public sealed class PasskeysPage(
    PasskeyBook book, PasskeyRegistration registration, AccountBook accounts, IOptions<PasskeyOptions> options, IStringLocalizer<MyAccountTexts> texts) : PageModel
{
    /// <summary>What was done just before, to be said.</summary>
    [BindProperty(SupportsGet = true, Name = "fait")]
    public PasskeyNotice? Done { get; set; }

    public IReadOnlyList<Passkey> Passkeys { get; private set; } = [];

    public int Most => options.Value.MostPerPerson;

    private string Subject => accounts.SubjectOf(HttpContext.CurrentPerson());

    public Task OnGetAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    /// <summary>What the page's script is to ask of an authenticator.</summary>
    public async Task<IActionResult> OnPostOptionsAsync(CancellationToken cancellationToken) =>
        Content(await registration.AskAsync(HttpContext, HttpContext.CurrentPerson(), cancellationToken), MediaTypeNames.Application.Json);

    /// <param name="answer">Of the authenticator.</param>
    public async Task<IActionResult> OnPostAddAsync(string? answer, CancellationToken cancellationToken) =>
        await registration.RegisterAsync(HttpContext, HttpContext.CurrentPerson(), answer, texts["PasskeyUnnamed"], cancellationToken) switch
        {
            RegistrationVerdict.Registered => Say(PasskeyNotice.Added),
            RegistrationVerdict.NotAsked => await RefuseAsync("PasskeyTooLate", cancellationToken),
            RegistrationVerdict.Refused => await RefuseAsync("PasskeyRefused", cancellationToken),
            RegistrationVerdict.TooMany => await RefuseAsync("PasskeysTooMany", cancellationToken, Most),
        };

    public async Task<IActionResult> OnPostRenameAsync(string id, string? name, CancellationToken cancellationToken)
    {
        if (ChosenName.FlawOf(name) is { } flaw)
            return await RefuseAsync($"Passkey{flaw}", cancellationToken, ChosenName.Longest);
        return await book.RenameAsync(Subject, id, name!, cancellationToken) ? Say(PasskeyNotice.Renamed) : await RefuseAsync("PasskeyGone", cancellationToken);
    }

    public async Task<IActionResult> OnPostRemoveAsync(string id, CancellationToken cancellationToken) =>
        await book.RemoveAsync(HttpContext.CurrentPerson(), id, cancellationToken) switch
        {
            FactorRemoval.Removed => Say(PasskeyNotice.Removed),
            FactorRemoval.Gone => await RefuseAsync("PasskeyGone", cancellationToken),
            FactorRemoval.LastOne => await RefuseAsync("FactorLast", cancellationToken),
        };

    private LocalRedirectResult Say(PasskeyNotice notice) => LocalRedirect($"{AccountPaths.Passkeys}?fait={notice}");

    private async Task<IActionResult> RefuseAsync(string text, CancellationToken cancellationToken, params object[] arguments)
    {
        ModelState.Clear();
        ModelState.AddModelError(string.Empty, texts[text, arguments]);
        await ShowAsync(cancellationToken);
        return Page();
    }

    private async Task ShowAsync(CancellationToken cancellationToken) => Passkeys = await book.FindAsync(Subject, cancellationToken);
}

public enum PasskeyNotice
{
    Added,
    Renamed,
    Removed,
}
