using System.ComponentModel.DataAnnotations;
using AcRouenIdentity.Domain.HelpDesk;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Web.Features.HelpDesk.Cases;
using AcRouenIdentity.Web.Features.HelpDesk.Verification;
using AcRouenIdentity.Web.Features.Shared.Access;
using AcRouenIdentity.Web.Features.Shared.Establishments;
using AcRouenIdentity.Web.Features.Shared.Forms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace AcRouenIdentity.Web.Features.HelpDesk.Pages;

/// <summary>What the help desk asks the secretariat: is it really this person who calls?</summary>
[Authorize(AccessPolicies.Secretariat), FreshProof]
internal sealed class VouchPage(Vouching vouching, CaseDesk desk, SchoolNames names, HelpDeskWording wording, IStringLocalizer<HelpDeskTexts> texts) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "fait")]
    public Vouch? Answered { get; set; }

    [BindProperty(Name = "dossier")]
    public string? Reference { get; set; }

    [BindProperty(Name = "reponse")]
    public Vouch Answer { get; set; }

    public HelpDeskWording Wording => wording;

    public IReadOnlyList<VouchQuestion> Questions { get; private set; } = [];

    private IReadOnlyDictionary<string, string> Names { get; set; } = new Dictionary<string, string>();

    public string? SchoolOf(VouchQuestion question) => question.School is { } uai ? Names.GetValueOrDefault(uai, uai) : null;

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Questions = await vouching.ListAsync(HttpContext.CurrentPerson(), cancellationToken);
        Names = await names.FindAsync(Questions.Select(question => question.School), cancellationToken);
    }

    [BindProperty]
    public ColleagueForm Form { get; set; } = new();

    /// <summary>Reference of the case that was opened just before.</summary>
    [BindProperty(SupportsGet = true, Name = "ouvert")]
    public string? Opened { get; set; }

    /// <summary>For a colleague who needs help.</summary>
    public async Task<IActionResult> OnPostColleagueAsync(CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid)
            return await RefuseAsync(null, cancellationToken);
        if (!Login.TryParse(Form.Login, out var login))
            return await RefuseAsync("CallerUnknown", cancellationToken);
        return await desk.OpenForAsync(HttpContext.CurrentPerson(), login, Form.Text!, cancellationToken) switch
        {
            CaseOpened.Open open => LocalRedirect($"~{HelpDeskPaths.Vouching}?ouvert={open.Reference}"),
            CaseOpened.Refused { Why: HelpVerdict.Oneself } => await RefuseAsync("ColleagueOneself", cancellationToken),
            // Whoever serves elsewhere is as unknown here as nobody: a secretary learns nothing of other establishments.
            _ => await RefuseAsync("ColleagueUnknown", cancellationToken),
        };
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        ModelState.Clear();
        if (await vouching.AnswerAsync(HttpContext.CurrentPerson(), Reference, Answer, cancellationToken))
            return LocalRedirect($"~{HelpDeskPaths.Vouching}?fait={Answer}");
        return await RefuseAsync("VouchGone", cancellationToken);
    }

    /// <param name="key">Null where the fields say it themselves.</param>
    private async Task<IActionResult> RefuseAsync(string? key, CancellationToken cancellationToken)
    {
        if (key is not null)
            ModelState.AddModelError(string.Empty, texts[key]);
        await OnGetAsync(cancellationToken);
        return Page();
    }
}

[TextsOf(typeof(HelpDeskTexts))]
public sealed class ColleagueForm
{
    [Display(Name = "ColleagueLogin")]
    [Required(ErrorMessage = "ColleagueLoginMissing"), StringLength(64, ErrorMessage = "ColleagueUnknown")]
    public string? Login { get; set; }

    [Display(Name = "ColleagueText", Description = "ColleagueTextHint"), DataType(DataType.MultilineText)]
    [Required(ErrorMessage = "ColleagueTextMissing"), StringLength(CaseJournal.LongestText, ErrorMessage = "ColleagueTextTooLong")]
    public string? Text { get; set; }
}
