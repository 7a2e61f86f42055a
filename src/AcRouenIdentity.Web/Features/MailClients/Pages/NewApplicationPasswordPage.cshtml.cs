using System.ComponentModel.DataAnnotations;
using AcRouenIdentity.Domain.ApplicationPasswords;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Web.Features.MailClients.ApplicationPasswords;
using AcRouenIdentity.Web.Features.Shared.Access;
using AcRouenIdentity.Web.Features.Shared.Forms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.MailClients.Pages;

/// <summary>Makes a password for a mail program. It is shown by the answer that makes it, and never again.</summary>
[Authorize(AccessPolicies.Staff), FreshProof]
public sealed class NewApplicationPasswordPage(ApplicationPasswordMaking making, IOptions<MailClientsOptions> options, IStringLocalizer<MailClientsTexts> texts) : PageModel
{
    [BindProperty]
    public NewPasswordForm Form { get; set; } = new();

    /// <summary>The one just made.</summary>
    public string? Password { get; private set; }

    public string UserName => HttpContext.CurrentPerson() is { Address: { } address } ? address.ToString() : HttpContext.CurrentPerson().Login.ToString();

    public IReadOnlyList<SelectListItem> Uses => [.. Enum.GetValues<MailUse>().Select(use => new SelectListItem(texts[$"Use{use}"], use.ToString()))];

    public IActionResult OnGet() => options.Value.Passwords ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!options.Value.Passwords)
            return NotFound();
        if (ChosenName.FlawOf(Form.Name) is { } flaw)
            return Refuse($"Password{flaw}", ChosenName.Longest);
        if (!ModelState.IsValid || !Enum.IsDefined(Form.Use))
            return Refuse("PasswordUseUnknown");

        var wanted = new WantedPassword(HttpContext.CurrentPerson(), Form.Name!, Form.Use, HttpContext.CurrentSessionId());
        return (await making.MakeAsync(wanted, cancellationToken)).Match(
            made: outcome => Show(outcome.Password),
            refused: outcome => Refuse($"Password{outcome.Reason}", options.Value.PasswordsPerPerson));
    }

    private PageResult Show(ApplicationPasswordText password)
    {
        Password = password.Reveal();
        return Page();
    }

    private PageResult Refuse(string text, params object[] arguments)
    {
        ModelState.Clear();
        ModelState.AddModelError($"{nameof(Form)}.{nameof(NewPasswordForm.Name)}", texts[text, arguments]);
        return Page();
    }
}

[TextsOf(typeof(MailClientsTexts))]
public sealed class NewPasswordForm
{
    /// <summary>Of the program, as its owner calls it.</summary>
    [Display(Name = "PasswordName", Description = "PasswordNameHint")]
    public string? Name { get; set; }

    [Display(Name = "PasswordUse")]
    public MailUse Use { get; set; }
}
