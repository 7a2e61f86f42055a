using AcRouenIdentity.Web.Features.Shared.Notices;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AcRouenIdentity.Web.Features.Status;

/// <summary>The state of the service in words, and the three usual causes of a failed sign-in.</summary>
[AllowAnonymous]
public sealed class StatusPage(ServiceHealth health) : PageModel
{
    public ServiceState Service { get; private set; } = null!;

    public DateTimeOffset CheckedAt => TimeZoneInfo.ConvertTime(Service.CheckedAt, PublicTime.Zone);

    public async Task OnGetAsync(CancellationToken cancellationToken) => Service = await health.LookAsync(cancellationToken);
}
