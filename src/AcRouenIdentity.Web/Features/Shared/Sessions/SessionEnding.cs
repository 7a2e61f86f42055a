using AcRouenIdentity.Domain.ApplicationPasswords;
using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Domain.SignIn;
using AcRouenIdentity.Infrastructure.Audit;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Web.Features.Shared.Accounts;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Features.Shared.Sessions;

/// <summary>The one place where sessions end: the session, its tokens and the notices to its applications go together or not at all.</summary>
public sealed class SessionEnding(
    IdentityDb db, ISessionParticipants participants, ApplicationPasswordEnding passwords, ApplicationPasswordSignal removal, AuditTrail audit, TimeProvider clock)
{
    public Task EndAsync(string sessionId, SessionEnd reason, CancellationToken cancellationToken) =>
        EndAsync(db.Sessions.Where(session => session.Id == sessionId), reason, cancellationToken);

    /// <inheritdoc cref="EndAllAsync(IReadOnlyCollection{string}, SessionEnd, CancellationToken)"/>
    public Task EndAllAsync(string subject, SessionEnd reason, CancellationToken cancellationToken) => EndAllAsync([subject], reason, cancellationToken);

    /// <summary>Ends all that lets these people in without being asked: every session, on every device, and every application password (DESIGN, invariant 4). Saves what the caller has to save with it.</summary>
    public async Task EndAllAsync(IReadOnlyCollection<string> subjects, SessionEnd reason, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await passwords.EndAsync(db.ApplicationPasswords.Where(password => subjects.Contains(password.Subject)), PasswordEndOf(reason), cancellationToken);
        await CloseAsync(db.Sessions.Where(session => subjects.Contains(session.Subject)), reason, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        removal.Raise();
    }

    public async Task EndAsync(IQueryable<Session> sessions, SessionEnd reason, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (!await CloseAsync(sessions, reason, cancellationToken))
            return;

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <returns>False where none was open.</returns>
    private async Task<bool> CloseAsync(IQueryable<Session> sessions, SessionEnd reason, CancellationToken cancellationToken)
    {
        var open = await sessions.Where(session => session.EndedAt == null).ToListAsync(cancellationToken);
        if (open.Count == 0)
            return false;

        foreach (var session in open)
        {
            session.EndedAt = clock.GetUtcNow();
            session.EndedBy = reason;
        }

        Record(open, reason);
        await participants.DismissAsync(open, cancellationToken);
        return true;
    }

    private static ApplicationPasswordEnd PasswordEndOf(SessionEnd reason) => reason switch
    {
        SessionEnd.PasswordChange => ApplicationPasswordEnd.PasswordChange,
        SessionEnd.AccountClosed => ApplicationPasswordEnd.AccountClosed,
        SessionEnd.AccountAlarm => ApplicationPasswordEnd.AccountAlarm,
        SessionEnd.EndedByAssistance => ApplicationPasswordEnd.EndedByAssistance,
        SessionEnd.SignOut or SessionEnd.Expiry or SessionEnd.EndedByOwner => ApplicationPasswordEnd.EndedByOwner,
    };

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
