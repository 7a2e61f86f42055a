using AcRouenIdentity.Domain.Letters;
using AcRouenIdentity.Web.Features.Letters.HandOvers;
using AcRouenIdentity.Web.Features.Shared.Access;
using AcRouenIdentity.Web.Features.Shared.Establishments;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace AcRouenIdentity.Web.Features.Letters.Pages;

/// <summary>Letters of the secretary's own establishments, to be ticked as they are handed over.</summary>
[Authorize(AccessPolicies.Secretariat)]
public sealed class HandOverPage(HandOverDesk desk, SchoolNames names, LetterWording wording, IStringLocalizer<LettersTexts> texts) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "liste")]
    public HandOverList List { get; set; }

    [BindProperty(SupportsGet = true, Name = "fait")]
    public int? Recorded { get; set; }

    [BindProperty(Name = "courrier")]
    public IList<long> Chosen { get; set; } = [];

    public LetterWording Wording => wording;

    public IReadOnlyList<LetterToHandOver> Letters { get; private set; } = [];

    private IReadOnlyDictionary<string, string> Names { get; set; } = new Dictionary<string, string>();

    public string? SchoolOf(LetterToHandOver letter) => letter.Establishment is { } uai ? Names.GetValueOrDefault(uai) : null;

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Letters = await desk.ListAsync(HttpContext.CurrentPerson(), List, cancellationToken);
        Names = await names.FindAsync(Letters.Select(letter => letter.Establishment), cancellationToken);
    }

    public Task<IActionResult> OnPostHandedOverAsync(CancellationToken cancellationToken) => RecordAsync(HandOver.HandedOver, cancellationToken);

    public Task<IActionResult> OnPostAbsentAsync(CancellationToken cancellationToken) => RecordAsync(HandOver.Absent, cancellationToken);

    public Task<IActionResult> OnPostReturnedAsync(CancellationToken cancellationToken) => RecordAsync(HandOver.Returned, cancellationToken);

    public Task<IActionResult> OnPostReprintAsync(CancellationToken cancellationToken) =>
        AnswerAsync(() => desk.AskReprintAsync(HttpContext.CurrentPerson(), [.. Chosen], cancellationToken), cancellationToken);

    private Task<IActionResult> RecordAsync(HandOver handOver, CancellationToken cancellationToken) =>
        AnswerAsync(() => desk.RecordAsync(HttpContext.CurrentPerson(), [.. Chosen], handOver, cancellationToken), cancellationToken);

    private async Task<IActionResult> AnswerAsync(Func<Task<int>> record, CancellationToken cancellationToken)
    {
        if (Chosen.Count > 0)
            return LocalRedirect($"~{LetterPaths.HandOver}?fait={await record()}");
        ModelState.AddModelError(string.Empty, texts["NothingChosen"]);
        await OnGetAsync(cancellationToken);
        return Page();
    }
}
