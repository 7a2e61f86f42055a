using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Domain.Status;
using AcRouenIdentity.Web.Features.Shared.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace AcRouenIdentity.Web.Features.Status.Announcements;

/// <summary>All announcements, for those who make them.</summary>
[Authorize(AccessPolicies.Administrator)]
public sealed class AnnouncementsPage(AnnouncementDesk desk, IStringLocalizer<StatusTexts> texts, TimeProvider clock) : PageModel
{
    /// <summary>What was just done.</summary>
    [BindProperty(SupportsGet = true, Name = "fait")]
    public AnnouncementAct? Done { get; set; }

    /// <summary>What was just deleted, so that it can be undone.</summary>
    [BindProperty(SupportsGet = true, Name = "annonce")]
    public string? Deleted { get; set; }

    [BindProperty(SupportsGet = true, Name = "version")]
    public int DeletedVersion { get; set; }

    public ILookup<AnnouncementStage, Announcement> Announcements { get; private set; } = null!;

    public DateTimeOffset Now { get; } = clock.GetUtcNow();

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        ModelState.Clear();
        return await ShowAsync(cancellationToken);
    }

    public async Task<IActionResult> OnPostEndAsync(string? id, int version, CancellationToken cancellationToken) =>
        await AnswerAsync(await desk.EndAsync(HttpContext.CurrentPerson(), new AnnouncementVersion(id ?? "", version), cancellationToken), $"fait={AnnouncementAct.Ended}", cancellationToken);

    public async Task<IActionResult> OnPostDeleteAsync(string? id, int version, CancellationToken cancellationToken) => await AnswerAsync(
        await desk.DeleteAsync(HttpContext.CurrentPerson(), new AnnouncementVersion(id ?? "", version), cancellationToken),
        $"fait={AnnouncementAct.Deleted}&annonce={id}&version={version + 1}",
        cancellationToken);

    public async Task<IActionResult> OnPostRestoreAsync(string? id, int version, CancellationToken cancellationToken) =>
        await AnswerAsync(await desk.RestoreAsync(HttpContext.CurrentPerson(), new AnnouncementVersion(id ?? "", version), cancellationToken), $"fait={AnnouncementAct.Restored}", cancellationToken);

    private async Task<IActionResult> AnswerAsync(AnnouncementOutcome outcome, string query, CancellationToken cancellationToken) => outcome switch
    {
        AnnouncementOutcome.Done => LocalRedirect($"~/maintenance?{query}"),
        AnnouncementOutcome.Unknown => NotFound(),
        AnnouncementOutcome.ChangedMeanwhile => await RefuseAsync("ListChangedMeanwhile", cancellationToken),
        AnnouncementOutcome.NotPossible => await RefuseAsync("NotPossible", cancellationToken),
    };

    private Task<IActionResult> RefuseAsync(string text, CancellationToken cancellationToken)
    {
        ModelState.Clear();
        ModelState.AddModelError(string.Empty, texts[text]);
        return ShowAsync(cancellationToken);
    }

    private async Task<IActionResult> ShowAsync(CancellationToken cancellationToken)
    {
        Announcements = (await desk.ListAsync(cancellationToken)).ToLookup(announcement => announcement.StageAt(Now));
        return Page();
    }
}
