using System.ComponentModel.DataAnnotations;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Web.Features.Shared.Addresses;
using AcRouenIdentity.Web.Features.Shared.Forms;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace AcRouenIdentity.Web.Features.Recovery.Assisted;

/// <summary>How to reach the assistance, and where the code is typed that it gives.</summary>
public sealed class AssistancePage(AssistanceProof proof, RecoveryCompletion completion, IStringLocalizer<RecoveryTexts> texts) : RecoveryPage(texts)
{
    [BindProperty]
    public AssistanceCodeForm Form { get; set; } = new();

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid)
            return Page();

        return await proof.ProveAsync(HttpContext, Form.Name!, Form.Code, Destination, cancellationToken) switch
        {
            AssistanceVerdict.Proven => LocalRedirect(await completion.ContinueAsync(HttpContext, cancellationToken) ?? Destination.To(RecoveryPaths.SecondFactor)),
            AssistanceVerdict.Wait wait => RefuseFor(wait.For, "TooManyTries"),
            _ => Refuse("Form.Code", "AssistanceRefused"),
        };
    }
}

[TextsOf(typeof(RecoveryTexts))]
public sealed class AssistanceCodeForm
{
    [Display(Name = "NameLabel", Description = "NameHint")]
    [Required(ErrorMessage = "NameMissing")]
    [StringLength(SignInName.MaxLength, ErrorMessage = "NameForm")]
    public string? Name { get; set; }

    [Display(Name = "AssistanceCodeLabel", Description = "AssistanceCodeHint")]
    [Required(ErrorMessage = "CodeMissing")]
    [StringLength(64, ErrorMessage = "AssistanceCodeWrong")]
    public string? Code { get; set; }
}
