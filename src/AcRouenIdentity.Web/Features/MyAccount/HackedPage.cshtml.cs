using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Web.Features.Alarms;
using AcRouenIdentity.Web.Features.MyAccount.Activity;
using AcRouenIdentity.Web.Features.Shared.Access;
using AcRouenIdentity.Web.Features.Shared.Accounts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.MyAccount;

/// <summary>Somebody else uses the account: one button ends everything at once, and leads to recovery.</summary>
[Authorize(AccessPolicies.Staff), FreshProof]
public sealed class HackedPage(
    AccountAlarms alarms, AccountActivity activity, ActivityWording wording, RecentWaysIn recent, AccountBook accounts, IOptions<AlarmOptions> options) : PageModel
{
    private const int ShownAtMost = 15;

    public IReadOnlyList<Happening> Happenings { get; private set; } = [];

    public IReadOnlyList<RecentWayIn> RecentWaysIn { get; private set; } = [];

    public ActivityWording Wording => wording;

    /// <summary>For which mail will be closed.</summary>
    public int MailHours => (int)Math.Ceiling(options.Value.MailClosedFor.TotalHours);

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var person = HttpContext.CurrentPerson();
        Happenings = [.. (await activity.FindAsync(accounts.SubjectOf(person), filter: null, sheet: 1, cancellationToken)).Happenings.Take(ShownAtMost)];
        RecentWaysIn = await recent.FindAsync(person, cancellationToken);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        await alarms.RaiseAsync(HttpContext.CurrentPerson(), AccountAlarm.Hacked, cancellationToken);
        await HttpContext.SignOutAsync();
        return LocalRedirect(AlarmPaths.For(AccountAlarm.Hacked));
    }
}
