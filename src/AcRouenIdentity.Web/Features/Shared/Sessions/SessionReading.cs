using AcRouenIdentity.Domain.SignIn;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Web.Features.Shared.Preferences;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Features.Shared.Sessions;

/// <summary>A session and what its account says, read together: this is asked at every request.</summary>
/// <param name="MailClosedUntil">Until when applications may not read mail with the account; null, or past, where they may.</param>
public sealed record SessionReading(Session Session, ChosenPreferences Chosen, DateTimeOffset? MailClosedUntil);

public static class SessionReadings
{
    /// <returns>Null where there is none, or its account is blocked. It may have ended.</returns>
    public static async Task<SessionReading?> ReadSessionAsync(this IdentityDb db, string? sessionId, CancellationToken cancellationToken)
    {
        var found = await db.Sessions.AsNoTracking()
            .Where(session => session.Id == sessionId)
            .LeftJoin(db.Accounts, session => session.Subject, account => account.Subject, (session, account) => new
            {
                Session = session,
                account!.Alarm,
                account.Language,
                account.NameForm,
                account.MailClosedUntil,
            })
            .SingleOrDefaultAsync(cancellationToken);
        return found is null || found.Alarm is not null ? null : new SessionReading(found.Session, new ChosenPreferences(found.Language, found.NameForm), found.MailClosedUntil);
    }
}
