using AcRouenIdentity.Domain.SignIn;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Web.Features.Shared.Addresses;
using AcRouenIdentity.Web.Features.Shared.Errors;
using AcRouenIdentity.Web.Features.Shared.Sessions;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.SignIn;

/// <summary>A cookie is worth what its session in the database is worth at this instant: nothing while the account is blocked.</summary>
internal sealed class SessionCookieEvents(IdentityDb db, SessionReadings readings, IOptions<SignInOptions> options, TimeProvider clock) : CookieAuthenticationEvents
{
    // Often enough for an idle limit in minutes, seldom enough not to write at each click.
    private static readonly TimeSpan SeenResolution = TimeSpan.FromMinutes(1);

    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        try
        {
            await CheckAsync(context);
        }
        catch (Exception failure) when (WorksInOutage(context.HttpContext) && DatabaseOutage.Explains(failure))
        {
            context.RejectPrincipal();
        }
    }

    private static bool WorksInOutage(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<WorksInOutageAttribute>() is not null;

    private async Task CheckAsync(CookieValidatePrincipalContext context)
    {
        var now = clock.GetUtcNow();
        var sessionId = context.Principal?.FindFirst(SessionScheme.SessionClaim)?.Value;
        var reading = await readings.ReadAsync(db, sessionId, context.HttpContext.RequestAborted);
        if (reading is not { Session: { } session } || options.Value.LimitsOf(session.Device).IsOver(session, now))
        {
            if (reading?.Session is { } left)
                context.HttpContext.Features.Set(new SessionLeftAlone(left));
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(SessionScheme.Name);
            return;
        }

        context.HttpContext.Features.Set(new OpenSession(reading));
        context.HttpContext.Features.Set(reading.Chosen);
        if (now - session.LastSeenAt >= SeenResolution)
            await TouchAsync(session, now);
    }

    public override Task RedirectToLogin(RedirectContext<CookieAuthenticationOptions> context)
    {
        var request = context.Request;
        context.Response.Redirect($"{request.PathBase}{SignInPaths.For($"{request.PathBase}{request.Path}{request.QueryString}")[1..]}");
        return Task.CompletedTask;
    }

    /// <summary>Whoever lacks a second factor is asked for it, and comes back without what they posted. To anybody else the page of the error says it: nothing is to be found elsewhere.</summary>
    public override Task RedirectToAccessDenied(RedirectContext<CookieAuthenticationOptions> context)
    {
        var request = context.Request;
        if (context.HttpContext.Features.Get<SecondFactorMissing>() is not null)
        {
            context.Response.Redirect($"{request.PathBase}{SignInPaths.ForSecondFactor($"{request.PathBase}{request.Path}{(HttpMethods.IsGet(request.Method) ? request.QueryString : default)}")[1..]}");
            return Task.CompletedTask;
        }

        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    private Task<int> TouchAsync(Session session, DateTimeOffset now) => db.Sessions
        .Where(row => row.Id == session.Id && row.EndedAt == null && row.LastSeenAt < now)
        .ExecuteUpdateAsync(update => update.SetProperty(row => row.LastSeenAt, now));
}
