using AcRouenIdentity.Web.Features.Shared.Attempts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace AcRouenIdentity.Web.Features.Recovery;

/// <summary>What the pages of a recovery have in common: nobody is signed in, everybody comes from somewhere, and each field is there once.</summary>
[AllowAnonymous]
[OneValueAField]
public abstract class RecoveryPage(IStringLocalizer<RecoveryTexts> texts) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "retour")]
    public string? ReturnTo { get; set; }

    [BindProperty(SupportsGet = true, Name = "piratage")]
    public string? Theft { get; set; }

    protected IStringLocalizer<RecoveryTexts> Texts { get; } = texts;

    public RecoveryDestination Destination => RecoveryDestination.Of(Url, ReturnTo, Theft);

    /// <summary>Address of another page of the recovery, for a link.</summary>
    public string LinkTo(string page) => Url.Content(Destination.To(page));

    protected PageResult Refuse(string field, string text, params object[] arguments)
    {
        ModelState.Remove(field);
        ModelState.AddModelError(field, Texts[text, arguments]);
        return Page();
    }

    /// <summary>Whoever must wait is told for how long, and what they typed stays.</summary>
    protected PageResult RefuseFor(TimeSpan wait, string text)
    {
        ModelState.AddModelError(string.Empty, Texts[text, Duration.InWords(wait, Texts)]);
        return Page();
    }
}
