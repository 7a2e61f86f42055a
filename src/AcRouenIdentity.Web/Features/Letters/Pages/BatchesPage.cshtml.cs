using System.ComponentModel.DataAnnotations;
using AcRouenIdentity.Domain.Letters;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Web.Features.Letters.Batches;
using AcRouenIdentity.Web.Features.Shared.Access;
using AcRouenIdentity.Web.Features.Shared.Forms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace AcRouenIdentity.Web.Features.Letters.Pages;

/// <summary>Batches of letters, and the form that asks for one.</summary>
[Authorize(AccessPolicies.ProvisioningOfficer)]
public sealed class BatchesPage(IdentityDb db, BatchOpening opening, LetterWording wording, IStringLocalizer<LettersTexts> texts) : PageModel
{
    private const int Shown = 50;

    [BindProperty]
    public BatchForm Form { get; set; } = new();

    /// <summary>A run or a school that another page leads here for.</summary>
    [BindProperty(SupportsGet = true, Name = "chargement")]
    public int? Run { get; set; }

    public LetterWording Wording => wording;

    public IReadOnlyList<LetterBatch> Batches { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Kinds => [.. BatchRequest.KindsOfOfficers.Select(kind => new SelectListItem(wording.Of(kind), kind.ToString()))];

    /// <summary>People are chosen one by one where they are listed: the page that follows letters up.</summary>
    public IReadOnlyList<SelectListItem> Scopes => [.. Enum.GetValues<BatchScope>().Where(scope => scope != BatchScope.Chosen).Select(scope => new SelectListItem(texts[$"Scope{scope}"], scope.ToString()))];

    public Task OnGetAsync(CancellationToken cancellationToken)
    {
        if (Run is { } run)
            Form = new BatchForm { Scope = BatchScope.Run, Value = run.ToString(System.Globalization.CultureInfo.InvariantCulture) };
        return LoadAsync(cancellationToken);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (ModelState.IsValid && Form is { Kind: not LetterKind.FirstAccess, Scope: not BatchScope.Person })
            ModelState.AddModelError("Form.Kind", texts["KindNotForScope"]);
        if (ModelState.IsValid)
        {
            var choice = Form.Everybody || Form.Scope == BatchScope.Person ? BatchChoice.Everybody : BatchChoice.OnlyMissing;
            var request = new BatchRequest(Form.Kind, Form.Scope, Form.Value!.Trim(), choice, HttpContext.CurrentPerson().Login.ToString());
            switch (await opening.OpenAsync(request, cancellationToken))
            {
                case BatchOpened.Opened opened:
                    return LocalRedirect(LetterPaths.Batch(opened.Batch.Id));
                case BatchOpened.AllInOtherBatches taken:
                    ModelState.AddModelError("Form.Value", texts["AskAllElsewhere", taken.Count]);
                    break;
                case BatchOpened.NobodyNeedsOne:
                    ModelState.AddModelError("Form.Value", texts["AskNobody"]);
                    break;
                default:
                    ModelState.AddModelError("Form.Value", texts["AskUnknown"]);
                    break;
            }
        }

        await LoadAsync(cancellationToken);
        return Page();
    }

    private async Task LoadAsync(CancellationToken cancellationToken) =>
        Batches = await db.LetterBatches.AsNoTracking().OrderByDescending(batch => batch.Id).Take(Shown).ToListAsync(cancellationToken);
}

[TextsOf(typeof(LettersTexts))]
public sealed class BatchForm
{
    [Display(Name = "KindLabel")]
    [EnumDataType(typeof(LetterKind))]
    public LetterKind Kind { get; set; }

    [Display(Name = "ScopeLabel")]
    [EnumDataType(typeof(BatchScope))]
    public BatchScope Scope { get; set; }

    [Display(Name = "ValueLabel", Description = "ValueHint")]
    [Required(ErrorMessage = "ValueMissing")]
    [StringLength(64, ErrorMessage = "ValueTooLong")]
    public string? Value { get; set; }

    [Display(Name = "EverybodyLabel", Description = "EverybodyHint")]
    public bool Everybody { get; set; }
}
