using System.Security.Claims;
using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Domain.SignIn;
using AcRouenIdentity.Infrastructure.Audit;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Web.Features.Shared.Accounts;
using AcRouenIdentity.Web.Features.Shared.Attempts;
using AcRouenIdentity.Web.Features.Shared.Sessions;
using Microsoft.AspNetCore.Authentication;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.SignIn;

/// <summary>Opens the session of somebody who has just proven who they are, and gives the browser its cookie.</summary>
public sealed class SessionOpening(
    IdentityDb db,
    AuditTrail audit,
    AccountBook accounts,
    SessionEnding ending,
    ISecretGenerator secrets,
    TimeProvider clock,
    IOptions<SignInOptions> options)
{
    /// <param name="method">How they proved it, as <c>amr</c> values (RFC 8176).</param>
    public async Task OpenAsync(HttpContext context, Person person, DeviceKind device, string method, CancellationToken cancellationToken)
    {
        var account = await accounts.GetAsync(person, cancellationToken);
        var session = await RenewAsync(context, account, method, cancellationToken)
            ?? await StartAsync(context, account, device, method, cancellationToken);
        await GiveCookieAsync(context, session);
    }

    /// <summary>Adds a factor to the session of this browser. It is worth more from now on, and no newer: the first factor was given when it was.</summary>
    /// <param name="methods">Of the factor, as <c>amr</c> values.</param>
    public async Task StrengthenAsync(string sessionId, string methods, CancellationToken cancellationToken)
    {
        var session = await db.Sessions.SingleAsync(row => row.Id == sessionId, cancellationToken);
        session.Methods = AuthenticationMethods.Join(session.Methods, methods);
        audit.Record(new AuditEvent.SignedIn(session.Subject, session.Id, session.Device, session.Methods));
        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>A fresh proof by the person of this very session renews it; a session of somebody else in this browser ends.</summary>
    private async Task<Session?> RenewAsync(HttpContext context, Account account, string method, CancellationToken cancellationToken)
    {
        if (context.Features.Get<OpenSession>()?.Session is not { } current)
            return null;
        if (current.Subject != account.Subject)
        {
            await ending.EndAsync(current.Id, SessionEnd.SignOut, cancellationToken);
            return null;
        }

        var now = clock.GetUtcNow();
        var session = await db.Sessions.SingleAsync(row => row.Id == current.Id, cancellationToken);
        session.AuthenticatedAt = now;
        session.LastSeenAt = now;
        session.Methods = method;
        audit.Record(new AuditEvent.SignedIn(session.Subject, session.Id, session.Device, method));
        await db.SaveChangesAsync(cancellationToken);
        return session;
    }

    private async Task<Session> StartAsync(HttpContext context, Account account, DeviceKind device, string method, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var session = new Session
        {
            Id = secrets.Token(24),
            Subject = account.Subject,
            DirectoryKey = account.DirectoryKey,
            Device = device,
            StartedAt = now,
            AuthenticatedAt = now,
            LastSeenAt = now,
            ExpiresAt = now + options.Value.LimitsOf(device).Absolute,
            Methods = method,
            Agent = AgentOf(context),
            Source = SourceAddress.Of(context),
        };
        db.Add(session);
        audit.Record(new AuditEvent.SignedIn(session.Subject, session.Id, device, method));
        await db.SaveChangesAsync(cancellationToken);
        return session;
    }

    private static string? AgentOf(HttpContext context)
    {
        var agent = context.Request.Headers.UserAgent.ToString();
        return agent.Length switch
        {
            0 => null,
            <= Session.LongestAgent => agent,
            _ => agent[..Session.LongestAgent],
        };
    }

    private static Task GiveCookieAsync(HttpContext context, Session session)
    {
        var identity = new ClaimsIdentity(
            [new Claim(SessionScheme.SubjectClaim, session.Subject), new Claim(SessionScheme.SessionClaim, session.Id)],
            SessionScheme.Name,
            SessionScheme.SubjectClaim,
            roleType: null);
        var properties = new AuthenticationProperties
        {
            IssuedUtc = session.AuthenticatedAt,
            ExpiresUtc = session.ExpiresAt,
            IsPersistent = session.Device is DeviceKind.Personal,
            AllowRefresh = false,
        };
        return context.SignInAsync(SessionScheme.Name, new ClaimsPrincipal(identity), properties);
    }
}
