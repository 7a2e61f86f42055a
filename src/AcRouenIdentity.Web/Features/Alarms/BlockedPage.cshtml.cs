using AcRouenIdentity.Domain.People;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AcRouenIdentity.Web.Features.Alarms;

/// <summary>Why a right proof opened nothing, and what to do. It says nothing of anybody in particular.</summary>
[AllowAnonymous]
public sealed class BlockedPage : PageModel
{
    [BindProperty(SupportsGet = true, Name = "raison")]
    public string? Reason { get; set; }

    public AccountAlarm Alarm => Reason is null ? AccountAlarm.Hacked : AccountAlarm.Contested;
}
