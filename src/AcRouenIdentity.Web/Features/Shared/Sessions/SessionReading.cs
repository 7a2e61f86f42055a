using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.SignIn;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Web.Features.Shared.Preferences;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Features.Shared.Sessions;

/// <summary>A session and what its account says, read together: this is asked at every request.</summary>
/// <param name="MailClosedUntil">Until when applications may not read mail with the account; null, or past, where they may.</param>
public sealed record SessionReading(Session Session, ChosenPreferences Chosen, DateTimeOffset? MailClosedUntil);

/// <summary>Reads sessions, by a question that is put into SQL once for the life of the host.</summary>
public sealed class SessionReadings
{
    private readonly Func<IdentityDb, string, CancellationToken, Task<Row?>> question = EF.CompileAsyncQuery((IdentityDb db, string id, CancellationToken _) => db.Sessions.AsNoTracking()
        .Where(session => session.Id == id)
        .LeftJoin(db.Accounts, session => session.Subject, account => account.Subject, (session, account) => new Row(session, account!.Alarm, account.Language, account.NameForm, account.MailClosedUntil))
        .SingleOrDefault());

    /// <returns>Null where there is none, or its account is blocked. It may have ended.</returns>
    public async Task<SessionReading?> ReadAsync(IdentityDb db, string? sessionId, CancellationToken cancellationToken) =>
        sessionId is not null && await question(db, sessionId, cancellationToken) is { Alarm: null } found
            ? new SessionReading(found.Session, new ChosenPreferences(found.Language, found.NameForm), found.MailClosedUntil)
            : null;

    private sealed record Row(Session Session, AccountAlarm? Alarm, string? Language, NameForm? NameForm, DateTimeOffset? MailClosedUntil);
}
