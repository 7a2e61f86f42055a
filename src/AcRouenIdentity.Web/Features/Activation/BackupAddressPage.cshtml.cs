using AcRouenIdentity.Web.Features.BackupAddresses;
using AcRouenIdentity.Web.Features.Shared.Access;
using AcRouenIdentity.Web.Features.Shared.Addresses;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.Activation;

/// <summary>
/// The second step of a first access, and the way to make up for it later: the first backup address, proven by a code. Whoever has one goes on; whoever ever had one changes them in their account.
/// </summary>
[Authorize(AccessPolicies.Staff)]
public sealed class BackupAddressPage(
    BackupAddressBook book, BackupAddressProof proof, BackupAddressWording wording, IOptions<BackupAddressOptions> options, TimeProvider clock) : PageModel
{
    private const string AccountPage = "~/compte/adresses";

    [BindProperty(SupportsGet = true, Name = "retour")]
    public string? ReturnTo { get; set; }

    /// <summary>The person wants to name another address than the one a code went to.</summary>
    [BindProperty(SupportsGet = true, Name = "autre")]
    public bool Another { get; set; }

    [BindProperty]
    public BackupAddressForm Form { get; set; } = new();

    /// <summary>Where the code is typed that is waited for; null when none is.</summary>
    public CodeEntry? Entry { get; private set; }

    /// <summary>Steps of the first access itself, or only this one later on.</summary>
    public bool IsFirstAccess => ReturnTo is not null;

    public string Later => IsFirstAccess ? $"~{ActivationPaths.Done}?retour={Uri.EscapeDataString(ReturnTo!)}" : "~/";

    public string Here => $"~{ActivationPaths.BackupAddress}{(IsFirstAccess ? $"?retour={Uri.EscapeDataString(ReturnTo!)}" : "")}";

    public string HereAgain => $"{Here}{(IsFirstAccess ? "&" : "?")}autre=true";

    private BackupAddressOwner Owner => BackupAddressOwner.Of(HttpContext);

    private bool IsFresh => clock.GetUtcNow() - HttpContext.AuthenticatedAt() < options.Value.FreshProof;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (await NotHereAsync(cancellationToken) is { } elsewhere)
            return elsewhere;
        if (!Another)
            await ShowEntryAsync(cancellationToken);
        return Page();
    }

    public async Task<IActionResult> OnPostSendAsync(CancellationToken cancellationToken)
    {
        if (await NotHereAsync(cancellationToken) is { } elsewhere)
            return elsewhere;
        var sending = await proof.SendAsync(Owner, Form.Address, cancellationToken);
        return wording.RefusalOf(sending, Form.Address) is { } refusal ? Refuse(nameof(BackupAddressForm.Address), refusal) : LocalRedirect(Here);
    }

    public async Task<IActionResult> OnPostConfirmAsync(CancellationToken cancellationToken)
    {
        if (await NotHereAsync(cancellationToken) is { } elsewhere)
            return elsewhere;
        var verdict = await proof.ConfirmAsync(Owner, Form.Code, cancellationToken);
        if (wording.RefusalOf(verdict, options.Value.MostPerPerson) is not { } refusal)
            return LocalRedirect(ActivationPaths.DoneWith(ReturnTo));
        await ShowEntryAsync(cancellationToken);
        return Refuse(Entry is null ? nameof(BackupAddressForm.Address) : nameof(BackupAddressForm.Code), refusal);
    }

    /// <summary>There is nothing to do here, or the session is too old to be trusted with it.</summary>
    private async Task<IActionResult?> NotHereAsync(CancellationToken cancellationToken)
    {
        ReturnTo = Url.IsLocalUrl(ReturnTo) && ReturnTo!.StartsWith('/') ? ReturnTo : null;
        if (await book.HasOneAsync(Owner.Person.Key, cancellationToken))
            return LocalRedirect(ActivationPaths.DoneWith(ReturnTo));
        if (await book.EverHadOneAsync(Owner.Person.Key, cancellationToken))
            return LocalRedirect(AccountPage);
        return IsFresh ? null : LocalRedirect(SignInPaths.ForFreshProof(Url.Content(Here)));
    }

    private async Task ShowEntryAsync(CancellationToken cancellationToken) =>
        Entry = await proof.FindPendingAsync(Owner, cancellationToken) is { } pending ? new CodeEntry(pending, (int)options.Value.CodeLifetime.TotalMinutes, Form, ReturnTo) : null;

    private PageResult Refuse(string field, string refusal)
    {
        ModelState.AddModelError($"{nameof(Form)}.{field}", refusal);
        return Page();
    }
}
