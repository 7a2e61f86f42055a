using AcRouenIdentity.Domain.Provisioning.Identifiers;
using AcRouenIdentity.Web.Features.Directory.Index;
using AcRouenIdentity.Web.Features.Directory.Limits;
using AcRouenIdentity.Web.Features.Shared.Access;
using AcRouenIdentity.Web.Features.Shared.Accounts;
using AcRouenIdentity.Web.Features.Shared.Attempts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace AcRouenIdentity.Web.Features.Directory.Cards;

/// <summary>The card of a colleague, as a file; a page only where too many were asked for. Cards that do not exist count as well: nobody tries numbers for nothing.</summary>
[Authorize(AccessPolicies.Staff)]
internal sealed class CardPage(IndexKeeper keeper, Colleagues colleagues, DirectoryAllowance allowance, AccountBook accounts, IStringLocalizer<DirectoryTexts> texts) : PageModel
{
    public string Wait { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(string card, CancellationToken cancellationToken)
    {
        if (await allowance.TakeCardAsync(accounts.SubjectOf(HttpContext.CurrentPerson()), cancellationToken) is { } wait)
            return Refuse(wait);
        if (CardNumber.TryParse(card) is not { } number || await colleagues.FindListedAsync(await keeper.GetAsync(cancellationToken), number, cancellationToken) is not { } colleague)
            return NotFound();
        return File(VCard.Of(colleague), VCard.ContentType, FileNameOf(colleague));
    }

    private PageResult Refuse(TimeSpan wait)
    {
        Wait = Waiting.InWords(wait, texts);
        return this.TooMany(wait);
    }

    /// <summary>Letters that any system takes, whatever the name.</summary>
    private static string FileNameOf(Colleague colleague) => FoldedName.Of(colleague.Name).ToString() is { Length: > 0 } name ? $"{name}.vcf" : "contact.vcf";
}
