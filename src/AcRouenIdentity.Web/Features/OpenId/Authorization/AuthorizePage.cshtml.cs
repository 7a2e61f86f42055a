using AcRouenIdentity.Domain.OpenId;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Web.Features.Alarms;
using AcRouenIdentity.Web.Features.OpenId.Tokens;
using AcRouenIdentity.Web.Features.Shared.Addresses;
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
/// The authorization endpoint, once OpenIddict found the request in order: sign in, prove again, refuse or give a code. It shows a page of its own
/// only for requests that cannot be answered to the application, because it is unknown or its address is not registered.
/// </summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken] // Applications may post their request (OpenID Connect Core 3.1.2.1); state and PKCE protect it.
internal sealed class AuthorizePage(
    CurrentSession current, SessionGrants grants, SessionStanding standings, Subjects subjects, FreshProof proof, RequestAddress address, TimeProvider clock, ILogger<AuthorizePage> logger) : PageModel
{
    private const string Scheme = OpenIddictServerAspNetCoreDefaults.AuthenticationScheme;

    /// <summary>A year: no session is older, and TimeSpan has an end.</summary>
    private const long LongestMaxAge = 366 * 24 * 3600;

    /// <summary>OAuth error code, for whoever sets the application up.</summary>
    public string? ErrorCode { get; private set; }

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

        var who = await current.FindAsync(HttpContext, cancellationToken);
        var demand = DemandOf(request) with { ForSomebodyElse = who is not null && hint is not null && !subjects.IsOf(hint, who.Session) };
        return AuthorizationSteps.Next(who?.Session, who?.Person.State ?? AccountState.Erased, demand, clock.GetUtcNow()) switch
        {
            AuthorizationStep.Grant => await GrantAsync(who!, request, cancellationToken),
            AuthorizationStep.SignIn => LocalRedirect(SignInPaths.For(ReturnPath(request, demand))),
            AuthorizationStep.ProveAgain => LocalRedirect(SignInPaths.ForFreshProof(ReturnPath(request, demand))),
            AuthorizationStep.ProveSecondFactor => LocalRedirect(SignInPaths.ForSecondFactor(ReturnPath(request, demand))),
            AuthorizationStep.LoginRequired => Refuse(Errors.LoginRequired, "The person must sign in."),
            AuthorizationStep.AccessDenied => Refuse(Errors.AccessDenied, "The account is not active."),
        };
    }

    private SignInDemand DemandOf(OpenIddictRequest request) => new()
    {
        Silent = request.HasPromptValue(PromptValues.None),
        FreshProof = request.HasPromptValue(PromptValues.Login) || request.HasPromptValue(PromptValues.SelectAccount),
        MaxAge = request.MaxAge is { } seconds ? TimeSpan.FromSeconds(Math.Min(seconds, LongestMaxAge)) : null,
        TwoFactors = request.GetAcrValues() is [PersonClaims.MultiFactorClass],
        // Not of the request: one that was pushed cannot hold it.
        AskedAt = proof.AskedAt(Request.Query[FreshProof.Parameter], request),
    };

    private async Task<IActionResult> GrantAsync(SignedInPerson who, OpenIddictRequest request, CancellationToken cancellationToken)
    {
        if (await standings.IsMailClosedAsync(who.Session, request.GetScopes(), cancellationToken))
            return request.HasPromptValue(PromptValues.None) ? Refuse(Errors.AccessDenied, "Mail is closed for this account.") : LocalRedirect($"~{AlarmPaths.MailClosed}");

        var authorizationId = await grants.GetAsync(who.Session, request.ClientId!, cancellationToken);
        return SignIn(TokenIdentity.OfCode(who.Session, request.GetScopes(), authorizationId), Scheme);
    }

    private string ReturnPath(OpenIddictRequest request, SignInDemand demand) => $"{Request.PathBase}{address.Of(request, demand)}";

    private PageResult ShowRefusal(OpenIddictResponse refusal)
    {
        ErrorCode = refusal.Error;
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
