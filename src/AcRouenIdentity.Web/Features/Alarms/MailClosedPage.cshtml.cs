using AcRouenIdentity.Web.Features.Shared.Access;
using AcRouenIdentity.Web.Features.Shared.Accounts;
using AcRouenIdentity.Web.Features.Shared.Notices;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AcRouenIdentity.Web.Features.Alarms;

/// <summary>Says until when mail is closed to somebody who wanted to read theirs.</summary>
[Authorize(AccessPolicies.Staff)]
public sealed class MailClosedPage(AccountAlarms alarms, AccountBook accounts) : PageModel
{
    /// <summary>In the time of the people of the académie; null where it is open.</summary>
    public DateTimeOffset? Until { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        var until = await alarms.FindMailClosureAsync(accounts.SubjectOf(HttpContext.CurrentPerson()), cancellationToken);
        Until = until is { } instant ? TimeZoneInfo.ConvertTime(instant, PublicTime.Zone) : null;
        return Page();
    }
}
