using AcRouenIdentity.Domain.SignIn;
using AcRouenIdentity.Web.Features.Shared.Addresses;
using AcRouenIdentity.Web.Features.Shared.Sessions;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AcRouenIdentity.Web.Features.SignIn;

/// <summary>Asks on GET, so that no picture or link in a mail signs anybody out; ends the session everywhere on POST.</summary>
[AllowAnonymous]
public sealed class SignOutPage(SessionEnding ending) : PageModel
{
    public bool SignedIn => User.Identity is { IsAuthenticated: true };

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (HttpContext.Features.Get<OpenSession>()?.Session is { } session)
            await ending.EndAsync(session.Id, SessionEnd.SignOut, cancellationToken);
        await HttpContext.SignOutAsync(SessionScheme.Name);
        return LocalRedirect($"~{SignInPaths.SignOut}");
    }
}
