using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Web.Features.BackupAddresses;
using AcRouenIdentity.Web.Features.Shared.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.MyAccount;

/// <summary>The backup addresses of somebody: what each is good for today, another one, those that are to go and those that are to come back.</summary>
[Authorize(AccessPolicies.Staff), FreshProof]
public sealed class BackupAddressesPage(
    BackupAddressBook book,
    BackupAddressProof proof,
    BackupAddressChanges changes,
    BackupAddressWording wording,
    IOptions<BackupAddressOptions> options,
    IStringLocalizer<MyAccountTexts> texts,
    TimeProvider clock) : PageModel
{
    /// <summary>What was done just before, to be said.</summary>
    [BindProperty(SupportsGet = true, Name = "fait")]
    public BackupAddressNotice? Done { get; set; }

    /// <summary>The person wants to name another address than the one a code went to.</summary>
    [BindProperty(SupportsGet = true, Name = "autre")]
    public bool Another { get; set; }

    [BindProperty]
    public BackupAddressForm Form { get; set; } = new();

    public IReadOnlyList<OwnAddress> Addresses { get; private set; } = [];

    public IReadOnlyList<OwnAddress> Removed { get; private set; } = [];

    /// <summary>Where the code is typed that is waited for; null when none is.</summary>
    public CodeEntry? Entry { get; private set; }

    /// <summary>The address whose removal was refused.</summary>
    public long? Kept { get; private set; }

    /// <summary>Another one would serve at once.</summary>
    public bool NextServesAtOnce { get; private set; }

    public int Most => options.Value.MostPerPerson;

    public int DelayHours => (int)Math.Ceiling(options.Value.ChangeDelay.TotalHours);

    private BackupAddressOwner Owner => BackupAddressOwner.Of(HttpContext);

    public Task OnGetAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    public async Task<IActionResult> OnPostSendAsync(CancellationToken cancellationToken)
    {
        var sending = await proof.SendAsync(Owner, Form.Address, cancellationToken);
        if (wording.RefusalOf(sending, Form.Address) is not { } refusal)
            return LocalRedirect(AccountPaths.BackupAddresses);
        Another = true;
        return await RefuseAsync(refusal, cancellationToken, nameof(BackupAddressForm.Address));
    }

    /// <param name="id">The address that waits.</param>
    /// <param name="via">The one that a code goes to.</param>
    public async Task<IActionResult> OnPostHastenAsync(long id, long via, CancellationToken cancellationToken) =>
        wording.RefusalOf(await proof.SendToOlderAsync(Owner, id, via, cancellationToken), typed: null) is { } refusal
            ? await RefuseAsync(refusal, cancellationToken)
            : LocalRedirect(AccountPaths.BackupAddresses);

    public async Task<IActionResult> OnPostConfirmAsync(CancellationToken cancellationToken)
    {
        var verdict = await proof.ConfirmAsync(Owner, Form.Code, cancellationToken);
        if (wording.RefusalOf(verdict, Most) is not { } refusal)
            return Say(verdict == CodeVerdict.Serves ? BackupAddressNotice.Serves : BackupAddressNotice.Waits);
        var isWaitedFor = await proof.FindPendingAsync(Owner, cancellationToken) is not null;
        return await RefuseAsync(refusal, cancellationToken, isWaitedFor ? nameof(BackupAddressForm.Code) : null);
    }

    /// <param name="accepted">The loss that the person was told of and ticked.</param>
    public async Task<IActionResult> OnPostRemoveAsync(long id, BackupAddressLoss accepted, CancellationToken cancellationToken)
    {
        Kept = id;
        return await changes.RemoveAsync(Owner, id, accepted, cancellationToken) switch
        {
            RemovalVerdict.Removed => Say(BackupAddressNotice.Removed),
            RemovalVerdict.LossNotAccepted => await RefuseAsync(texts["AddressLossNotAccepted"], cancellationToken),
            RemovalVerdict.Gone => await RefuseAsync(wording.Gone, cancellationToken),
        };
    }

    public async Task<IActionResult> OnPostPutBackAsync(long id, CancellationToken cancellationToken) =>
        await changes.PutBackAsync(Owner, id, cancellationToken) switch
        {
            ReturnVerdict.Serves => Say(BackupAddressNotice.Serves),
            ReturnVerdict.Waits => Say(BackupAddressNotice.Waits),
            ReturnVerdict.Full => await RefuseAsync(wording.Full(Most), cancellationToken),
            ReturnVerdict.Gone => await RefuseAsync(wording.Gone, cancellationToken),
        };

    public bool Serves(OwnAddress own) => own.Record.MayServeRecovery(clock.GetUtcNow());

    public BackupAddressLoss LossBy(OwnAddress own) => Addresses.Select(other => other.Record).LossBy(own.Record, clock.GetUtcNow());

    /// <summary>Until when a removed address hears of changes and may be put back.</summary>
    public DateTimeOffset ForgottenAt(OwnAddress own) => own.Record.RemovedAt!.Value + options.Value.ChangeDelay;

    private LocalRedirectResult Say(BackupAddressNotice notice) => LocalRedirect($"{AccountPaths.BackupAddresses}?fait={notice}");

    private async Task<IActionResult> RefuseAsync(string refusal, CancellationToken cancellationToken, string? field = null)
    {
        ModelState.Clear();
        ModelState.AddModelError(field is null ? string.Empty : $"{nameof(Form)}.{field}", refusal);
        await ShowAsync(cancellationToken);
        return Page();
    }

    private async Task ShowAsync(CancellationToken cancellationToken)
    {
        var (owner, key) = (Owner, Owner.Person.Key);
        Addresses = await book.FindAsync(key, cancellationToken);
        Removed = await book.FindRemovedAsync(key, cancellationToken);
        NextServesAtOnce = await changes.GroundOfNextAsync(owner, cancellationToken) != BackupAddressGround.OneFactor;
        if (!Another && await proof.FindPendingAsync(owner, cancellationToken) is { } pending)
            Entry = new CodeEntry(pending, (int)options.Value.CodeLifetime.TotalMinutes, Form, ReturnTo: null);
    }
}

public enum BackupAddressNotice
{
    Serves,
    Waits,
    Removed,
}
