using AcRouenIdentity.Domain.HelpDesk;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Web.Features.HelpDesk.Access;
using AcRouenIdentity.Web.Features.HelpDesk.Cases;
using AcRouenIdentity.Web.Features.Shared.Access;
using AcRouenIdentity.Web.Features.Shared.Establishments;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AcRouenIdentity.Web.Features.HelpDesk.Pages;

/// <summary>Where agents begin: who is calling, and who waits.</summary>
[Authorize(AccessPolicies.Agent)]
internal sealed class DeskPage(WaitingCases cases, HelpAccess access, SchoolNames names, HelpDeskWording wording, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "liste")]
    public QueueList List { get; set; }

    /// <summary>Why the page before sent the agent back.</summary>
    [BindProperty(SupportsGet = true, Name = "refus")]
    public HelpVerdict? Refused { get; set; }

    /// <summary>There is no case of that reference.</summary>
    [BindProperty(SupportsGet = true, Name = "inconnu")]
    public bool IsUnknown { get; set; }

    /// <summary>Nobody has the login that a case was to be opened for.</summary>
    [BindProperty(SupportsGet = true, Name = "personne")]
    public bool IsNobody { get; set; }

    public HelpDeskWording Wording => wording;

    public bool Supervises => access.MayAtAll(Agent, HelpAct.Supervise);

    public QueueSheet Sheet { get; private set; } = new([], HasMore: false);

    public IReadOnlyList<(QueueList List, int Count)> Lists { get; private set; } = [];

    private IReadOnlyDictionary<string, string> Names { get; set; } = new Dictionary<string, string>();

    private Person Agent => HttpContext.CurrentPerson();

    public string? SchoolOf(QueuedCase queued) => queued.School is { } uai ? Names.GetValueOrDefault(uai, uai) : null;

    public string WaitedOf(QueuedCase queued) => wording.Waited((queued.ClosedAt ?? clock.GetUtcNow()) - queued.OpenedAt);

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Sheet = await cases.FindAsync(Agent, List, cancellationToken);
        Names = await names.FindAsync(Sheet.Cases.Select(queued => queued.School), cancellationToken);
        var lists = new List<(QueueList, int)>();
        foreach (var list in Enum.GetValues<QueueList>().Where(list => list is not QueueList.Approvals || access.MayAtAll(Agent, HelpAct.Approve)))
            lists.Add((list, list is QueueList.Closed ? 0 : await cases.CountAsync(Agent, list, cancellationToken)));
        Lists = lists;
    }
}
