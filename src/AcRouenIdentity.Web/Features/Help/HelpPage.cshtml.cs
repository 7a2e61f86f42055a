using AcRouenIdentity.Web.Features.Shared.Errors;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AcRouenIdentity.Web.Features.Help;

[AllowAnonymous, WorksInOutage]
public sealed class HelpPage : PageModel;
