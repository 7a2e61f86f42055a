using AcRouenIdentity.Domain.OpenId;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Domain.SignIn;
using AcRouenIdentity.Infrastructure.Database;
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

    public T Match<T>(Func<Open, T> open, Func<T> sessionOver, Func<T> accountClosed) => this switch
    {
        Open standing => open(standing),
        SessionOver => sessionOver(),
        AccountClosed => accountClosed(),
        _ => throw new InvalidOperationException("A closed set."),
    };
}

/// <summary>Tokens are worth what their session and its account are worth now.</summary>
public sealed class SessionStanding(IdentityDb db, PersonReadings people, TimeProvider clock, IOptions<OpenIdOptions> options)
{
    public Task<Session?> FindOpenAsync(string? sessionId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return db.Sessions.AsNoTracking().SingleOrDefaultAsync(
            session => session.Id == sessionId && session.EndedAt == null && session.ExpiresAt > now, cancellationToken);
    }

    /// <exception cref="DirectoryUnavailableException">Nobody can say what the account is worth.</exception>
    public async Task<Standing> GetAsync(string? sessionId, CancellationToken cancellationToken)
    {
        if (await FindOpenAsync(sessionId, cancellationToken) is not { } session)
            return new Standing.SessionOver();

        var reading = await people.GetAsync(session.DirectoryKey, cancellationToken);
        return reading.Person is { State: AccountState.Active } person
            ? new Standing.Open(session, PersonClaims.Of(person, reading.Establishments, session, options.Value.CodeAcademie))
            : new Standing.AccountClosed();
    }
}
