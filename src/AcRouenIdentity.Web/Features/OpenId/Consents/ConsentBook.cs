using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Domain.OpenId;
using AcRouenIdentity.Infrastructure.Audit;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Web.Features.OpenId.Clients;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Features.OpenId.Consents;

/// <summary>What people let applications know that are not of the académie.</summary>
internal sealed class ConsentBook(IdentityDb db, ClientCatalog catalog, AuditTrail audit, TimeProvider clock)
{
    private const int Rounds = 4;

    public bool IsAsked(string? clientId) => catalog.Find(clientId) is { Consent: ConsentUse.Asked };

    public async Task<bool> IsGivenAsync(string subject, string? clientId, IEnumerable<string> scopes, IEnumerable<string> claims, CancellationToken cancellationToken) =>
        await db.Set<Consent>().AsNoTracking().SingleOrDefaultAsync(row => row.Subject == subject && row.ClientId == clientId, cancellationToken) is { } consent
        && consent.Covers(scopes, claims);

    /// <param name="claims">Asked for by name.</param>
    public async Task GiveAsync(string subject, string clientId, IReadOnlyCollection<string> scopes, IEnumerable<string> claims, CancellationToken cancellationToken)
    {
        for (var round = 1; ; round++)
        {
            try
            {
                await SaveAsync(subject, clientId, scopes, claims, cancellationToken);
                return;
            }
            catch (DbUpdateException exception) when (exception.IsConflict() && round < Rounds)
            {
                // The button was pressed in two windows at once.
                db.ChangeTracker.Clear();
            }
        }
    }

    private async Task SaveAsync(string subject, string clientId, IReadOnlyCollection<string> scopes, IEnumerable<string> claims, CancellationToken cancellationToken)
    {
        var consent = await db.Set<Consent>().SingleOrDefaultAsync(row => row.Subject == subject && row.ClientId == clientId, cancellationToken);
        if (consent is null)
        {
            consent = new Consent { Subject = subject, ClientId = clientId, Scopes = "", GivenAt = clock.GetUtcNow() };
            db.Add(consent);
        }

        consent.Add(scopes, claims, clock.GetUtcNow());
        audit.Record(new AuditEvent.ConsentGiven(subject, clientId));
        await db.SaveChangesAsync(cancellationToken);
    }
}
