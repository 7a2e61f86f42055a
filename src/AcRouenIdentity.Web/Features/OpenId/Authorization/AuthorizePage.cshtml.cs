using AcRouenIdentity.Domain.OpenId;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Web.Features.Alarms;
using AcRouenIdentity.Web.Features.OpenId.Clients;
using AcRouenIdentity.Web.Features.OpenId.Consents;
using AcRouenIdentity.Web.Features.OpenId.Tokens;
using AcRouenIdentity.Web.Features.Shared.Addresses;
using AcRouenIdentity.Web.Features.Shared.Headers;
using AcRouenIdentity.Web.Features.SignIn;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace AcRouenIdentity.Web.Features.OpenId.Authorization;

/// <summary>
/// The authorization endpoint, once OpenIddict found the request in order: sign in, prove again, agree, refuse or give a code. It shows a page of its own
/// only for requests that cannot be answered to the application, because it is unknown or its address is not registered, and where the person is asked what an application may know.
/// </summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken] // Applications may post their request (OpenID Connect Core 3.1.2.1); state and PKCE protect it.
internal sealed class AuthorizePage(
    CurrentSession current, SessionGrants grants, SessionStanding standings, Subjects subjects, RequestDemands demands, RequestAddress address, ConsentBook consents,
    ConsentForm consentForm, CarriedClaims carried, ClientCatalog catalog, TimeProvider clock, ILogger<AuthorizePage> logger) : PageModel
{
    private const string Scheme = OpenIddictServerAspNetCoreDefaults.AuthenticationScheme;

    /// <summary>OAuth error code, for whoever sets the application up.</summary>
    public string? ErrorCode { get; private set; }

    /// <summary>Name of an application that an administrator disabled.</summary>
    public string? DisabledApplication { get; private set; }

    /// <summary>What the person is asked before the application is answered.</summary>
    public ConsentQuestion? Question { get; private set; }

    public Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) => AnswerAsync(cancellationToken);

    public Task<IActionResult> OnPostAsync(CancellationToken cancellationToken) => AnswerAsync(cancellationToken);

    private async Task<IActionResult> AnswerAsync(CancellationToken cancellationToken)
    {
        if (HttpContext.GetOpenIddictServerResponse() is { Error.Length: > 0 } refusal)
            return ShowRefusal(refusal);
        if (HttpContext.GetOpenIddictServerRequest() is not { } request)
            return NotFound();
        if (request.HasParameter(Parameters.MaxAge) && request.MaxAge is null or < 0)
            return Refuse(Errors.InvalidRequest, "'max_age' is no number of seconds.");

        try
        {
            return await DecideAsync(request, cancellationToken);
        }
        catch (DirectoryUnavailableException exception) when (request.HasPromptValue(PromptValues.None))
        {
            Log.DirectoryUnavailable(logger, exception);
            return Refuse(Errors.TemporarilyUnavailable, "The directory does not answer; try again later.");
        }
    }

    private async Task<IActionResult> DecideAsync(OpenIddictRequest request, CancellationToken cancellationToken)
    {
        var hint = await IdTokenHint.FindAsync(HttpContext);
        if (hint is null && !string.IsNullOrEmpty(request.IdTokenHint))
            return Refuse(Errors.InvalidRequest, "'id_token_hint' is no token of ours.");

        if (consents.IsAskedEachTime(request.ClientId) && !OpenIdScopes.AreOfMail(request.GetScopes()))
            return Refuse(Errors.InvalidScope, "The client registered itself, which is for mail alone.");

        var who = await current.FindAsync(HttpContext, cancellationToken);
        var answer = await consentForm.ReadAsync(HttpContext);
        var claims = ClaimsParameter.Read(request);
        var requested = carried.Allowed(claims.Names, request.ClientId);
        var demand = demands.Read(request, claims, Request);
        if (who is not null)
            demand = demand with
            {
                ForSomebodyElse = (hint is not null && !subjects.IsOf(hint, who.Session)) || !claims.MayBeAbout(subjects.Of(who.Session.Subject, request.ClientId)),
                ConsentMissing = answer is ConsentAnswer.None && await IsConsentMissingAsync(who, request, requested, cancellationToken),
            };
        return AuthorizationSteps.Next(who?.Session, who?.Person.State ?? AccountState.Erased, demand, clock.GetUtcNow()) switch
        {
            AuthorizationStep.Grant when answer is ConsentAnswer.Refused => Refuse(Errors.AccessDenied, "The person does not agree."),
            AuthorizationStep.Grant => await GrantAsync(who!, request, requested, answer, cancellationToken),
            AuthorizationStep.AskConsent => AskConsent(who!, request, requested),
            AuthorizationStep.ConsentRequired => Refuse(Errors.ConsentRequired, "The person must agree."),
            AuthorizationStep.SignIn => LocalRedirect(SignInPaths.For(ReturnPath(request, demand))),
            AuthorizationStep.SignInAsAnother => LocalRedirect(SignInPaths.ForSomebodyElse(ReturnPath(request, demand))),
            AuthorizationStep.ProveAgain => LocalRedirect(SignInPaths.ForFreshProof(ReturnPath(request, demand))),
            AuthorizationStep.ProveSecondFactor => LocalRedirect(SignInPaths.ForSecondFactor(ReturnPath(request, demand))),
            AuthorizationStep.ProveNeededFactor => LocalRedirect(SignInPaths.ForNeededFactor($"{Request.PathBase}{address.AfterNeededFactor(request, demand)}")),
            AuthorizationStep.LoginRequired => Refuse(Errors.LoginRequired, "The person must sign in."),
            AuthorizationStep.Unmet => Refuse(Errors.UnmetAuthenticationRequirements, "The sign-in is of none of the classes that 'acr' must be of."),
            AuthorizationStep.AccessDenied => Refuse(Errors.AccessDenied, "The account is not active."),
        };
    }

    private async Task<bool> IsConsentMissingAsync(SignedInPerson who, OpenIddictRequest request, RequestedClaims requested, CancellationToken cancellationToken) =>
        consents.IsAsked(request.ClientId)
        && (request.HasPromptValue(PromptValues.Consent) || consents.IsAskedEachTime(request.ClientId) || !await consents.IsGivenAsync(who.Session.Subject, request.ClientId, request.GetScopes(), requested.All, cancellationToken));

    private PageResult AskConsent(SignedInPerson who, OpenIddictRequest request, RequestedClaims requested)
    {
        HttpContext.AllowFormRedirectTo(new Uri(request.RedirectUri!));
        Question = consentForm.QuestionOf(request, requested, who.Person, FreshProof.TicketIn(Request));
        return Page();
    }

    private async Task<IActionResult> GrantAsync(SignedInPerson who, OpenIddictRequest request, RequestedClaims requested, ConsentAnswer answer, CancellationToken cancellationToken)
    {
        if (standings.IsMailClosed(who.MailClosedUntil, request.GetScopes()))
            return request.HasPromptValue(PromptValues.None) ? Refuse(Errors.AccessDenied, "Mail is closed for this account.") : LocalRedirect($"~{AlarmPaths.MailClosed}");

        if (answer is ConsentAnswer.Given && consents.IsAsked(request.ClientId))
            await consents.GiveAsync(who.Session.Subject, request.ClientId!, request.GetScopes(), requested.All, cancellationToken);
        var authorizationId = await grants.GetAsync(who.Session, request.ClientId!, cancellationToken);
        return SignIn(TokenIdentity.OfCode(who.Session, request.GetScopes(), request.GetResources(), requested, authorizationId), Scheme);
    }

    private string ReturnPath(OpenIddictRequest request, SignInDemand demand) => $"{Request.PathBase}{address.Of(request, demand)}";

    private PageResult ShowRefusal(OpenIddictResponse refusal)
    {
        ErrorCode = refusal.Error;
        DisabledApplication = catalog.FindDisabled(HttpContext.GetOpenIddictServerRequest()?.ClientId)?.Name;
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }

    private ForbidResult Refuse(string error, string description) => Forbid(
        new AuthenticationProperties(new Dictionary<string, string?>
        {
            [OpenIddictServerAspNetCoreConstants.Properties.Error] = error,
            [OpenIddictServerAspNetCoreConstants.Properties.ErrorDescription] = description,
        }),
        Scheme);
}
