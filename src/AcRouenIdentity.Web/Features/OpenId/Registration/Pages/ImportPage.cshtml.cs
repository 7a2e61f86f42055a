using System.ComponentModel.DataAnnotations;
using AcRouenIdentity.Domain.OpenId;
using AcRouenIdentity.Web.Features.Shared.Access;
using AcRouenIdentity.Web.Features.Shared.Accounts;
using AcRouenIdentity.Web.Features.Shared.Forms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace AcRouenIdentity.Web.Features.OpenId.Registration.Pages;

[TextsOf(typeof(RegistrationTexts))]
public sealed class ImportForm
{
    [Display(Name = "ImportLabel", Description = "ImportHint"), DataType(DataType.MultilineText)]
    [Required(ErrorMessage = "ImportMissing"), StringLength(ClientJson.LongestText, ErrorMessage = "ImportUnreadable")]
    public string? Text { get; set; }

    /// <summary>Of the plan that was seen.</summary>
    public string? Mark { get; set; }
}

/// <summary>Applications are brought in as JSON: the page says what would change, and changes it when asked again.</summary>
[Authorize(AccessPolicies.Administrator), FreshProof]
public sealed class ImportPage(ClientImport import, ClientBook book, AccountBook accounts, ClientWording wording, IStringLocalizer<RegistrationTexts> texts)
    : RegistrationPage(book, accounts, wording)
{
    [BindProperty]
    public ImportForm Form { get; set; } = new();

    /// <summary>Null until there is a text.</summary>
    public IReadOnlyList<ImportLine>? Plan { get; private set; }

    /// <summary>Null until it was applied.</summary>
    public IReadOnlyList<ImportResult>? Results { get; private set; }

    public bool ChangesSomething => Plan?.Any(line => line.Fate is ImportFate.Created or ImportFate.Changed) is true;

    public void OnGet() => ModelState.Clear();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (await PlanAsync(cancellationToken) is { } plan)
            Show(plan);
        return Page();
    }

    public async Task<IActionResult> OnPostApplyAsync(CancellationToken cancellationToken)
    {
        if (await PlanAsync(cancellationToken) is not { } plan)
            return Page();
        if (ClientImport.MarkOf(plan) != Form.Mark)
        {
            Show(plan);
            ModelState.AddModelError(string.Empty, texts["ImportChanged"]);
            return Page();
        }

        Results = await import.ApplyAsync(Editor, plan, cancellationToken);
        return Page();
    }

    private async Task<IReadOnlyList<ImportLine>?> PlanAsync(CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid)
            return null;
        if (await import.PlanAsync(Form.Text!, cancellationToken) is { } plan)
            return plan;

        ModelState.AddModelError("Form.Text", texts["ImportUnreadable"]);
        return null;
    }

    private void Show(IReadOnlyList<ImportLine> plan)
    {
        Plan = plan;
        ModelState.Remove($"{nameof(Form)}.{nameof(ImportForm.Mark)}");
        Form.Mark = ClientImport.MarkOf(plan);
    }
}
