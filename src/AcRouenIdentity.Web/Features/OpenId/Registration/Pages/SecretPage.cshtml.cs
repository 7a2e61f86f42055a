using System.ComponentModel.DataAnnotations;
using AcRouenIdentity.Web.Features.Shared.Access;
using AcRouenIdentity.Web.Features.Shared.Accounts;
using AcRouenIdentity.Web.Features.Shared.Forms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace AcRouenIdentity.Web.Features.OpenId.Registration.Pages;

[TextsOf(typeof(RegistrationTexts))]
public sealed class SecretForm
{
    [Display(Name = "OverlapLabel", Description = "OverlapHint")]
    public SecretOverlap Overlap { get; set; } = SecretOverlap.Day;

    public int Version { get; set; }
}

/// <summary>A new secret, shown once, while the one before still counts for as long as it takes to write the new one down.</summary>
[Authorize(AccessPolicies.Administrator), FreshProof]
public sealed class SecretPage(ClientDesk desk, ClientBook book, AccountBook accounts, ClientWording wording)
    : RegistrationPage(book, accounts, wording)
{
    [BindProperty]
    public SecretForm Form { get; set; } = new();

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        ModelState.Clear();
        if (!await FindAsync(cancellationToken) || Entry.Row!.Secret is null)
            return NotFound();

        Form.Version = Entry.Row.Version;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!await FindAsync(cancellationToken))
            return NotFound();
        if (!ModelState.IsValid || !Enum.IsDefined(Form.Overlap))
            return Page();

        var outcome = await desk.RenewSecretAsync(Editor, new ClientVersion(Entry.Id, Form.Version), Form.Overlap, cancellationToken);
        return outcome.Match<IActionResult>(done => ShowSecret(Entry.Id, done.Secret!), refused => Refuse(refused.Problems), NotFound, RefuseLate, NotFound);
    }
}
