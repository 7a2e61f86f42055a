using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Domain.SignIn;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Web.Features.Passwords;
using AcRouenIdentity.Web.Features.Shared.Addresses;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AcRouenIdentity.Web.Features.SignIn;

/// <summary>Signs in the browser that has just chosen a password, by the proof that let it choose, once and within two minutes.</summary>
[AllowAnonymous]
public sealed class AfterPasswordChoicePage(
    PasswordGrants grants, IDirectory directory, SignInCompletion completion, IdentityDb db, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "retour")]
    public string? ReturnTo { get; set; }

    [BindProperty(SupportsGet = true, Name = "appareil")]
    public DeviceKind Device { get; set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        var localReturn = Url.IsLocalUrl(ReturnTo) && ReturnTo!.StartsWith('/') ? ReturnTo : "~/";
        var grant = await grants.FindAsync(HttpContext, cancellationToken);
        PasswordGrants.Forget(HttpContext);
        if (grant is null || !grant.TrySignIn(clock.GetUtcNow()))
            return LocalRedirect(SignInPaths.For(localReturn));

        await db.SaveChangesAsync(cancellationToken);
        var person = await directory.FindAsync(new DirectoryKey(grant.DirectoryKey), cancellationToken);
        if (person is not { State: AccountState.Active })
            return LocalRedirect(SignInPaths.For(localReturn));

        return LocalRedirect(await completion.ContinueAsync(HttpContext, new ProvenSignIn(person, grant.Methods, Device, MustChange: null, localReturn), cancellationToken));
    }
}
