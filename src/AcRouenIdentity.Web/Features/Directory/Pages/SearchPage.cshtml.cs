using AcRouenIdentity.Web.Features.Directory.Index;
using AcRouenIdentity.Web.Features.Directory.Limits;
using AcRouenIdentity.Web.Features.Shared.Access;
using AcRouenIdentity.Web.Features.Shared.Accounts;
using AcRouenIdentity.Web.Features.Shared.Attempts;
using AcRouenIdentity.Web.Features.Shared.Lists;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace AcRouenIdentity.Web.Features.Directory.Pages;

/// <summary>Finds a colleague.</summary>
[Authorize(AccessPolicies.Staff)]
internal sealed class SearchPage(ColleagueSearch search, IndexKeeper keeper, AccountBook accounts, IStringLocalizer<DirectoryTexts> texts) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Text { get; set; }

    [BindProperty(SupportsGet = true, Name = "ecole")]
    public string? School { get; set; }

    [BindProperty(SupportsGet = true, Name = "fonction")]
    public string? Function { get; set; }

    [BindProperty(SupportsGet = true, Name = "discipline")]
    public string? Discipline { get; set; }

    [BindProperty(SupportsGet = true, Name = "feuille")]
    public int Sheet { get; set; } = 1;

    public ColleagueIndex Index { get; private set; } = null!;

    /// <summary>Null where nothing was asked, or it was refused.</summary>
    public SearchOutcome.Found? Found { get; private set; }

    /// <summary>Something was asked by which nobody could be found.</summary>
    public bool IsTooShort { get; private set; }

    /// <summary>How long before another search, in words; null where it was made.</summary>
    public string? Wait { get; private set; }

    public bool HasFilters => !string.IsNullOrWhiteSpace($"{School}{Function}{Discipline}");

    public SheetLinks Sheets => new(Found!.Sheet, Found.Sheets, $"{Asked().ToString().TrimStart('?')}&");

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        Index = await keeper.GetAsync(cancellationToken);
        if (string.IsNullOrWhiteSpace(Text) && !HasFilters)
            return Page();
        return await search.FindAsync(new ColleagueQuery(Text, School, Function, Discipline), Sheet, accounts.SubjectOf(HttpContext.CurrentPerson()), cancellationToken) switch
        {
            SearchOutcome.Found found => Show(found),
            SearchOutcome.Wait wait => Refuse(wait.For),
            _ => AskForMore(),
        };
    }

    private PageResult Show(SearchOutcome.Found found)
    {
        Found = found;
        return Page();
    }

    private PageResult AskForMore()
    {
        IsTooShort = true;
        return Page();
    }

    private PageResult Refuse(TimeSpan wait)
    {
        Wait = Waiting.InWords(wait, texts);
        return this.TooMany(wait);
    }

    private QueryBuilder Asked() => new(new Dictionary<string, string?> { ["q"] = Text, ["ecole"] = School, ["fonction"] = Function, ["discipline"] = Discipline }
        .Where(said => !string.IsNullOrEmpty(said.Value))
        .ToDictionary(said => said.Key, said => said.Value!));
}
