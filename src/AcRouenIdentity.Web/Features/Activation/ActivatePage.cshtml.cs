using System.ComponentModel.DataAnnotations;
using AcRouenIdentity.Domain.Passwords;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.SignIn;
using AcRouenIdentity.Web.Features.Letters;
using AcRouenIdentity.Web.Features.Passwords;
using AcRouenIdentity.Web.Features.Shared.Addresses;
using AcRouenIdentity.Web.Features.Shared.Attempts;
using AcRouenIdentity.Web.Features.Shared.Forms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace AcRouenIdentity.Web.Features.Activation;

/// <summary>Where a first letter leads: by its QR code, whose fragment fills the form, by its short address, or from the sign-in page.</summary>
[AllowAnonymous]
public sealed class ActivatePage(FirstAccess firstAccess, LetterCookie cookie, PasswordGrants grants, IStringLocalizer<ActivationTexts> texts) : PageModel
{
    [BindProperty]
    public ActivateForm Form { get; set; } = new();

    [BindProperty(SupportsGet = true, Name = "retour")]
    public string? ReturnTo { get; set; }

    /// <summary>The provisional password was right on the sign-in page: only the birth date is asked.</summary>
    public bool IsLetterKnown => cookie.Find(HttpContext) is not null;

    public static string AddressFor(string localReturn) => $"~{LetterPaths.FirstAccess}?retour={Uri.EscapeDataString(localReturn)}";

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var letterId = cookie.Find(HttpContext);
        if (letterId is not null)
        {
            ModelState.Remove($"{nameof(Form)}.{nameof(ActivateForm.Name)}");
            ModelState.Remove($"{nameof(Form)}.{nameof(ActivateForm.ProvisionalPassword)}");
        }

        var birthDate = BirthDateText.TryParse(Form.BirthDate);
        if (!string.IsNullOrWhiteSpace(Form.BirthDate) && birthDate is null)
            ModelState.AddModelError($"{nameof(Form)}.{nameof(ActivateForm.BirthDate)}", texts["BirthDateWrong"]);
        if (!ModelState.IsValid)
            return Again();

        var source = SourceAddress.Of(HttpContext);
        var verdict = letterId is { } known
            ? await firstAccess.ProveAsync(known, birthDate!.Value, source, cancellationToken)
            : await firstAccess.ProveAsync(new FirstLetterClaim(Form.Name!, Form.ProvisionalPassword!, birthDate), source, cancellationToken);
        return verdict switch
        {
            FirstAccessVerdict.Proven proven => await ChoosePasswordAsync(proven.Person, cancellationToken),
            FirstAccessVerdict.NotHandedOver => Refuse("NotHandedOver"),
            FirstAccessVerdict.Wait wait => Refuse("TooManyTries", Duration.InWords(wait.For, texts)),
            _ => Refuse("LetterRefused"),
        };
    }

    private string LocalReturn => Url.IsLocalUrl(ReturnTo) && ReturnTo!.StartsWith('/') ? ReturnTo : "~/";

    private async Task<IActionResult> ChoosePasswordAsync(Person person, CancellationToken cancellationToken)
    {
        LetterCookie.Forget(HttpContext);
        var right = new PasswordRight(PasswordGrantReason.FirstAccess, AuthenticationMethods.Password, SignInPaths.AfterChoice(BackupAddressAfter(LocalReturn), DeviceKind.Shared));
        await grants.IssueAsync(HttpContext, person, right, cancellationToken);
        return LocalRedirect(PasswordGrants.ChoicePage);
    }

    private string BackupAddressAfter(string localReturn) => Url.Content($"~{ActivationPaths.BackupAddress}?retour={Uri.EscapeDataString(Url.Content(localReturn))}");

    private PageResult Refuse(string text, params object[] arguments)
    {
        ModelState.AddModelError(string.Empty, texts[text, arguments]);
        return Again();
    }

    private PageResult Again()
    {
        Form.ProvisionalPassword = null;
        return Page();
    }
}

[TextsOf(typeof(ActivationTexts))]
public sealed class ActivateForm
{
    [Display(Name = "NameLabel", Description = "NameHint")]
    [Required(ErrorMessage = "NameMissing")]
    [StringLength(SignInName.MaxLength, ErrorMessage = "NameTooLong")]
    public string? Name { get; set; }

    [Display(Name = "ProvisionalPasswordLabel", Description = "ProvisionalPasswordHint")]
    [Required(ErrorMessage = "ProvisionalPasswordMissing")]
    [StringLength(64, ErrorMessage = "ProvisionalPasswordTooLong")]
    public string? ProvisionalPassword { get; set; }

    [Display(Name = "BirthDateLabel", Description = "BirthDateHint")]
    [Required(ErrorMessage = "BirthDateMissing")]
    [StringLength(32, ErrorMessage = "BirthDateWrong")]
    public string? BirthDate { get; set; }
}
