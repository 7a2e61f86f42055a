using AcRouenIdentity.Domain.OpenId;
using AcRouenIdentity.Web.Features.OpenId.Logout;
using AcRouenIdentity.Web.Features.Shared.Access;
using AcRouenIdentity.Web.Features.Shared.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.OpenId.Registration.Pages;

/// <param name="Troubled">The latest of those that did not arrive yet.</param>
public sealed record ShownLogouts(ClientEntry Entry, LogoutCounts Counts, IReadOnlyList<LogoutDelivery> Troubled);

/// <summary>The outbox of logout notices, by application.</summary>
[Authorize(AccessPolicies.Administrator)]
public sealed class LogoutsPage(LogoutDesk desk, ClientBook book, AccountBook accounts, IOptions<OpenIdOptions> options) : PageModel
{
    /// <summary>How many notices are sent again.</summary>
    [BindProperty(SupportsGet = true, Name = "renvoyes")]
    public int? Retried { get; set; }

    public IReadOnlyList<ShownLogouts> Applications { get; private set; } = [];

    public int DaysKept => (int)options.Value.KeepEndedFor.TotalDays;

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        ModelState.Clear();
        var counts = (await desk.CountAsync(cancellationToken)).ToDictionary(one => one.ClientId, StringComparer.Ordinal);
        var shown = new List<ShownLogouts>();
        foreach (var entry in (await book.ListAsync(cancellationToken)).Where(entry => entry.Settings.BackChannelLogoutUri is not null || counts.ContainsKey(entry.Id)))
            shown.Add(new ShownLogouts(entry, counts.GetValueOrDefault(entry.Id) ?? new LogoutCounts(entry.Id, 0, 0, 0), await desk.ListTroubledAsync(entry.Id, cancellationToken)));
        Applications = shown;
    }

    public async Task<IActionResult> OnPostRetryAsync(string? clientId, CancellationToken cancellationToken) =>
        LocalRedirect($"~{RegistrationPaths.Logouts}?renvoyes={await desk.RetryAsync(clientId ?? "", accounts.SubjectOf(HttpContext.CurrentPerson()), cancellationToken)}");
}
