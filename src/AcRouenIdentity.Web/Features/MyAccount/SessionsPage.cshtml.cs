using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Web.Features.MyAccount.Sessions;
using AcRouenIdentity.Web.Features.Shared.Access;
using AcRouenIdentity.Web.Features.Shared.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace AcRouenIdentity.Web.Features.MyAccount;

/// <summary>Where somebody is signed in and which applications act for them. To end that needs no fresh proof: it takes nothing from its owner but a sign-in.</summary>
[Authorize(AccessPolicies.Staff)]
public sealed class SessionsPage(SessionBook book, IApplicationAccess applications, AccountBook accounts, IStringLocalizer<MyAccountTexts> texts) : PageModel
{
    /// <summary>What was done just before, to be said.</summary>
    [BindProperty(SupportsGet = true, Name = "fait")]
    public SessionNotice? Done { get; set; }

    public IReadOnlyList<OpenBrowser> Browsers { get; private set; } = [];

    public IReadOnlyList<OpenApplication> Applications { get; private set; } = [];

    private string Subject => accounts.SubjectOf(HttpContext.CurrentPerson());

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Browsers = await book.FindAsync(Subject, cancellationToken);
        Applications = await book.FindApplicationsAsync(Subject, cancellationToken);
    }

    public async Task<IActionResult> OnPostEndAsync(string id, CancellationToken cancellationToken)
    {
        await book.EndAsync(Subject, id, cancellationToken);
        return Say(SessionNotice.SessionEnded);
    }

    public async Task<IActionResult> OnPostEndOthersAsync(CancellationToken cancellationToken)
    {
        await book.EndOthersAsync(Subject, HttpContext.CurrentSessionId(), cancellationToken);
        return Say(SessionNotice.OthersEnded);
    }

    public async Task<IActionResult> OnPostWithdrawAsync(string id, CancellationToken cancellationToken)
    {
        await applications.WithdrawAsync(Subject, id, cancellationToken);
        return Say(SessionNotice.Withdrawn);
    }

    public bool IsThisOne(OpenBrowser browser) => browser.Session.Id == HttpContext.CurrentSessionId();

    /// <summary>What the device is, as its owner would call it.</summary>
    public string NameOf(OpenBrowser browser) => browser.Device switch
    {
        { Browser: { } program, System: { } system } => texts["DeviceOf", program, system],
        { Browser: null, System: null } => texts["DeviceUnknown"],
        var device => device.Browser ?? device.System!,
    };

    private LocalRedirectResult Say(SessionNotice notice) => LocalRedirect($"{AccountPaths.Sessions}?fait={notice}");
}

public enum SessionNotice
{
    SessionEnded,
    OthersEnded,
    Withdrawn,
}
