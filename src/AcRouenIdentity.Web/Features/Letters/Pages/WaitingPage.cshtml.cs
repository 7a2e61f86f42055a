using System.Net.Mime;
using AcRouenIdentity.Domain.Letters;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Web.Features.Letters.Batches;
using AcRouenIdentity.Web.Features.Letters.FollowUp;
using AcRouenIdentity.Web.Features.Shared.Access;
using AcRouenIdentity.Web.Features.Shared.Lists;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace AcRouenIdentity.Web.Features.Letters.Pages;

/// <summary>Who has not opened their account, and how long their letter has waited. Those who are chosen get another letter.</summary>
[Authorize(AccessPolicies.OfficerOfTheAcademie)]
internal sealed class WaitingPage(WaitingPeople people, BatchOpening opening, SecretariatReminding reminding, LetterWording wording, IStringLocalizer<LettersTexts> texts) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "uai")]
    public string? School { get; set; }

    [BindProperty(SupportsGet = true, Name = "anciennete")]
    public LetterAge? Age { get; set; }

    [BindProperty(SupportsGet = true, Name = "feuille")]
    public int Sheet { get; set; } = 1;

    /// <summary>How many secretariats were just reminded.</summary>
    [BindProperty(SupportsGet = true, Name = "relances")]
    public int? Reminded { get; set; }

    [BindProperty(Name = "personne")]
    public IList<string> Chosen { get; set; } = [];

    public LetterWording Wording => wording;

    public WaitingFilter Filter => new(Rne.TryParse(School, out var rne) ? rne : null, Age);

    public IReadOnlyList<WaitingPerson> People { get; private set; } = [];

    public int Count { get; private set; }

    public SheetLinks Links { get; private set; } = new(1, 1, Query: "");

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        return Page();
    }

    /// <summary>All that the filter finds, for a spreadsheet.</summary>
    public async Task<IActionResult> OnGetCsvAsync(CancellationToken cancellationToken)
    {
        if (HasMalformedSchool)
            return NotFound();
        Response.ContentType = MediaTypeNames.Text.Csv;
        Response.Headers.ContentDisposition = "attachment; filename=\"comptes-en-attente.csv\"";
        await CsvFile.WriteAsync(Response.Body, wording.WaitingHeadings, people.ReadAsync(Filter).Select(wording.RowOf), cancellationToken);
        return new EmptyResult();
    }

    /// <summary>Another letter for those who are ticked.</summary>
    public async Task<IActionResult> OnPostChosenAsync(CancellationToken cancellationToken)
    {
        if (Chosen.Count > 0)
            return await AskAsync([.. Chosen], cancellationToken);
        ModelState.AddModelError(string.Empty, texts["NobodyChosen"]);
        return await OnGetAsync(cancellationToken);
    }

    /// <summary>Another letter for all whom the filter finds now.</summary>
    public async Task<IActionResult> OnPostAllAsync(CancellationToken cancellationToken) =>
        HasMalformedSchool ? await OnGetAsync(cancellationToken) : await AskAsync(await people.KeysAsync(Filter, cancellationToken), cancellationToken);

    public async Task<IActionResult> OnPostRemindAsync(CancellationToken cancellationToken)
    {
        if (Filter.Establishment is not { } rne)
            return NotFound();
        return LocalRedirect($"{LetterPaths.Waiting(rne.ToString(), Age)}&relances={await reminding.RemindAsync(rne.ToString(), By, cancellationToken)}");
    }

    private string By => HttpContext.CurrentPerson().Login.ToString();

    private bool HasMalformedSchool => !string.IsNullOrWhiteSpace(School) && Filter.Establishment is null;

    private async Task<IActionResult> AskAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken)
    {
        var request = new BatchRequest(LetterKind.FirstAccess, BatchScope.Chosen, "", BatchChoice.Everybody, By) { Chosen = [.. keys.Distinct()] };
        switch (await opening.OpenAsync(request, cancellationToken))
        {
            case BatchOpened.Opened opened:
                return LocalRedirect(LetterPaths.Batch(opened.Batch.Id));
            case BatchOpened.AllInOtherBatches taken:
                ModelState.AddModelError(string.Empty, texts["AskAllElsewhere", taken.Count]);
                break;
            default:
                ModelState.AddModelError(string.Empty, texts["NobodyWaits"]);
                break;
        }

        return await OnGetAsync(cancellationToken);
    }

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        if (HasMalformedSchool)
        {
            ModelState.AddModelError("uai", texts["CommandSchoolMalformed"]);
            return;
        }

        Count = await people.CountAsync(Filter, cancellationToken);
        var last = Math.Max(1, (Count + WaitingPeople.RowsOfASheet - 1) / WaitingPeople.RowsOfASheet);
        Sheet = Math.Clamp(Sheet, 1, last);
        Links = new SheetLinks(Sheet, last, Filter.Query);
        People = await people.SheetAsync(Filter, Sheet, cancellationToken);
    }
}
