using AcRouenIdentity.Domain.OpenId;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Domain.SignIn;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Web.Features.Shared.Sessions;
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
public sealed class SessionStanding(IdentityDb db, SessionReadings readings, PersonReadings people, Subjects subjects, TimeProvider clock, IOptions<OpenIdOptions> options)
{
    /// <summary>A session of a blocked account is worth nothing, whether it has ended yet or not.</summary>
    public async Task<SessionReading?> FindOpenAsync(string? sessionId, CancellationToken cancellationToken)
    {
        var reading = await readings.ReadAsync(db, sessionId, cancellationToken);
        return reading is { Session.EndedAt: null } && reading.Session.ExpiresAt > clock.GetUtcNow() ? reading : null;
    }

    /// <param name="until">Of the account.</param>
    public bool IsMailClosed(DateTimeOffset? until, IEnumerable<string> scopes) => until > clock.GetUtcNow() && OpenIdScopes.AreOfMail(scopes);

    /// <exception cref="DirectoryUnavailableException">Nobody can say what the account is worth.</exception>
    /// <param name="scopes">Of what was given under the session.</param>
    /// <param name="clientId">Application that the claims are for.</param>
    public async Task<Standing> GetAsync(string? sessionId, IReadOnlyCollection<string> scopes, string? clientId, CancellationToken cancellationToken)
    {
        if (await FindOpenAsync(sessionId, cancellationToken) is not { Session: { } session } found)
            return new Standing.SessionOver();
        if (IsMailClosed(found.MailClosedUntil, scopes))
            return new Standing.MailClosed();

        var reading = await people.GetAsync(session.DirectoryKey, cancellationToken);
        return reading.Person is { State: AccountState.Active } person
            ? new Standing.Open(session, PersonClaims.Of(person, reading.Establishments, session, subjects.Of(session.Subject, clientId), options.Value.CodeAcademie))
            : new Standing.AccountClosed();
    }
}
