using System.ComponentModel.DataAnnotations;
using System.Security.Claims;
using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Domain.Codes;
using AcRouenIdentity.Domain.OpenId;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.SignIn;
using AcRouenIdentity.Infrastructure.Audit;
using AcRouenIdentity.Web.Features.Alarms;
using AcRouenIdentity.Web.Features.OpenId.Clients;
using AcRouenIdentity.Web.Features.OpenId.Consents;
using AcRouenIdentity.Web.Features.OpenId.Tokens;
using AcRouenIdentity.Web.Features.Shared.Addresses;
using AcRouenIdentity.Web.Features.Shared.Attempts;
using AcRouenIdentity.Web.Features.Shared.Forms;
using AcRouenIdentity.Web.Features.SignIn;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using OpenIddict.Abstractions;
using OpenIddict.EntityFrameworkCore.Models;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace AcRouenIdentity.Web.Features.OpenId.Devices;

/// <summary>What became of a device, once its owner decided.</summary>
public enum DeviceOutcome
{
    Allowed,
    Refused,
}

/// <summary>
/// Where somebody types the code that a device shows (RFC 8628 3.3), sees who asks and from where, and lets it in or not. Both times the code is posted: first to be looked at, then to be decided on.
/// </summary>
[AllowAnonymous, TextsOf(typeof(OpenIdTexts))]
internal sealed class DevicePage(
    CurrentSession current, SessionGrants grants, SessionStanding standings, ConsentBook consents, ClientCatalog catalog, DeviceWording wording, AttemptLimiter limiter,
    AuditTrail audit, IOpenIddictTokenStore<OpenIddictEntityFrameworkCoreToken> rows, TimeProvider clock, IStringLocalizer<OpenIdTexts> texts) : PageModel
{
    public const string Allow = "autoriser";
    private const string Scheme = OpenIddictServerAspNetCoreDefaults.AuthenticationScheme;

    [BindProperty, Display(Name = "DeviceCode", Description = "DeviceCodeHint")]
    public string? Code { get; set; }

    [BindProperty(Name = "decision")]
    public string? Decision { get; set; }

    [BindProperty(SupportsGet = true, Name = "fait")]
    public DeviceOutcome? Outcome { get; set; }

    /// <summary>What the person decides on; null while no good code was typed.</summary>
    public DeviceQuestion? Question { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) =>
        await current.FindAsync(HttpContext, cancellationToken) is null ? ToSignIn() : Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (await current.FindAsync(HttpContext, cancellationToken) is not { Person.State: AccountState.Active } who)
            return ToSignIn();
        if (await limiter.CountAsync("device-code", who.Session.Subject, AttemptSchedule.UserCodes, cancellationToken) is { Ticks: > 0 } wait)
            return TooMany(wait);
        if (HttpContext.GetOpenIddictServerResponse() is { Error.Length: > 0 } || await FindRequestAsync() is not { } asked)
            return Again(UserCode.Read(Code) is null ? "DeviceCodeForm" : "DeviceCodeUnknown");

        Code = UserCode.Read(Code);
        if (string.IsNullOrEmpty(Decision))
        {
            Question = wording.QuestionOf(asked, who.Person);
            return Page();
        }

        return Decision == Allow ? await LetInAsync(who, asked, cancellationToken) : await RefuseAsync(asked, cancellationToken);
    }

    /// <returns>What the device asked for; null where the code is unknown, used or over, or its application is not served any more.</returns>
    private async Task<ClaimsPrincipal?> FindRequestAsync() =>
        await HttpContext.AuthenticateAsync(Scheme) is { Succeeded: true, Principal: { } asked } && catalog.Find(asked.GetClaim(Claims.ClientId)) is { DeviceAuthorization: DeviceAuthorizationUse.Allowed } ? asked : null;

    private async Task<IActionResult> LetInAsync(SignedInPerson who, ClaimsPrincipal asked, CancellationToken cancellationToken)
    {
        var (clientId, scopes) = (asked.GetClaim(Claims.ClientId)!, asked.GetScopes());
        if (standings.IsMailClosed(who.MailClosedUntil, scopes))
            return LocalRedirect($"~{AlarmPaths.MailClosed}");

        if (consents.IsAsked(clientId))
            await consents.GiveAsync(who.Session.Subject, clientId, scopes, [], cancellationToken);
        var authorizationId = await grants.GetAsync(who.Session, clientId, cancellationToken);
        if (!await SpendAsync(asked, cancellationToken))
            return Again("DeviceCodeUnknown");

        audit.Record(new AuditEvent.DeviceLetIn(who.Session.Subject, clientId));
        return SignIn(TokenIdentity.OfCode(who.Session, scopes, [], RequestedClaims.None, authorizationId), BackWith(DeviceOutcome.Allowed), Scheme);
    }

    private async Task<IActionResult> RefuseAsync(ClaimsPrincipal asked, CancellationToken cancellationToken) =>
        await SpendAsync(asked, cancellationToken) ? Forbid(BackWith(DeviceOutcome.Refused), Scheme) : Again("DeviceCodeUnknown");

    /// <summary>OpenIddict would let a refused code be typed again, and tell both of two people who press at once that the device is connected.</summary>
    /// <returns>False where somebody else decided first.</returns>
    private Task<bool> SpendAsync(ClaimsPrincipal asked, CancellationToken cancellationToken) => ((TokenRows)rows).TrySpendAsync(asked.GetTokenId()!, clock.GetUtcNow(), cancellationToken);

    private AuthenticationProperties BackWith(DeviceOutcome outcome) => new() { RedirectUri = $"{Request.PathBase}/{OpenIdPaths.Device}?fait={outcome}" };

    private PageResult TooMany(TimeSpan wait)
    {
        ModelState.AddModelError(nameof(Code), texts["DeviceWait", Duration.InWords(wait, texts)]);
        return Waiting.TooMany(this, wait);
    }

    private PageResult Again(string problem)
    {
        ModelState.AddModelError(nameof(Code), texts[problem]);
        return Page();
    }

    private LocalRedirectResult ToSignIn() => LocalRedirect(SignInPaths.For($"{Request.PathBase}/{OpenIdPaths.Device}"));
}
