using System.ComponentModel.DataAnnotations;
using System.Net.Mime;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Domain.SecondFactors;
using AcRouenIdentity.Domain.SignIn;
using AcRouenIdentity.Web.Features.Passkeys;
using AcRouenIdentity.Web.Features.SecondFactors;
using AcRouenIdentity.Web.Features.Shared.Accounts;
using AcRouenIdentity.Web.Features.Shared.Addresses;
using AcRouenIdentity.Web.Features.Shared.Attempts;
using AcRouenIdentity.Web.Features.Shared.Forms;
using AcRouenIdentity.Web.Features.Shared.Headers;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace AcRouenIdentity.Web.Features.SignIn;

/// <summary>Asks for the second factor: a code of the application, a passkey, or a code of the sheet.</summary>
[AllowAnonymous]
public sealed class SecondFactorPage(
    SecondFactorStep step,
    SecondFactorProof proof,
    PasskeyProof passkeyProof,
    AccountFactors factors,
    IReturnAddresses destinations,
    IStringLocalizer<SignInTexts> texts) : PageModel
{
    [BindProperty]
    public SecondFactorForm Form { get; set; } = new();

    [BindProperty(SupportsGet = true, Name = "retour")]
    public string? ReturnTo { get; set; }

    /// <summary>The application does not let them in without.</summary>
    [BindProperty(SupportsGet = true, Name = "exigence")]
    public string? Need { get; set; }

    public EnrolledFactors Factors { get; private set; } = EnrolledFactors.None;

    /// <summary>Somebody signed in whom an application asks for it, and who may go on without: the token will say so, or the application that needs it is told.</summary>
    public bool IsWish { get; private set; }

    public string LocalReturn => Url.IsLocalUrl(ReturnTo) && ReturnTo!.StartsWith('/') ? ReturnTo : "~/";

    public PasskeyProofForm PasskeyForm => new(HandlerAddress("PasskeyOptions"), HandlerAddress("Passkey"));

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (await step.FindAsync(HttpContext, cancellationToken) is not { } asked)
            return LocalRedirect(SignInPaths.For(LocalReturn));
        return asked.IsNeeded ? await ShowAsync(asked, cancellationToken) : LocalRedirect(LocalReturn);
    }

    public Task<IActionResult> OnPostAsync(CancellationToken cancellationToken) =>
        CheckAsync((person, source) => proof.CheckAppAsync(person, Form.Code, source, cancellationToken), nameof(SecondFactorForm.Code), cancellationToken);

    public Task<IActionResult> OnPostRecoveryCodeAsync(CancellationToken cancellationToken) =>
        CheckAsync((person, source) => proof.CheckRecoveryCodeAsync(person, Form.RecoveryCode, source, cancellationToken), nameof(SecondFactorForm.RecoveryCode), cancellationToken);

    /// <summary>What the page's script is to ask of an authenticator.</summary>
    public async Task<IActionResult> OnPostPasskeyOptionsAsync(CancellationToken cancellationToken) =>
        Content(await passkeyProof.AskAsync(HttpContext, cancellationToken), MediaTypeNames.Application.Json);

    /// <param name="answer">Of the authenticator.</param>
    public async Task<IActionResult> OnPostPasskeyAsync(string? answer, CancellationToken cancellationToken)
    {
        ModelState.Clear();
        if (await step.FindAsync(HttpContext, cancellationToken) is not { } asked)
            return LocalRedirect(SignInPaths.For(LocalReturn));

        return await passkeyProof.CheckAsync(HttpContext, answer, cancellationToken) switch
        {
            PasskeyVerdict.Proven proven when proven.Account.DirectoryKey == asked.Person.Key.Value => await FinishAsync(asked, AuthenticationMethods.Passkey, cancellationToken),
            PasskeyVerdict.NotAsked => await RefuseAsync(asked, string.Empty, texts["PasskeyTooLate"], cancellationToken),
            _ => await RefuseAsync(asked, string.Empty, texts["SecondFactorPasskeyRefused"], cancellationToken),
        };
    }

    private string HandlerAddress(string handler) => Url.Page(null, handler, new { retour = ReturnTo, exigence = Need })!;

    private async Task<IActionResult> CheckAsync(Func<Person, string, Task<SecondFactorVerdict>> check, string field, CancellationToken cancellationToken)
    {
        if (await step.FindAsync(HttpContext, cancellationToken) is not { } asked)
            return LocalRedirect(SignInPaths.For(LocalReturn));
        if (!ModelState.IsValid)
            return await ShowAsync(asked, cancellationToken);

        var name = $"{nameof(Form)}.{field}";
        return await check(asked.Person, SourceAddress.Of(HttpContext)) switch
        {
            SecondFactorVerdict.Accepted accepted => await FinishAsync(asked, accepted.Methods, cancellationToken),
            SecondFactorVerdict.Wait wait => await RefuseAsync(asked, name, texts["SecondFactorTooManyTries", Duration.InWords(wait.For, texts)], cancellationToken),
            _ => await RefuseAsync(asked, name, texts[$"{field}Refused"], cancellationToken),
        };
    }

    private async Task<IActionResult> FinishAsync(SecondFactorAsked asked, string methods, CancellationToken cancellationToken) =>
        LocalRedirect(await step.FinishAsync(HttpContext, asked, methods, LocalReturn, cancellationToken) ?? SignInPaths.For(LocalReturn));

    private async Task<IActionResult> RefuseAsync(SecondFactorAsked asked, string field, string text, CancellationToken cancellationToken)
    {
        ModelState.Clear();
        ModelState.AddModelError(field, text);
        Form = new SecondFactorForm();
        return await ShowAsync(asked, cancellationToken);
    }

    private async Task<IActionResult> ShowAsync(SecondFactorAsked asked, CancellationToken cancellationToken)
    {
        Factors = await factors.FindAsync(asked.Person, cancellationToken);
        var destination = destinations.Find(LocalReturn);
        IsWish = destination is not null && asked.Pending is null;
        if (destination is not null)
            HttpContext.AllowFormRedirectTo(destination);
        return Page();
    }
}

[TextsOf(typeof(SignInTexts))]
public sealed class SecondFactorForm
{
    [Display(Name = "CodeLabel", Description = "CodeHint")]
    [StringLength(64, ErrorMessage = "CodeRefused")]
    public string? Code { get; set; }

    [Display(Name = "RecoveryCodeLabel", Description = "RecoveryCodeHint")]
    [StringLength(64, ErrorMessage = "RecoveryCodeRefused")]
    public string? RecoveryCode { get; set; }
}
