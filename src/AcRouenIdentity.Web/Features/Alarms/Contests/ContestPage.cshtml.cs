using System.ComponentModel.DataAnnotations;
using AcRouenIdentity.Web.Features.Shared.Attempts;
using AcRouenIdentity.Web.Features.Shared.Forms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace AcRouenIdentity.Web.Features.Alarms.Contests;

/// <summary>Where the link of a mail about a change leads. Opening it changes nothing; its button does.</summary>
[AllowAnonymous]
public sealed class ContestPage(Contest contest, IStringLocalizer<AlarmTexts> texts) : PageModel
{
    [BindProperty]
    public ContestForm Form { get; set; } = new();

    /// <summary>What came of it; null where nothing did yet.</summary>
    public ContestVerdict.Blocked? Blocked { get; private set; }

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid)
            return Page();

        switch (await contest.RedeemAsync(Form.Code, SourceAddress.Of(HttpContext), cancellationToken))
        {
            case ContestVerdict.Blocked blocked:
                Blocked = blocked;
                return Page();
            case ContestVerdict.Wait wait:
                return Refuse(texts["ContestTooManyTries", Duration.InWords(wait.For, texts)]);
            default:
                return Refuse(texts["ContestRefused"]);
        }
    }

    private PageResult Refuse(string text)
    {
        ModelState.AddModelError($"{nameof(Form)}.{nameof(Form.Code)}", text);
        return Page();
    }
}

[TextsOf(typeof(AlarmTexts))]
public sealed class ContestForm
{
    [Display(Name = "ContestCodeLabel", Description = "ContestCodeHint")]
    [Required(ErrorMessage = "ContestCodeMissing")]
    [StringLength(48, ErrorMessage = "ContestRefused")]
    public string? Code { get; set; }
}
