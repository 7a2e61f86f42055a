using AcRouenIdentity.Web.Features.Shared.Notices;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.Help;

[AllowAnonymous]
public sealed class LegalNoticePage(IOptions<PublisherOptions> options) : PageModel
{
    public PublisherOptions Publisher => options.Value;
}
