using AcRouenIdentity.Domain.OpenId;
using AcRouenIdentity.Web.Features.Shared.Access;
using AcRouenIdentity.Web.Features.Shared.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace AcRouenIdentity.Web.Features.OpenId.Keys.Pages;

/// <summary>Where the keys are replaced before their time: once to hear what it costs, once more to have it done.</summary>
[Authorize(AccessPolicies.Administrator), FreshProof]
internal sealed class ReplacePage(
    KeyShelf shelf, KeyReplacement replacement, KeyWording wording, AccountBook accounts, IStringLocalizer<KeyTexts> texts) : PageModel
{
    [BindProperty]
    public ReplaceForm Form { get; set; } = new();

    public IReadOnlyList<SelectListItem> Reasons =>
        [new(texts["Choose"], ""), .. Enum.GetValues<KeyReplacementReason>().Select(reason => new SelectListItem(texts[$"Reason{reason}"], reason.ToString()))];

    public IReadOnlyList<SelectListItem> Choices { get; private set; } = [];

    /// <summary>What it would cost; empty until it was asked for.</summary>
    public IReadOnlyList<string> Costs { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        ModelState.Clear();
        await ShowAsync(cancellationToken);
    }

    public async Task<IActionResult> OnPostPrepareAsync(CancellationToken cancellationToken)
    {
        var standing = await ShowAsync(cancellationToken);
        var revoked = standing.Where(key => Form.Revoked is ReplaceForm.AllKeys || key.Id == Form.Revoked).Select(key => key.Purpose).ToHashSet();
        if (Form.Revoked is { Length: > 0 } and not ReplaceForm.AllKeys && revoked.Count == 0)
            ModelState.AddModelError($"{nameof(Form)}.{nameof(Form.Revoked)}", texts["KeyUnknown"]);
        if (ModelState.IsValid)
            Costs = wording.Costs(revoked);
        return Page();
    }

    public async Task<IActionResult> OnPostReplaceAsync(CancellationToken cancellationToken)
    {
        await ShowAsync(cancellationToken);
        if (!ModelState.IsValid || Form.Reason is not { } reason)
            return Page();

        var order = new KeyOrder(reason, Form.ToRevoked(), accounts.SubjectOf(HttpContext.CurrentPerson()));
        if (await replacement.RunAsync(order, cancellationToken) is not { } refusal)
            return LocalRedirect("~/administration/cles?fait=true");

        ModelState.AddModelError(string.Empty, texts[$"Refusal{refusal}"]);
        return Page();
    }

    /// <returns>Keys that may be revoked.</returns>
    private async Task<IReadOnlyList<ShownKey>> ShowAsync(CancellationToken cancellationToken)
    {
        var standing = (await shelf.ListAsync(cancellationToken)).Where(key => !key.IsErased).ToList();
        Choices =
        [
            new(texts["RevokeNone"], ""),
            .. standing.Select(key => new SelectListItem(texts["RevokeOne", texts[$"Purpose{key.Purpose}"], key.Id], key.Id)),
            new(texts["RevokeAll"], ReplaceForm.AllKeys),
        ];
        return standing;
    }
}
