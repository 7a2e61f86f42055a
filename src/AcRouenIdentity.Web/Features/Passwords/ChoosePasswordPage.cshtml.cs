using System.ComponentModel.DataAnnotations;
using AcRouenIdentity.Domain.Passwords;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Web.Features.Shared.Forms;
using AcRouenIdentity.Web.Features.Shared.Headers;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.Passwords;

/// <summary>The one page that sets a password, for a browser that holds a grant.</summary>
[AllowAnonymous]
public sealed class ChoosePasswordPage(
    PasswordGrants grants,
    PasswordChoice choice,
    IReturnAddresses destinations,
    IStringLocalizer<PasswordTexts> texts,
    IOptions<PasswordOptions> options,
    TimeProvider clock) : PageModel
{
    [BindProperty]
    public ChoosePasswordForm Form { get; set; } = new();

    public PasswordGrant? Grant { get; private set; }

    public int MinLength => options.Value.MinLength;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        Grant = await grants.FindAsync(HttpContext, cancellationToken);
        return Grant is { } grant && grant.IsOpenAt(clock.GetUtcNow()) ? Show() : LocalRedirect("~/connexion");
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        Grant = await grants.FindAsync(HttpContext, cancellationToken);
        if (!ModelState.IsValid && Grant is not null)
            return Again();

        return await choice.SetAsync(Grant, Form.Password ?? "", cancellationToken) switch
        {
            PasswordChoiceVerdict.Chosen chosen => LocalRedirect(chosen.ContinueTo),
            PasswordChoiceVerdict.Flawed flawed => Refuse([.. flawed.Flaws.Select(flaw => flaw.ToString())]),
            PasswordChoiceVerdict.RefusedByDirectory refused => Refuse([refused.Reason.ToString()]),
            PasswordChoiceVerdict.Pending => Refuse(["Pending"]),
            _ => LocalRedirect("~/connexion"),
        };
    }

    /// <summary>For the meter, while somebody types.</summary>
    public async Task<IActionResult> OnPostAssessAsync(CancellationToken cancellationToken)
    {
        var grant = await grants.FindAsync(HttpContext, cancellationToken);
        return await choice.AssessAsync(grant, Form.Password ?? "", cancellationToken) is { } assessment
            ? new JsonResult(new { level = assessment.Level, text = WordsOf(assessment) })
            : NotFound();
    }

    private string WordsOf(PasswordAssessment assessment) => assessment.Flaws is [var flaw, ..]
        ? texts[flaw.ToString(), options.Value.MinLength, options.Value.MaxLength]
        : texts[$"Strength{assessment.Level}"];

    private PageResult Refuse(IReadOnlyList<string> reasons)
    {
        foreach (var reason in reasons)
            ModelState.AddModelError("Form.Password", texts[reason, options.Value.MinLength, options.Value.MaxLength]);
        return Again();
    }

    private PageResult Again()
    {
        Form = new ChoosePasswordForm();
        return Show();
    }

    private PageResult Show()
    {
        if (destinations.Find(Grant?.ContinueTo) is { } destination)
            HttpContext.AllowFormRedirectTo(destination);
        return Page();
    }
}

[TextsOf(typeof(PasswordTexts))]
public sealed class ChoosePasswordForm
{
    [Display(Name = "NewPasswordLabel")]
    [Required(ErrorMessage = "NewPasswordMissing")]
    [DataType(DataType.Password)]
    public string? Password { get; set; }

    [Display(Name = "ConfirmationLabel")]
    [Compare(nameof(Password), ErrorMessage = "ConfirmationDiffers")]
    [DataType(DataType.Password)]
    public string? Confirmation { get; set; }
}
