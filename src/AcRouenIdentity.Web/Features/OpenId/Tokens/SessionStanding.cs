using AcRouenIdentity.Domain.OpenId;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Domain.SignIn;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Web.Features.Alarms;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.OpenId.Tokens;

/// <summary>Whether a session may still give tokens and claims.</summary>
public abstract record Standing
{
    private Standing()
    {
    }

    public sealed record Open(Session Session, IReadOnlyList<PersonClaim> Claims) : Standing;

    public sealed record SessionOver : Standing;

    public sealed record AccountClosed : Standing;

    /// <summary>The scopes are those of mail, which is closed for a while.</summary>
    public sealed record MailClosed : Standing;

    public T Match<T>(Func<Open, T> open, Func<T> sessionOver, Func<T> accountClosed, Func<T> mailClosed) => this switch
    {
        Open standing => open(standing),
        SessionOver => sessionOver(),
        AccountClosed => accountClosed(),
        MailClosed => mailClosed(),
        _ => throw new InvalidOperationException("A closed set."),
    };
}

/// <summary>Tokens are worth what their session and its account are worth now.</summary>
public sealed class SessionStanding(IdentityDb db, PersonReadings people, Subjects subjects, AccountAlarms alarms, TimeProvider clock, IOptions<OpenIdOptions> options)
{
    /// <summary>A session of a blocked account is worth nothing, whether it has ended yet or not.</summary>
    public Task<Session?> FindOpenAsync(string? sessionId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return db.Sessions.AsNoTracking().SingleOrDefaultAsync(
            session => session.Id == sessionId && session.EndedAt == null && session.ExpiresAt > now
                && !db.Accounts.Any(account => account.Subject == session.Subject && account.Alarm != null),
            cancellationToken);
    }

    public async Task<bool> IsMailClosedAsync(Session session, IEnumerable<string> scopes, CancellationToken cancellationToken) =>
        OpenIdScopes.AreOfMail(scopes) && await alarms.FindMailClosureAsync(session.Subject, cancellationToken) is not null;

    /// <exception cref="DirectoryUnavailableException">Nobody can say what the account is worth.</exception>
    /// <param name="scopes">Of what was given under the session.</param>
    /// <param name="clientId">Application that the claims are for.</param>
    public async Task<Standing> GetAsync(string? sessionId, IReadOnlyCollection<string> scopes, string? clientId, CancellationToken cancellationToken)
    {
        if (await FindOpenAsync(sessionId, cancellationToken) is not { } session)
            return new Standing.SessionOver();
        if (await IsMailClosedAsync(session, scopes, cancellationToken))
            return new Standing.MailClosed();

        var reading = await people.GetAsync(session.DirectoryKey, cancellationToken);
        return reading.Person is { State: AccountState.Active } person
            ? new Standing.Open(session, PersonClaims.Of(person, reading.Establishments, session, subjects.Of(session.Subject, clientId), options.Value.CodeAcademie))
            : new Standing.AccountClosed();
    }
}
