using AcRouenIdentity.Domain.Passwords;
using AcRouenIdentity.Domain.SignIn;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Web.Features.Passwords;
using AcRouenIdentity.Web.Features.Shared.Access;
using AcRouenIdentity.Web.Features.Shared.Addresses;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Features.MyAccount;

/// <summary>Lets whoever has just proven who they are choose another password; they stay signed in here, and nowhere else.</summary>
[Authorize(AccessPolicies.Staff), FreshProof]
public sealed class NewPasswordPage(PasswordGrants grants, IdentityDb db) : PageModel
{
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var sessionId = HttpContext.CurrentSessionId();
        var session = await db.Sessions.AsNoTracking().SingleAsync(session => session.Id == sessionId, cancellationToken);
        var right = new PasswordRight(PasswordGrantReason.Wanted, session.Methods, SignInPaths.AfterChoice(Url.Content(AccountPaths.Account), session.Device));
        await grants.IssueAsync(HttpContext, HttpContext.CurrentPerson(), right, cancellationToken);
        return LocalRedirect(PasswordGrants.ChoicePage);
    }
}
