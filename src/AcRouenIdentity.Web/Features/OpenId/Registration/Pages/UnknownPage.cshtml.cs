using AcRouenIdentity.Web.Features.Shared.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.OpenId.Registration.Pages;

/// <summary>The applications that registered themselves, for administrators.</summary>
[Authorize(AccessPolicies.Administrator)]
public sealed class UnknownPage(ClientBook book, IOptions<OpenIdOptions> options) : PageModel
{
    public const string Disabled = "toutes-desactivees";
    public const string Removed = "toutes-retirees";

    /// <summary>What was just done.</summary>
    [BindProperty(SupportsGet = true, Name = "fait")]
    public string? Done { get; set; }

    /// <summary>Part of a name or an identifier.</summary>
    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Search { get; set; }

    public UnknownEntries Known { get; private set; } = UnknownEntries.None;

    /// <summary>Whether others may register.</summary>
    public bool IsOpen => options.Value.OpenRegistration.IsOn;

    public async Task OnGetAsync(CancellationToken cancellationToken) => Known = await book.ListUnknownAsync(Search?.Trim(), cancellationToken);
}
