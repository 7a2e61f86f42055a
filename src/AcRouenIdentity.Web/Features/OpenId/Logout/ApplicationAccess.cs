using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Domain.OpenId;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Infrastructure.Audit;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Web.Features.OpenId.Clients;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace AcRouenIdentity.Web.Features.OpenId.Logout;

/// <summary>What applications hold of people, for whoever wants to see it or to end it.</summary>
internal sealed class ApplicationAccess(IdentityDb db, ClientCatalog catalog, SessionDismissal dismissal, AuditTrail audit, IStringLocalizer<OpenIdTexts> texts) : IApplicationAccess
{
    public string NameOf(string clientId) => catalog.FindEvenDisabled(clientId) switch
    {
        { IsUnknown: true } client => texts["UnknownName", client.Name],
        { } client => client.Name,
        null => clientId,
    };

    public IReadOnlyList<string> ScopesOf(string clientId) => catalog.FindEvenDisabled(clientId)?.Scopes ?? [];

    public async Task<bool> WithdrawAsync(string subject, string clientId, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var grants = await GrantsOf(subject, clientId).ToListAsync(cancellationToken);
        var agreed = await db.Set<Consent>().Where(consent => consent.Subject == subject && consent.ClientId == clientId).ExecuteDeleteAsync(cancellationToken);
        if (grants.Count == 0 && agreed == 0)
            return false;

        await dismissal.DismissAsync(grants, _ => subject, cancellationToken);
        db.RemoveRange(grants);
        audit.Record(new AuditEvent.ApplicationWithdrawn(subject, clientId));
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    private IQueryable<SessionClient> GrantsOf(string subject, string clientId) => db.Set<SessionClient>()
        .Where(grant => grant.ClientId == clientId && db.Sessions.Any(session => session.Id == grant.SessionId && session.Subject == subject && session.EndedAt == null));
}
