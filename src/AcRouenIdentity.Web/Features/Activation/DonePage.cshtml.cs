using AcRouenIdentity.Domain.Mail;
using AcRouenIdentity.Web.Features.BackupAddresses;
using AcRouenIdentity.Web.Features.Shared.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AcRouenIdentity.Web.Features.Activation;

/// <summary>The last step of a first access: what the account is called, and how to get in again without the password.</summary>
[Authorize(AccessPolicies.Staff)]
public sealed class DonePage(BackupAddressBook book) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "retour")]
    public string? ReturnTo { get; set; }

    public string Login { get; private set; } = "";

    public string? Address { get; private set; }

    public IReadOnlyList<OutsideAddress> BackupAddresses { get; private set; } = [];

    public string GoOn => Url.IsLocalUrl(ReturnTo) && ReturnTo!.StartsWith('/') ? ReturnTo : "~/";

    /// <summary>Somebody waits behind: an application that sent the person here to sign in.</summary>
    public bool IsAwaited => GoOn is not ("~/" or "/") && GoOn != Url.Content("~/");

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var person = HttpContext.CurrentPerson();
        (Login, Address) = (person.Login.ToString(), person.Address?.ToString());
        BackupAddresses = [.. (await book.FindAsync(person.Key, cancellationToken)).Select(own => own.Address)];
    }
}
