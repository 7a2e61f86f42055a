using System.ComponentModel.DataAnnotations;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Web.Features.Shared.Addresses;
using AcRouenIdentity.Web.Features.Shared.Forms;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace AcRouenIdentity.Web.Features.Recovery.ByLetter;

/// <summary>Where the INA and the code of a <i>courrier INA</i> are typed.</summary>
public sealed class LetterPage(LetterProof proof, RecoveryCompletion completion, IStringLocalizer<RecoveryTexts> texts) : RecoveryPage(texts)
{
    [BindProperty]
    public LetterForm Form { get; set; } = new();

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid)
            return Page();
        if (!Ina.TryParse(Form.Ina, out var ina))
            return Refuse("Form.Ina", "InaForm");

        return await proof.ProveAsync(HttpContext, ina, Form.Code, Destination, cancellationToken) switch
        {
            LetterVerdict.Proven => LocalRedirect(await completion.ContinueAsync(HttpContext, cancellationToken) ?? Destination.To(RecoveryPaths.SecondFactor)),
            LetterVerdict.Wait wait => RefuseFor(wait.For, "TooManyTries"),
            LetterVerdict.NotHandedOver => Refuse("Form.Code", "LetterNotHandedOver"),
            _ => Refuse("Form.Code", "LetterRefused"),
        };
    }
}

[TextsOf(typeof(RecoveryTexts))]
public sealed class LetterForm
{
    [Display(Name = "InaLabel", Description = "LetterInaHint")]
    [Required(ErrorMessage = "InaMissing")]
    [StringLength(48, ErrorMessage = "InaForm")]
    public string? Ina { get; set; }

    [Display(Name = "LetterCodeLabel", Description = "LetterCodeHint")]
    [Required(ErrorMessage = "CodeMissing")]
    [StringLength(64, ErrorMessage = "LetterRefused")]
    public string? Code { get; set; }
}
