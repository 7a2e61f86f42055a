using AcRouenIdentity.Domain.SignIn;
using AcRouenIdentity.Web.Features.OpenId.Tokens;
using AcRouenIdentity.Web.Features.Shared.Addresses;
using AcRouenIdentity.Web.Features.Shared.Headers;
using AcRouenIdentity.Web.Features.Shared.Sessions;
using AcRouenIdentity.Web.Features.SignIn;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;

namespace AcRouenIdentity.Web.Features.OpenId.Logout;

/// <summary>
/// OpenID Connect RP-Initiated Logout 1.0. An application that shows the id_token of this very session signs out at once; anybody else can only make
/// the browser ask its owner. OpenIddict has checked before that the address to return to is registered.
/// </summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken] // Applications may post here; what the token then protects, the confirmation, is checked by hand below.
internal sealed class EndSessionPage(SessionEnding ending, Subjects subjects, IAntiforgery antiforgery) : PageModel
{
    private const string Scheme = OpenIddictServerAspNetCoreDefaults.AuthenticationScheme;

    public string? ErrorCode { get; private set; }

    /// <summary>The request itself, to be sent again with the confirmation.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Parameters { get; private set; } = [];

    public Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) => AnswerAsync(cancellationToken);

    public Task<IActionResult> OnPostAsync(CancellationToken cancellationToken) => AnswerAsync(cancellationToken);

    private async Task<IActionResult> AnswerAsync(CancellationToken cancellationToken)
    {
        if (HttpContext.GetOpenIddictServerResponse() is { Error.Length: > 0 } refusal)
            return ShowRefusal(refusal);
        if (HttpContext.GetOpenIddictServerRequest() is not { } request)
            return NotFound();

        var hint = await IdTokenHint.FindAsync(HttpContext);
        var session = HttpContext.Features.Get<OpenSession>()?.Session;
        if (session is null)
            return hint is null ? LocalRedirect($"~{SignInPaths.SignOut}") : await EndLeftAloneAsync(hint, cancellationToken);
        if (!IsOf(session, hint) && !await IsConfirmedAsync())
            return Ask(request);

        await ending.EndAsync(session.Id, SessionEnd.SignOut, cancellationToken);
        await HttpContext.SignOutAsync(SessionScheme.Name);
        return ReturnToApplication();
    }

    // It lets nobody in any more, but applications live on under it until its absolute end.
    private async Task<IActionResult> EndLeftAloneAsync(IdTokenHint hint, CancellationToken cancellationToken)
    {
        if (HttpContext.Features.Get<SessionLeftAlone>()?.Session is { } left && IsOf(left, hint))
            await ending.EndAsync(left.Id, SessionEnd.SignOut, cancellationToken);
        return ReturnToApplication();
    }

    private bool IsOf(Session session, IdTokenHint? hint) => hint is not null && hint.SessionId == session.Id && subjects.IsOf(hint, session);

    private async Task<bool> IsConfirmedAsync() => HttpMethods.IsPost(Request.Method) && await antiforgery.IsRequestValidAsync(HttpContext);

    private PageResult Ask(OpenIddictRequest request)
    {
        if (Uri.TryCreate(request.PostLogoutRedirectUri, UriKind.Absolute, out var registered))
            HttpContext.AllowFormRedirectTo(registered);
        Parameters =
        [
            .. request.GetParameters()
                .Where(parameter => parameter.Key != antiforgery.GetTokens(HttpContext).FormFieldName)
                .Select(parameter => KeyValuePair.Create(parameter.Key, (string?)parameter.Value ?? "")),
        ];
        return Page();
    }

    /// <summary>To post_logout_redirect_uri with state, or to our own signed-out page.</summary>
    private SignOutResult ReturnToApplication() =>
        SignOut(new AuthenticationProperties { RedirectUri = $"{Request.PathBase}{SignInPaths.SignOut}" }, Scheme);

    private PageResult ShowRefusal(OpenIddictResponse refusal)
    {
        ErrorCode = refusal.Error;
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }
}
