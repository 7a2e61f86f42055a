using AcRouenIdentity.Web.Features.Shared.Errors;
using AcRouenIdentity.Web.Features.Shared.Notices;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AcRouenIdentity.Web.Features.Status;

/// <summary>The state of each service in words, the work that is announced, and what was in the last days. Needs neither the directory nor the database.</summary>
[AllowAnonymous, WorksInOutage]
public sealed class StatusPage(ServiceBoard board) : PageModel
{
    public BoardState Board { get; private set; } = null!;

    public DateTimeOffset CheckedAt => TimeZoneInfo.ConvertTime(Board.Own.CheckedAt, PublicTime.Zone);

    public async Task OnGetAsync(CancellationToken cancellationToken) => Board = await board.LookAsync(cancellationToken);
}
