using System.ComponentModel.DataAnnotations;
using System.Net.Mime;
using AcRouenIdentity.Domain.Letters;
using AcRouenIdentity.Domain.Passwords;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Domain.SignIn;
using AcRouenIdentity.Web.Features.Activation;
using AcRouenIdentity.Web.Features.Passkeys;
using AcRouenIdentity.Web.Features.Passwords;
using AcRouenIdentity.Web.Features.Shared.Addresses;
using AcRouenIdentity.Web.Features.Shared.Attempts;
using AcRouenIdentity.Web.Features.Shared.Forms;
using AcRouenIdentity.Web.Features.Shared.Headers;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace AcRouenIdentity.Web.Features.SignIn;

[AllowAnonymous]
public sealed class SignInPage(
    PasswordSignIn signIn,
    PasskeySignIn passkeys,
    PasskeyProof passkeyProof,
    SignInCompletion completion,
    KnownDevices devices,
    LetterCookie letterCookie,
    IReturnAddresses destinations,
    IStringLocalizer<SignInTexts> texts) : PageModel
{
    [BindProperty]
    public SignInForm Form { get; set; } = new();

    [BindProperty(SupportsGet = true, Name = "retour")]
    public string? ReturnTo { get; set; }

    /// <summary>Somebody signed in is asked to prove it again.</summary>
    [BindProperty(SupportsGet = true, Name = "verification")]
    public string? FreshProof { get; set; }

    /// <summary>Somebody else than the application expects is signed in.</summary>
    public bool IsForSomebodyElse => IsFreshProof && FreshProof == SignInPaths.SomebodyElse;

    public bool IsFreshProof => FreshProof is not null && User.Identity is { IsAuthenticated: true };

    public IActionResult OnGet()
    {
        if (User.Identity is { IsAuthenticated: true } && FreshProof is null)
            return LocalRedirect(LocalReturn);

        Form.Name = LoginHint.In(LocalReturn);
        return Show();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid)
            return Show();

        var claim = new SignInClaim(Form.Name!, PasswordText.Canonical(Form.Password!), SourceAddress.Of(HttpContext), devices.Find(HttpContext));
        return await signIn.CheckAsync(claim, cancellationToken) switch
        {
            SignInVerdict.Accepted accepted => await ContinueAsync(accepted.Person, AuthenticationMethods.Password, null, cancellationToken),
            SignInVerdict.MustChange due => await ContinueAsync(due.Person, AuthenticationMethods.Password, due.Reason, cancellationToken),
            SignInVerdict.FirstLetter first => Activate(first.Letter),
            SignInVerdict.Closed => Refuse("AccessRemoved"),
            SignInVerdict.Wait wait => Refuse("TooManyTries", Duration.InWords(wait.For, texts)),
            _ => Refuse("NameOrPasswordRefused"),
        };
    }

    /// <summary>What the page's script is to ask of an authenticator.</summary>
    public async Task<IActionResult> OnPostPasskeyOptionsAsync(CancellationToken cancellationToken) =>
        Content(await passkeyProof.AskAsync(HttpContext, cancellationToken), MediaTypeNames.Application.Json);

    /// <param name="answer">Of the authenticator.</param>
    public async Task<IActionResult> OnPostPasskeyAsync(string? answer, CancellationToken cancellationToken)
    {
        ModelState.Clear();
        return await passkeys.CheckAsync(HttpContext, answer, cancellationToken) switch
        {
            PasskeySignInVerdict.Accepted accepted => await ContinueAsync(accepted.Person, AuthenticationMethods.Passkey, null, cancellationToken),
            PasskeySignInVerdict.Closed => Refuse("PasskeyAccessRemoved"),
            PasskeySignInVerdict.NotAsked => Refuse("PasskeyTooLate"),
            _ => Refuse("PasskeyRefused"),
        };
    }

    public PasskeyProofForm PasskeyForm => new(HandlerAddress("PasskeyOptions"), HandlerAddress("Passkey"));

    public string LocalReturn => Url.IsLocalUrl(ReturnTo) && ReturnTo!.StartsWith('/') ? ReturnTo : "~/";

    private DeviceKind Device => Form.PersonalDevice ? DeviceKind.Personal : DeviceKind.Shared;

    private string HandlerAddress(string handler) => Url.Page(null, handler, new { retour = ReturnTo, verification = FreshProof })!;

    private async Task<IActionResult> ContinueAsync(Person person, string methods, MustChangeReason? mustChange, CancellationToken cancellationToken) =>
        LocalRedirect(await completion.ContinueAsync(HttpContext, new ProvenSignIn(person, methods, Device, mustChange, LocalReturn), cancellationToken));

    private LocalRedirectResult Activate(Letter letter)
    {
        letterCookie.Give(HttpContext, letter);
        return LocalRedirect(ActivatePage.AddressFor(LocalReturn));
    }

    private PageResult Refuse(string text, params object[] arguments)
    {
        ModelState.AddModelError(string.Empty, texts[text, arguments]);
        Form.Password = null;
        return Show();
    }

    private PageResult Show()
    {
        if (destinations.Find(LocalReturn) is { } destination)
            HttpContext.AllowFormRedirectTo(destination);
        return Page();
    }
}

[TextsOf(typeof(SignInTexts))]
public sealed class SignInForm
{
    [Display(Name = "NameLabel", Description = "NameHint")]
    [Required(ErrorMessage = "NameMissing")]
    [StringLength(SignInName.MaxLength, ErrorMessage = "NameTooLong")]
    public string? Name { get; set; }

    [Display(Name = "PasswordLabel")]
    [Required(ErrorMessage = "PasswordMissing")]
    [StringLength(512, ErrorMessage = "PasswordTooLong")]
    [DataType(DataType.Password)]
    public string? Password { get; set; }

    [Display(Name = "PersonalDeviceLabel", Description = "PersonalDeviceHint")]
    public bool PersonalDevice { get; set; }
}
