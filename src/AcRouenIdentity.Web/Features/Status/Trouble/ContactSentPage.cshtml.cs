using System.Text.RegularExpressions;
using AcRouenIdentity.Web.Features.Shared.Errors;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AcRouenIdentity.Web.Features.Status.Trouble;

/// <summary>Says that the message to the assistance is on its way, and by which reference to ask after it.</summary>
[AllowAnonymous, WorksInOutage]
public sealed partial class ContactSentPage : PageModel
{
    [BindProperty(SupportsGet = true, Name = "reference")]
    public string? Reference { get; set; }

    [BindProperty(SupportsGet = true, Name = "texte")]
    public Masking Masking { get; set; }

    public IActionResult OnGet() => Reference is not null && Form().IsMatch(Reference) ? Page() : NotFound();

    [GeneratedRegex(@"\A[0-9A-F]{4}-[0-9A-F]{4}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
