using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Domain.Status;
using AcRouenIdentity.Web.Features.Shared.Access;
using AcRouenIdentity.Web.Features.Shared.Notices;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.Status.Announcements;

/// <summary>Where an announcement is written, or written again.</summary>
[Authorize(AccessPolicies.Administrator)]
public sealed class AnnouncementPage(
    AnnouncementDesk desk, ServiceNames names, IOptions<StatusOptions> options, IStringLocalizer<StatusTexts> texts, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Id { get; set; }

    [BindProperty]
    public AnnouncementForm Form { get; set; } = new();

    /// <summary>What another administrator saved since this page was opened.</summary>
    public Announcement? Meanwhile { get; private set; }

    public IReadOnlyList<SelectListItem> Kinds => [.. Enum.GetValues<AnnouncementKind>().Select(kind => new SelectListItem(texts[$"Kind{kind}"], kind.ToString()))];

    public IReadOnlyList<SelectListItem> Services =>
        [.. options.Value.Watched.Select(service => new SelectListItem(names.Of(service), service.Key, Form.Services.Contains(service.Key)))];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        ModelState.Clear();
        if (Id is null)
            return Page();
        if (await desk.FindAsync(Id, cancellationToken) is not { } announcement)
            return NotFound();

        Form = AnnouncementForm.Of(announcement);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var keys = options.Value.Watched.Select(service => service.Key).ToList();
        if (new AnnouncementReading(Form, ModelState, keys, texts, clock).Read() is not { } content)
            return Page();
        if (Id is null)
            return await PublishAsync(content, cancellationToken);

        return await desk.ChangeAsync(HttpContext.CurrentPerson(), new AnnouncementVersion(Id, Form.Version ?? 0), content, cancellationToken) switch
        {
            AnnouncementOutcome.Done => ToList(AnnouncementAct.Changed),
            AnnouncementOutcome.ChangedMeanwhile => await ShowMeanwhileAsync(Id, cancellationToken),
            AnnouncementOutcome.Unknown or AnnouncementOutcome.NotPossible => NotFound(),
        };
    }

    private async Task<IActionResult> PublishAsync(AnnouncementContent content, CancellationToken cancellationToken)
    {
        await desk.PublishAsync(HttpContext.CurrentPerson(), content, cancellationToken);
        return ToList(AnnouncementAct.Published);
    }

    /// <summary>What was typed stays; saving again is then a decision, taken with the other text in sight.</summary>
    private async Task<IActionResult> ShowMeanwhileAsync(string id, CancellationToken cancellationToken)
    {
        Meanwhile = await desk.FindAsync(id, cancellationToken);
        if (Meanwhile is null)
            return NotFound();

        ModelState.Remove($"{nameof(Form)}.{nameof(AnnouncementForm.Version)}");
        Form.Version = Meanwhile.Version;
        ModelState.AddModelError(string.Empty, texts["ChangedMeanwhile"]);
        return Page();
    }

    private LocalRedirectResult ToList(AnnouncementAct act) => LocalRedirect($"~/maintenance?fait={act}");
}
