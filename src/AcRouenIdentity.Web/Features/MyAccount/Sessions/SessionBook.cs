using AcRouenIdentity.Domain.OpenId;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Domain.SignIn;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Web.Features.Shared.Devices;
using AcRouenIdentity.Web.Features.Shared.Networks;
using AcRouenIdentity.Web.Features.Shared.Sessions;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Features.MyAccount.Sessions;

/// <summary>A browser in which somebody is signed in.</summary>
/// <param name="Place">Null where the network has no name here; then its <paramref name="Source"/> says what can be said.</param>
/// <param name="Applications">Names of those that were opened in it.</param>
public sealed record OpenBrowser(Session Session, DeviceWords Device, string? Place, string? Source, IReadOnlyList<string> Applications);

/// <summary>An application that holds tokens of somebody, or whom they let know them.</summary>
/// <param name="Scopes">What it may know.</param>
public sealed record OpenApplication(string ClientId, string Name, IReadOnlyList<string> Scopes, DateTimeOffset FirstAt, DateTimeOffset LastAt);

/// <summary>Where a person is signed in, and which applications were opened there; and how they end that.</summary>
public sealed class SessionBook(IdentityDb db, IApplicationAccess applications, Places places, SessionEnding ending, TimeProvider clock)
{
    /// <summary>The one seen last first.</summary>
    public async Task<IReadOnlyList<OpenBrowser>> FindAsync(string subject, CancellationToken cancellationToken)
    {
        var sessions = await OpenOf(subject).AsNoTracking().OrderByDescending(session => session.LastSeenAt).ToListAsync(cancellationToken);
        var grants = await GrantsOf(subject).ToListAsync(cancellationToken);
        return sessions.ConvertAll(session => Describe(session, grants.Where(grant => grant.SessionId == session.Id)));
    }

    public Task<int> CountAsync(string subject, CancellationToken cancellationToken) => OpenOf(subject).CountAsync(cancellationToken);

    public async Task<IReadOnlyList<OpenApplication>> FindApplicationsAsync(string subject, CancellationToken cancellationToken)
    {
        var grants = await GrantsOf(subject).Select(grant => new { grant.ClientId, grant.FirstAt, grant.LastAt }).ToListAsync(cancellationToken);
        var consents = await db.Set<Consent>().AsNoTracking().Where(consent => consent.Subject == subject)
            .Select(consent => new { consent.ClientId, FirstAt = consent.GivenAt, LastAt = consent.GivenAt }).ToListAsync(cancellationToken);
        return [.. grants.Concat(consents)
            .GroupBy(grant => grant.ClientId)
            .Select(of => new OpenApplication(of.Key, applications.NameOf(of.Key), applications.ScopesOf(of.Key), of.Min(grant => grant.FirstAt), of.Max(grant => grant.LastAt)))
            .OrderByDescending(application => application.LastAt)];
    }

    public Task EndAsync(string subject, string sessionId, CancellationToken cancellationToken) =>
        ending.EndAsync(OpenOf(subject).Where(session => session.Id == sessionId), SessionEnd.EndedByOwner, cancellationToken);

    /// <param name="keptSessionId">The one in which this is asked.</param>
    public Task EndOthersAsync(string subject, string keptSessionId, CancellationToken cancellationToken) =>
        ending.EndAsync(OpenOf(subject).Where(session => session.Id != keptSessionId), SessionEnd.EndedByOwner, cancellationToken);

    private IQueryable<Session> OpenOf(string subject)
    {
        var now = clock.GetUtcNow();
        return db.Sessions.Where(session => session.Subject == subject && session.EndedAt == null && session.ExpiresAt > now);
    }

    private IQueryable<SessionClient> GrantsOf(string subject) => db.Set<SessionClient>().AsNoTracking()
        .Join(OpenOf(subject), grant => grant.SessionId, session => session.Id, (grant, _) => grant);

    private OpenBrowser Describe(Session session, IEnumerable<SessionClient> grants) => new(
        session,
        DeviceWords.Of(session.Agent),
        places.NameOf(session.Source),
        session.Source,
        [.. grants.OrderBy(grant => grant.FirstAt).Select(grant => applications.NameOf(grant.ClientId))]);
}
