using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AcRouenIdentity.Web.Features.Help;

[AllowAnonymous]
public sealed class HelpPage : PageModel;
