using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Domain.SignIn;
using AcRouenIdentity.Infrastructure.Audit;
using AcRouenIdentity.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Features.Shared.Sessions;

/// <summary>The one place where sessions end: the session, its tokens and the notices to its applications go together or not at all.</summary>
public sealed class SessionEnding(IdentityDb db, ISessionParticipants participants, AuditTrail audit, TimeProvider clock)
{
    public Task EndAsync(string sessionId, SessionEnd reason, CancellationToken cancellationToken) =>
        EndAsync(db.Sessions.Where(session => session.Id == sessionId), reason, cancellationToken);

    /// <summary>Ends every session of a person, on every device.</summary>
    public Task EndAllAsync(string subject, SessionEnd reason, CancellationToken cancellationToken) =>
        EndAsync(db.Sessions.Where(session => session.Subject == subject), reason, cancellationToken);

    public async Task EndAsync(IQueryable<Session> sessions, SessionEnd reason, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var open = await sessions.Where(session => session.EndedAt == null).ToListAsync(cancellationToken);
        if (open.Count == 0)
            return;

        foreach (var session in open)
        {
            session.EndedAt = clock.GetUtcNow();
            session.EndedBy = reason;
        }

        Record(open, reason);
        await participants.DismissAsync(open, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private void Record(IReadOnlyCollection<Session> ended, SessionEnd reason)
    {
        foreach (var sessions in ended.GroupBy(session => session.Subject))
        {
            if (reason is SessionEnd.SignOut)
                audit.Record(new AuditEvent.SignedOut(sessions.Key, sessions.First().Id));
            else
                audit.Record(new AuditEvent.SessionsEnded(sessions.Key, reason, sessions.Count()));
        }
    }
}
