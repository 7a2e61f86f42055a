using AcRouenIdentity.Domain.OpenId;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Domain.SignIn;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Web.Features.OpenId.Clients;
using Microsoft.EntityFrameworkCore;
using OpenIddict.EntityFrameworkCore.Models;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace AcRouenIdentity.Web.Features.OpenId.Logout;

/// <summary>Ends what lives under sessions, in the transaction that ends them: authorizations, tokens, and a notice for each application that wants one.</summary>
internal sealed class SessionDismissal(IdentityDb db, ClientCatalog catalog, ISecretGenerator secrets, TimeProvider clock) : ISessionParticipants
{
    public async Task DismissAsync(IReadOnlyCollection<Session> ended, CancellationToken cancellationToken)
    {
        var sessionIds = ended.Select(session => session.Id).ToList();
        var grants = await db.Set<SessionClient>().AsNoTracking().Where(grant => sessionIds.Contains(grant.SessionId)).ToListAsync(cancellationToken);
        var subjects = ended.ToDictionary(session => session.Id, session => session.Subject);
        await DismissAsync(grants, grant => subjects[grant.SessionId], cancellationToken);
    }

    /// <summary>Ends what some applications hold under some sessions.</summary>
    public async Task DismissAsync(IReadOnlyCollection<SessionClient> grants, Func<SessionClient, string> subjectOf, CancellationToken cancellationToken)
    {
        await RevokeAsync([.. grants.Select(grant => grant.AuthorizationId)], cancellationToken);
        foreach (var grant in grants.Where(grant => catalog.FindEvenDisabled(grant.ClientId) is { BackChannelLogoutUri: not null }))
            db.Add(NoticeFor(grant, subjectOf(grant)));
    }

    private async Task RevokeAsync(IReadOnlyCollection<string> authorizationIds, CancellationToken cancellationToken)
    {
        await db.Set<OpenIddictEntityFrameworkCoreAuthorization>()
            .Where(authorization => authorizationIds.Contains(authorization.Id!))
            .ExecuteUpdateAsync(update => update.SetProperty(authorization => authorization.Status, Statuses.Revoked), cancellationToken);
        await db.Set<OpenIddictEntityFrameworkCoreToken>()
            .Where(token => authorizationIds.Contains(token.Authorization!.Id!))
            .ExecuteUpdateAsync(update => update.SetProperty(token => token.Status, Statuses.Revoked), cancellationToken);
    }

    private LogoutDelivery NoticeFor(SessionClient grant, string subject)
    {
        var now = clock.GetUtcNow();
        return new LogoutDelivery
        {
            Id = secrets.Token(16),
            SessionId = grant.SessionId,
            Subject = subject,
            ClientId = grant.ClientId,
            CreatedAt = now,
            DueAt = now,
        };
    }
}
