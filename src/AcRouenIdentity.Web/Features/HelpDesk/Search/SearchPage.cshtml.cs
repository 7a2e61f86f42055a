using AcRouenIdentity.Domain.HelpDesk;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Infrastructure.Search;
using AcRouenIdentity.Web.Features.HelpDesk.Access;
using AcRouenIdentity.Web.Features.Shared.Access;
using AcRouenIdentity.Web.Features.Shared.Accounts;
using AcRouenIdentity.Web.Features.Shared.Attempts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.HelpDesk.Search;

/// <summary>Answers a search of the assistance: with a page, or with its results alone for the script of the page. What is typed may be a NUMEN, so that it is posted and stands in no address.</summary>
[Authorize(AccessPolicies.Agent)]
internal sealed class SearchPage(
    CallerSearch search, CallerAllowance allowance, HelpAccess access, AccountBook accounts, IOptions<CallerSearchOptions> options, IStringLocalizer<HelpDeskTexts> texts) : PageModel
{
    private const string PartHeader = "X-Part";
    private const int LongestText = 100;
    private const int FewestLetters = 2;

    [BindProperty(Name = "q")]
    public string? Text { get; set; }

    public SearchView View { get; private set; } = SearchView.Empty;

    /// <summary>The script asks for the results alone.</summary>
    public bool IsPart => Request.Headers.ContainsKey(PartHeader);

    public IActionResult OnGet() => LocalRedirect($"~{HelpDeskPaths.Desk}");

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var text = Text?.Length > LongestText ? Text[..LongestText] : Text;
        var by = KindOf(text);
        View = new SearchView(by is SearchedBy.Numen ? null : text, Found: null, Wait: null, by);
        if (by is SearchedBy.TooLittle)
            return Page();

        var agent = HttpContext.CurrentPerson();
        if (await allowance.TakeAsync(accounts.SubjectOf(agent), cancellationToken) is { } wait)
        {
            View = View with { Wait = Waiting.InWords(wait, texts) };
            return this.TooMany(wait);
        }

        View = View with { Found = await search.FindAsync(text, access.ReachOf(agent, HelpAct.FindPeople), options.Value.MostShown, cancellationToken) };
        return Page();
    }

    private static SearchedBy KindOf(string? text) => Numen.TryParse(text, out _) ? SearchedBy.Numen
        : PeopleWords.OfTyped(text).Sum(word => word.Length) < FewestLetters ? SearchedBy.TooLittle
        : SearchedBy.Words;
}
