using System.ComponentModel.DataAnnotations;
using AcRouenIdentity.Domain.Codes;
using AcRouenIdentity.Domain.SecondFactors;
using AcRouenIdentity.Web.Features.SecondFactors.Apps;
using AcRouenIdentity.Web.Features.SecondFactors.Codes;
using AcRouenIdentity.Web.Features.Shared.Access;
using AcRouenIdentity.Web.Features.Shared.Accounts;
using AcRouenIdentity.Web.Features.Shared.Forms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace AcRouenIdentity.Web.Features.MyAccount;

/// <summary>The application that shows codes, and the sheet for the day it is not at hand. A sheet is shown by the answer that makes it, and never again.</summary>
[Authorize(AccessPolicies.Staff), FreshProof]
public sealed class SecondFactorsPage(
    AppBook apps, AppEnrolment enrolment, RecoveryCodes recovery, AccountFactors factors, SecondFactorPolicy policy, IStringLocalizer<MyAccountTexts> texts) : PageModel
{
    [BindProperty]
    public AppForm Form { get; set; } = new();

    /// <summary>What was done just before, to be said.</summary>
    [BindProperty(SupportsGet = true, Name = "fait")]
    public SecondFactorNotice? Done { get; set; }

    /// <summary>Another application is to take the place of the one there is.</summary>
    [BindProperty(SupportsGet = true, Name = "autre")]
    public bool Another { get; set; }

    public AuthenticatorApp? App { get; private set; }

    public EnrolledFactors Factors { get; private set; } = EnrolledFactors.None;

    public bool IsRequired => policy.NeedOf(HttpContext.CurrentPerson()) is SecondFactorNeed.Required;

    /// <summary>Null where nothing is to be set up.</summary>
    public AppOffer? Offer { get; private set; }

    /// <summary>Those just made.</summary>
    public IReadOnlyList<PrintedCode> NewCodes { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        await ShowAsync(cancellationToken);
        if (App is null || Another)
            Offer = enrolment.Offer(HttpContext.CurrentPerson(), HttpContext.CurrentSessionId());
    }

    public async Task<IActionResult> OnPostEnrolAsync(CancellationToken cancellationToken) =>
        await enrolment.ConfirmAsync(HttpContext.CurrentPerson(), HttpContext.CurrentSessionId(), Form.State, Form.Code, cancellationToken) switch
        {
            AppEnrolmentVerdict.Enrolled => LocalRedirect($"{AccountPaths.SecondFactors}?fait={SecondFactorNotice.Enrolled}"),
            AppEnrolmentVerdict.Wrong => await RefuseAsync("AppCodeWrong", cancellationToken),
            AppEnrolmentVerdict.WrongClock => await RefuseAsync("AppClockWrong", cancellationToken),
            AppEnrolmentVerdict.NotOffered => await RefuseAsync("AppTooLate", cancellationToken),
        };

    public async Task<IActionResult> OnPostRemoveAsync(CancellationToken cancellationToken)
    {
        if (await apps.RemoveAsync(HttpContext.CurrentPerson(), cancellationToken) != FactorRemoval.LastOne)
            return LocalRedirect($"{AccountPaths.SecondFactors}?fait={SecondFactorNotice.Removed}");

        ModelState.Clear();
        ModelState.AddModelError(string.Empty, texts["FactorLast"]);
        await ShowAsync(cancellationToken);
        return Page();
    }

    public async Task<IActionResult> OnPostCodesAsync(CancellationToken cancellationToken)
    {
        ModelState.Clear();
        if ((await factors.FindAsync(HttpContext.CurrentPerson(), cancellationToken)).Any)
            NewCodes = await recovery.MakeAsync(HttpContext.CurrentPerson(), cancellationToken);
        await ShowAsync(cancellationToken);
        return Page();
    }

    /// <summary>The same secret is shown again, unless it is too old: the person has it in the application already.</summary>
    private async Task<IActionResult> RefuseAsync(string text, CancellationToken cancellationToken)
    {
        var (person, session) = (HttpContext.CurrentPerson(), HttpContext.CurrentSessionId());
        ModelState.Clear();
        ModelState.AddModelError($"{nameof(Form)}.{nameof(AppForm.Code)}", texts[text]);
        await ShowAsync(cancellationToken);
        Offer = enrolment.OfferAgain(person, session, Form.State) ?? enrolment.Offer(person, session);
        return Page();
    }

    private async Task ShowAsync(CancellationToken cancellationToken)
    {
        App = await apps.FindAsync(HttpContext.CurrentPerson(), cancellationToken);
        Factors = await factors.FindAsync(HttpContext.CurrentPerson(), cancellationToken);
    }
}

public enum SecondFactorNotice
{
    Enrolled,
    Removed,
}

[TextsOf(typeof(MyAccountTexts))]
public sealed class AppForm
{
    [Display(Name = "AppCodeLabel", Description = "AppCodeHint")]
    [StringLength(64, ErrorMessage = "AppCodeWrong")]
    public string? Code { get; set; }

    /// <summary>What the code is checked against.</summary>
    public string? State { get; set; }
}
