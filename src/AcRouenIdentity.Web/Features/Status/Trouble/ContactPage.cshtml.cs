using AcRouenIdentity.Domain.Mail;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Web.Features.Shared.Attempts;
using AcRouenIdentity.Web.Features.Shared.Errors;
using AcRouenIdentity.Web.Features.Shared.Notices;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace AcRouenIdentity.Web.Features.Status.Trouble;

/// <summary>
/// The form of the assistance, for whoever cannot sign in. It asks no antiforgery cookie: nobody is signed in for it, and whoever's browser refuses cookies must be able to say so.
/// Forms of other sites are refused by what browsers say of them.
/// </summary>
[AllowAnonymous, WorksInOutage, IgnoreAntiforgeryToken]
public sealed class ContactPage(AssistanceDesk desk, ServiceHealth health, AssistanceForm form, IStringLocalizer<TroubleTexts> texts) : PageModel
{
    [BindProperty]
    public ContactForm Form { get; set; } = new();

    /// <summary>The message cannot be taken now: phone and mail remain.</summary>
    public bool IsAway { get; private set; }

    private bool IsFromElsewhere => Request.Headers["Sec-Fetch-Site"] == "cross-site";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (!form.IsOffered)
            return NotFound();

        IsAway = !(await health.LookAsync(cancellationToken)).DatabaseAnswers;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!form.IsOffered)
            return NotFound();
        if (IsFromElsewhere)
            return Forbid();
        if (!OutsideAddress.TryParse(Form.Address, out var address) && !string.IsNullOrWhiteSpace(Form.Address))
            ModelState.AddModelError("Form.Address", texts["ContactAddressWrong"]);
        if (!string.IsNullOrWhiteSpace(Form.Numen) && !Numen.TryParse(Form.Numen.Replace(" ", "", StringComparison.Ordinal), out _))
            ModelState.AddModelError("Form.Numen", texts["ContactNumenWrong"]);
        if (!ModelState.IsValid)
            return Page();
        if (!string.IsNullOrEmpty(Form.Site))
            return ToSent(desk.NewReference(), Masking.None);

        return await desk.SendAsync(Form.ToMessage(address), SourceAddress.Of(HttpContext), cancellationToken) switch
        {
            AssistanceSending.Sent sent => ToSent(sent.Reference, sent.Masking),
            AssistanceSending.Wait wait => Refuse(wait.For),
            _ => SayAway(),
        };
    }

    private LocalRedirectResult ToSent(string reference, Masking masking) => LocalRedirect($"~/aide/contact/envoye?reference={reference}&texte={masking}");

    private PageResult Refuse(TimeSpan wait)
    {
        ModelState.AddModelError(string.Empty, texts["ContactTooMany", Duration.InWords(wait, texts)]);
        return Page();
    }

    private PageResult SayAway()
    {
        IsAway = true;
        Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        return Page();
    }
}
