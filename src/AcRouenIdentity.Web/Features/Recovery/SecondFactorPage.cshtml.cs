using System.ComponentModel.DataAnnotations;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Recovery;
using AcRouenIdentity.Domain.SecondFactors;
using AcRouenIdentity.Web.Features.Recovery.Assisted;
using AcRouenIdentity.Web.Features.SecondFactors;
using AcRouenIdentity.Web.Features.Shared.Accounts;
using AcRouenIdentity.Web.Features.Shared.Addresses;
using AcRouenIdentity.Web.Features.Shared.Attempts;
using AcRouenIdentity.Web.Features.Shared.Forms;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace AcRouenIdentity.Web.Features.Recovery;

/// <summary>
/// Asks for the second proof of somebody whose way is proven: the factor that they enrolled or, where it is lost, a code of the assistance, which is no second proof to whoever came by one. Where an
/// outage came in between and nothing more is asked, one goes on from here.
/// </summary>
public sealed class RecoverySecondFactorPage(
    RecoveryCompletion completion, SecondFactorProof proof, AssistanceProof assistance, AccountFactors factors, IStringLocalizer<RecoveryTexts> texts) : RecoveryPage(texts)
{
    [BindProperty]
    public RecoverySecondFactorForm Form { get; set; } = new();

    public EnrolledFactors Factors { get; private set; } = EnrolledFactors.None;

    public bool IsAsked { get; private set; }

    public bool TakesAssistanceCode { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) =>
        await completion.FindAsync(HttpContext, cancellationToken) is { } recovery ? await ShowAsync(recovery, cancellationToken) : Over();

    public async Task<IActionResult> OnPostContinueAsync(CancellationToken cancellationToken) =>
        await completion.ContinueAsync(HttpContext, cancellationToken) is { } next ? LocalRedirect(next) : Over();

    public Task<IActionResult> OnPostAppAsync(CancellationToken cancellationToken) =>
        CheckAsync(nameof(Form.App), (recovery, source) => proof.CheckAppAsync(recovery.Person, Form.App, source, cancellationToken), cancellationToken);

    public Task<IActionResult> OnPostRecoveryCodeAsync(CancellationToken cancellationToken) =>
        CheckAsync(nameof(Form.RecoveryCode), (recovery, source) => proof.CheckRecoveryCodeAsync(recovery.Person, Form.RecoveryCode, source, cancellationToken), cancellationToken);

    public Task<IActionResult> OnPostAssistanceAsync(CancellationToken cancellationToken) =>
        CheckAsync(nameof(Form.AssistanceCode), (recovery, source) => assistance.CheckSecondAsync(recovery, Form.AssistanceCode, source, cancellationToken), cancellationToken);

    private async Task<IActionResult> CheckAsync(string field, Func<RecoveryProven, string, Task<SecondFactorVerdict>> check, CancellationToken cancellationToken)
    {
        if (await completion.FindAsync(HttpContext, cancellationToken) is not { } recovery)
            return Over();
        if (!ModelState.IsValid)
            return await ShowAsync(recovery, cancellationToken);

        return await check(recovery, SourceAddress.Of(HttpContext)) switch
        {
            SecondFactorVerdict.Accepted accepted => await completion.FinishAsync(HttpContext, accepted.Methods, cancellationToken) is { } next ? LocalRedirect(next) : Over(),
            SecondFactorVerdict.Wait wait => await RefuseAsync(recovery, field, Texts["TooManyTries", Duration.InWords(wait.For, Texts)], cancellationToken),
            _ => await RefuseAsync(recovery, field, Texts[$"{field}Wrong"], cancellationToken),
        };
    }

    private async Task<IActionResult> RefuseAsync(RecoveryProven recovery, string field, string text, CancellationToken cancellationToken)
    {
        ModelState.Clear();
        ModelState.AddModelError($"{nameof(Form)}.{field}", text);
        Form = new RecoverySecondFactorForm();
        return await ShowAsync(recovery, cancellationToken);
    }

    private async Task<IActionResult> ShowAsync(RecoveryProven recovery, CancellationToken cancellationToken)
    {
        IsAsked = await factors.AreAskedOfAsync(recovery.Person, cancellationToken);
        Factors = await factors.FindAsync(recovery.Person, cancellationToken);
        TakesAssistanceCode = recovery.Ticket.Way is not RecoveryWay.Assistance;
        return Page();
    }

    private LocalRedirectResult Over() => LocalRedirect(Destination.To(RecoveryPaths.Code));
}

[TextsOf(typeof(RecoveryTexts))]
public sealed class RecoverySecondFactorForm
{
    [Display(Name = "AppLabel", Description = "AppHint")]
    [StringLength(64, ErrorMessage = "AppWrong")]
    public string? App { get; set; }

    [Display(Name = "RecoveryCodeLabel", Description = "RecoveryCodeHint")]
    [StringLength(64, ErrorMessage = "RecoveryCodeWrong")]
    public string? RecoveryCode { get; set; }

    [Display(Name = "AssistanceCodeLabel", Description = "AssistanceCodeHint")]
    [StringLength(64, ErrorMessage = "AssistanceCodeWrong")]
    public string? AssistanceCode { get; set; }
}
