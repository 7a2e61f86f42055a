using AcRouenIdentity.Web.Features.Shared.Access;
using AcRouenIdentity.Web.Features.Shared.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace AcRouenIdentity.Web.Features.OpenId.Registration.Pages;

/// <summary>An application is disabled, enabled again, or once it is disabled removed for good.</summary>
[Authorize(AccessPolicies.Administrator), FreshProof]
public sealed class StatePage(ClientDesk desk, ClientBook book, AccountBook accounts, ClientWording wording, IStringLocalizer<RegistrationTexts> texts)
    : RegistrationPage(book, accounts, wording)
{
    [BindProperty]
    public int Version { get; set; }

    /// <summary>People who are signed in there now.</summary>
    public int Open { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        ModelState.Clear();
        return await ShowAsync(cancellationToken) ? Page() : NotFound();
    }

    public Task<IActionResult> OnPostDisableAsync(CancellationToken cancellationToken) =>
        ActAsync(seen => desk.DisableAsync(Editor, seen, cancellationToken), $"{RegistrationPaths.Of(Id!)}?fait={DetailPage.Disabled}", cancellationToken);

    public Task<IActionResult> OnPostEnableAsync(CancellationToken cancellationToken) =>
        ActAsync(seen => desk.EnableAsync(Editor, seen, cancellationToken), $"{RegistrationPaths.Of(Id!)}?fait={DetailPage.Enabled}", cancellationToken);

    public async Task<IActionResult> OnPostRemoveAsync(bool sure, CancellationToken cancellationToken)
    {
        if (sure)
            return await ActAsync(seen => desk.RemoveAsync(Editor, seen, cancellationToken), $"{RegistrationPaths.List}?fait={ListPage.Removed}", cancellationToken);
        return await ShowAsync(cancellationToken) ? Refuse(texts["RemoveUnsure"].Value) : NotFound();
    }

    private async Task<IActionResult> ActAsync(Func<ClientVersion, Task<ClientOutcome>> act, string next, CancellationToken cancellationToken)
    {
        if (!await ShowAsync(cancellationToken))
            return NotFound();

        return (await act(new ClientVersion(Entry.Id, Version))).Match<IActionResult>(
            _ => LocalRedirect($"~{next}"), refused => Refuse(refused.Problems), NotFound, RefuseLate, () => Refuse(texts["NotPossible"].Value));
    }

    private async Task<bool> ShowAsync(CancellationToken cancellationToken)
    {
        if (!await FindAsync(cancellationToken))
            return false;

        Open = (await Book.UseOfAsync(Entry.Id, cancellationToken)).Open;
        return true;
    }
}
