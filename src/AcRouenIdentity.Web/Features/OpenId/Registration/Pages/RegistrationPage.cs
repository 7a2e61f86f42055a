using AcRouenIdentity.Domain.OpenId;
using AcRouenIdentity.Web.Features.Shared.Access;
using AcRouenIdentity.Web.Features.Shared.Accounts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AcRouenIdentity.Web.Features.OpenId.Registration.Pages;

/// <summary>A page that changes an application that was registered.</summary>
public abstract class RegistrationPage(ClientBook book, AccountBook accounts, ClientWording wording) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Id { get; set; }

    /// <summary>As it stands.</summary>
    public ClientEntry Entry { get; private set; } = null!;

    /// <summary>In clear this once, where one was made.</summary>
    public ShownSecret? Secret { get; private set; }

    protected ClientWording Words => wording;

    protected ClientBook Book => book;

    protected ClientEditor Editor => new(HttpContext.CurrentPerson().Login.ToString(), accounts.SubjectOf(HttpContext.CurrentPerson()));

    /// <returns>False for one of the configuration, and for nobody's.</returns>
    protected async Task<bool> FindAsync(CancellationToken cancellationToken)
    {
        if (await book.FindAsync(Id, cancellationToken) is not { Row: not null } entry)
            return false;

        Entry = entry;
        return true;
    }

    protected PageResult ShowSecret(string id, string secret)
    {
        Secret = new ShownSecret(id, secret);
        return Page();
    }

    /// <summary>Somebody else acted since the page was opened.</summary>
    protected PageResult RefuseLate() => Refuse(wording.ActedMeanwhile(Entry.Row!));

    /// <summary>Shows the page again with the reason.</summary>
    protected PageResult Refuse(string text)
    {
        ModelState.Clear();
        ModelState.AddModelError(string.Empty, text);
        return Page();
    }

    /// <summary>Each beside its field.</summary>
    protected PageResult Refuse(IReadOnlyList<ClientProblem> problems)
    {
        foreach (var problem in problems)
            ModelState.AddModelError($"Form.{problem.Field}", wording.Of(problem));
        return Page();
    }
}
