using System.ComponentModel.DataAnnotations;
using AcRouenIdentity.Domain.Codes;
using AcRouenIdentity.Domain.Mail;
using AcRouenIdentity.Web.Features.BackupAddresses;
using AcRouenIdentity.Web.Features.Shared.Access;
using AcRouenIdentity.Web.Features.Shared.Addresses;
using AcRouenIdentity.Web.Features.Shared.Attempts;
using AcRouenIdentity.Web.Features.Shared.Forms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.Activation;

/// <summary>
/// The second step of a first access, and the way to make up for it later: the first backup address, proven by a code. Whoever has one goes on; other addresses are no matter of this page.
/// </summary>
[Authorize(AccessPolicies.Staff)]
public sealed class BackupAddressPage(
    BackupAddressBook book, BackupAddressProof proof, IOptions<BackupAddressOptions> options, IStringLocalizer<ActivationTexts> texts, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "retour")]
    public string? ReturnTo { get; set; }

    /// <summary>The person wants to name another address than the one a code went to.</summary>
    [BindProperty(SupportsGet = true, Name = "autre")]
    public bool Another { get; set; }

    [BindProperty]
    public BackupAddressForm Form { get; set; } = new();

    /// <summary>Where the code went that is waited for.</summary>
    public OutsideAddress? Pending { get; private set; }

    public int CodeMinutes => (int)options.Value.CodeLifetime.TotalMinutes;

    /// <summary>Steps of the first access itself, or only this one later on.</summary>
    public bool IsFirstAccess => ReturnTo is not null;

    public string Later => IsFirstAccess ? $"~{ActivationPaths.Done}?retour={Uri.EscapeDataString(ReturnTo!)}" : "~/";

    public string Here => $"~{ActivationPaths.BackupAddress}{(IsFirstAccess ? $"?retour={Uri.EscapeDataString(ReturnTo!)}" : "")}";

    public string HereAgain => $"{Here}{(IsFirstAccess ? "&" : "?")}autre=true";

    private BackupAddressOwner Owner => new(HttpContext.CurrentPerson(), HttpContext.CurrentSessionId());

    private bool IsFresh => clock.GetUtcNow() - HttpContext.AuthenticatedAt() < options.Value.FreshProof;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (await NotHereAsync(cancellationToken) is { } elsewhere)
            return elsewhere;
        Pending = Another ? null : await proof.FindPendingAsync(Owner, cancellationToken);
        return Page();
    }

    public async Task<IActionResult> OnPostSendAsync(CancellationToken cancellationToken)
    {
        if (await NotHereAsync(cancellationToken) is { } elsewhere)
            return elsewhere;
        return await proof.SendAsync(Owner, Form.Address, cancellationToken) switch
        {
            CodeSending.Sent => LocalRedirect(Here),
            CodeSending.OwnDomain own => RefuseAddress("AddressIsOurs", own.Domain),
            CodeSending.TooMany many => RefuseAddress("TooManyCodes", Duration.InWords(many.Wait, texts)),
            _ => RefuseAddress(string.IsNullOrWhiteSpace(Form.Address) ? "AddressMissing" : "AddressWrong"),
        };
    }

    public async Task<IActionResult> OnPostConfirmAsync(CancellationToken cancellationToken)
    {
        if (await NotHereAsync(cancellationToken) is { } elsewhere)
            return elsewhere;
        if (string.IsNullOrWhiteSpace(Form.Code))
            return await RefuseCodeAsync("CodeMissing", cancellationToken);
        return await proof.ConfirmAsync(Owner, Form.Code, cancellationToken) switch
        {
            CodeVerdict.Right => LocalRedirect($"{ActivationPaths.DoneWith(ReturnTo)}"),
            CodeVerdict.Wrong => await RefuseCodeAsync("CodeWrong", cancellationToken),
            CodeVerdict.NoneGood => RefuseAddress("CodeTooOld"),
        };
    }

    /// <summary>There is nothing to do here, or the session is too old to be trusted with it.</summary>
    private async Task<IActionResult?> NotHereAsync(CancellationToken cancellationToken)
    {
        ReturnTo = Url.IsLocalUrl(ReturnTo) && ReturnTo!.StartsWith('/') ? ReturnTo : null;
        if (await book.HasOneAsync(Owner.Person.Key, cancellationToken))
            return LocalRedirect(ActivationPaths.DoneWith(ReturnTo));
        return IsFresh ? null : LocalRedirect(SignInPaths.ForFreshProof(Url.Content(Here)));
    }

    private PageResult RefuseAddress(string text, params object[] arguments)
    {
        ModelState.AddModelError($"{nameof(Form)}.{nameof(BackupAddressForm.Address)}", texts[text, arguments]);
        return Page();
    }

    private async Task<IActionResult> RefuseCodeAsync(string text, CancellationToken cancellationToken)
    {
        Pending = await proof.FindPendingAsync(Owner, cancellationToken);
        if (Pending is null)
            return RefuseAddress("CodeTooOld");
        ModelState.AddModelError($"{nameof(Form)}.{nameof(BackupAddressForm.Code)}", texts[text]);
        return Page();
    }
}

[TextsOf(typeof(ActivationTexts))]
public sealed class BackupAddressForm
{
    [Display(Name = "AddressLabel", Description = "AddressHint")]
    [DataType(DataType.EmailAddress)]
    [StringLength(OutsideAddress.Longest, ErrorMessage = "AddressWrong")]
    public string? Address { get; set; }

    [Display(Name = "CodeLabel", Description = "CodeHint")]
    [StringLength(4 * MailCode.Length, ErrorMessage = "CodeWrong")]
    public string? Code { get; set; }
}
