using System.ComponentModel.DataAnnotations;
using AcRouenIdentity.Domain.Access;
using AcRouenIdentity.Domain.Letters;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Web.Features.Letters.Batches;
using AcRouenIdentity.Web.Features.Letters.Requests;
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
[Authorize(AccessPolicies.OfficerOfTheAcademie)]
public sealed class BatchesPage(IdentityDb db, BatchOpening opening, RequestDesk requests, RecordAccess access, IDirectory directory, LetterWording wording, IStringLocalizer<LettersTexts> texts) : PageModel
{
    private const int Shown = 50;

    [BindProperty]
    public BatchForm Form { get; set; } = new();

    /// <summary>A run or a school that another page leads here for.</summary>
    [BindProperty(SupportsGet = true, Name = "chargement")]
    public int? Run { get; set; }

    public LetterWording Wording => wording;

    public IReadOnlyList<LetterBatch> Batches { get; private set; } = [];

    /// <summary>Who asked for a <i>courrier INA</i>, by school.</summary>
    public IReadOnlyList<WaitingRequests> Requests { get; private set; } = [];

    /// <summary>Requests withdrawn of late.</summary>
    public int Gone { get; private set; }

    private ILookup<string, string> Names { get; set; } = Array.Empty<string>().ToLookup(name => name);

    public IReadOnlyList<SelectListItem> Kinds => [.. BatchRequest.KindsOfOfficers.Select(kind => new SelectListItem(wording.Of(kind), kind.ToString()))];

    /// <summary>People are chosen one by one where they are listed: the page that follows letters up.</summary>
    public IReadOnlyList<SelectListItem> Scopes => [.. Enum.GetValues<BatchScope>().Where(IsOffered).Select(scope => new SelectListItem(texts[$"Scope{scope}"], scope.ToString()))];

    public string? NameOf(WaitingRequests school) => school.Establishment is { } uai ? Names[uai].FirstOrDefault() : null;

    public Task OnGetAsync(CancellationToken cancellationToken)
    {
        if (Run is { } run)
            Form = new BatchForm { Scope = BatchScope.Run, Value = run.ToString(System.Globalization.CultureInfo.InvariantCulture) };
        return LoadAsync(cancellationToken);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (ModelState.IsValid && !IsAskable(Form))
            ModelState.AddModelError("Form.Kind", texts["KindNotForScope"]);
        if (ModelState.IsValid && await FindRefusalAsync(cancellationToken) is { } refusal)
            ModelState.AddModelError("Form.Value", texts[$"Ask{refusal}"]);
        if (ModelState.IsValid)
        {
            var choice = Form.Everybody || Form.Scope == BatchScope.Person ? BatchChoice.Everybody : BatchChoice.OnlyMissing;
            var request = new BatchRequest(Form.Kind, Form.Scope, Form.Value!.Trim(), choice, By);
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

    /// <summary>Prints what people asked for: all of it, or one school's.</summary>
    public async Task<IActionResult> OnPostRequestsAsync([FromForm(Name = "uai")] string? school, CancellationToken cancellationToken)
    {
        // Nothing of the other form was sent.
        ModelState.Clear();
        Rne? only = Rne.TryParse(school, out var rne) ? rne : null;
        var isMalformed = school is { Length: > 0 } && only is null;
        var opened = isMalformed ? new BatchOpened.Unknown() : await opening.OpenAsync(await requests.AskAsync(only, By, cancellationToken), cancellationToken);
        if (opened is BatchOpened.Opened { Batch.Id: var id })
            return LocalRedirect(LetterPaths.Batch(id));

        ModelState.AddModelError(string.Empty, opened switch
        {
            BatchOpened.AllInOtherBatches taken => texts["AskAllElsewhere", taken.Count],
            BatchOpened.Unknown => texts["CommandSchoolMalformed"],
            _ => texts["NoRequests"],
        });
        await LoadAsync(cancellationToken);
        return Page();
    }

    private string By => HttpContext.CurrentPerson().Login.ToString();

    /// <summary>All but those who ask themselves, or are listed elsewhere.</summary>
    private static bool IsAskable(BatchForm form) =>
        IsOffered(form.Scope) && BatchRequest.KindsOfOfficers.Contains(form.Kind) && (form.Kind == LetterKind.FirstAccess || form.Scope == BatchScope.Person);

    private static bool IsOffered(BatchScope scope) => scope is BatchScope.Run or BatchScope.Establishment or BatchScope.Person;

    /// <summary>Nobody prints a letter for themselves, nor for somebody with more power. Null where it may be asked for.</summary>
    private async Task<TargetVerdict?> FindRefusalAsync(CancellationToken cancellationToken) =>
        Form.Scope == BatchScope.Person && Login.TryParse(Form.Value, out var login)
        && await access.DecideAsync(HttpContext.CurrentPerson(), OfficeAct.AskLetter, login, cancellationToken) is { } verdict and not TargetVerdict.Allowed ? verdict : null;

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        Batches = await db.LetterBatches.AsNoTracking().OrderByDescending(batch => batch.Id).Take(Shown).ToListAsync(cancellationToken);
        Requests = await requests.ListAsync(cancellationToken);
        Gone = await requests.CountGoneAsync(cancellationToken);
        Rne[] schools = [.. Requests.Select(school => school.Establishment).Where(uai => Rne.TryParse(uai, out _)).Select(uai => Rne.Parse(uai!))];
        Names = (await directory.FindEstablishmentsAsync(schools, cancellationToken)).ToLookup(school => school.Rne.ToString(), school => school.Name);
    }
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
