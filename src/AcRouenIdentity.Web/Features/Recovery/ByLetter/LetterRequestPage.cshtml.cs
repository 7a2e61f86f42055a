using System.ComponentModel.DataAnnotations;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Web.Features.Recovery.Requests;
using AcRouenIdentity.Web.Features.Shared.Forms;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace AcRouenIdentity.Web.Features.Recovery.ByLetter;

/// <summary>Asks for a <i>courrier INA</i>. The answer is the same whoever is meant, or nobody.</summary>
public sealed class LetterRequestPage(RecoveryRequests requests, IStringLocalizer<RecoveryTexts> texts) : RecoveryPage(texts)
{
    [BindProperty]
    public LetterRequestForm Form { get; set; } = new();

    /// <summary>Taken down.</summary>
    [BindProperty(SupportsGet = true, Name = "demande")]
    public string? Asked { get; set; }

    public bool IsAsked => Asked is "1";

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid)
            return Page();
        if (SignInName.TryParse(Form.Name) is null)
            return Refuse("Form.Name", "NameForm");

        var wait = await requests.AskForLetterAsync(HttpContext, new LetterClaim(Form.Name!), cancellationToken);
        return wait > TimeSpan.Zero ? RefuseFor(wait, "TooManyRequests") : LocalRedirect($"{Destination.To(Shared.Addresses.RecoveryPaths.LetterRequest)}&demande=1");
    }
}

[TextsOf(typeof(RecoveryTexts))]
public sealed class LetterRequestForm
{
    [Display(Name = "NameLabel", Description = "NameHint")]
    [Required(ErrorMessage = "NameMissing")]
    [StringLength(SignInName.MaxLength, ErrorMessage = "NameForm")]
    public string? Name { get; set; }
}
