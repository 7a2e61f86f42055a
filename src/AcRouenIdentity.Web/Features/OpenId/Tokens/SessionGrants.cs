using AcRouenIdentity.Domain.OpenId;
using AcRouenIdentity.Domain.SignIn;
using AcRouenIdentity.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using OpenIddict.Abstractions;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace AcRouenIdentity.Web.Features.OpenId.Tokens;

/// <summary>One authorization for each application of a session: what its tokens hang on, and what ends them together.</summary>
internal sealed class SessionGrants(
    IdentityDb db, IOpenIddictApplicationManager applications, IOpenIddictAuthorizationManager authorizations, GrantQuestions questions, UseMemory uses, TimeProvider clock)
{
    private const int Rounds = 4;

    /// <returns>Identifier of the authorization, made when the session has none that is still good for this client.</returns>
    public async Task<string> GetAsync(Session session, string clientId, CancellationToken cancellationToken)
    {
        for (var round = 1; ; round++)
        {
            try
            {
                return await FindAsync(session.Id, clientId, cancellationToken) ?? await MakeAsync(session, clientId, cancellationToken);
            }
            catch (DbUpdateException exception) when (exception.IsConflict() && round < Rounds)
            {
                // The same browser opened the application in two tabs at once: the other's authorization serves both.
                db.ChangeTracker.Clear();
            }
        }
    }

    /// <summary>Notes that the application uses the session, at most once a minute.</summary>
    public async Task NoteUseAsync(string sessionId, string clientId, CancellationToken cancellationToken)
    {
        if (!uses.TryNote(sessionId, clientId))
            return;
        var now = clock.GetUtcNow();
        await db.Set<SessionClient>()
            .Where(row => row.SessionId == sessionId && row.ClientId == clientId)
            .ExecuteUpdateAsync(update => update.SetProperty(row => row.LastAt, now), cancellationToken);
    }

    private async Task<string?> FindAsync(string sessionId, string clientId, CancellationToken cancellationToken)
    {
        var valid = await questions.Standing(db, sessionId, clientId, cancellationToken);
        if (valid is not null)
            await NoteUseAsync(sessionId, clientId, cancellationToken);
        return valid;
    }

    private async Task<string> MakeAsync(Session session, string clientId, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var authorizationId = await AuthorizeAsync(session.Subject, clientId, cancellationToken);
        var grant = await questions.OfSession(db, session.Id, clientId, cancellationToken);
        var now = clock.GetUtcNow();
        if (grant is null)
        {
            grant = new SessionClient { SessionId = session.Id, ClientId = clientId, AuthorizationId = authorizationId, FirstAt = now, LastAt = now };
            db.Add(grant);
        }

        grant.AuthorizationId = authorizationId;
        grant.LastAt = now;
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        uses.TryNote(session.Id, clientId);
        return authorizationId;
    }

    private async Task<string> AuthorizeAsync(string subject, string clientId, CancellationToken cancellationToken)
    {
        var application = await applications.FindByClientIdAsync(clientId, cancellationToken)
            ?? throw new InvalidOperationException("The client was removed while it was being served.");
        var authorization = await authorizations.CreateAsync(
            new OpenIddictAuthorizationDescriptor
            {
                ApplicationId = await applications.GetIdAsync(application, cancellationToken),
                CreationDate = clock.GetUtcNow(),
                Status = Statuses.Valid,
                Subject = subject,
                // Ad hoc ones are pruned as soon as they have no token left, while the session may last for weeks.
                Type = AuthorizationTypes.Permanent,
            },
            cancellationToken);
        return (await authorizations.GetIdAsync(authorization, cancellationToken))!;
    }
}
