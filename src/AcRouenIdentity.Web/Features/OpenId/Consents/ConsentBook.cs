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

    /// <summary>
    /// Of a program that nobody vouches for another may pretend to be it, so that what was once agreed to says nothing of who asks now (RFC 8252 8.6).
    /// </summary>
    public bool IsAskedEachTime(string? clientId) => catalog.Find(clientId) is { IsUnknown: true };

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
        await AdmitAsync(clientId, cancellationToken);
        audit.Record(new AuditEvent.ConsentGiven(subject, clientId));
        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>Before anything hangs on it, so that it is not forgotten meanwhile.</summary>
    private async Task AdmitAsync(string clientId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await db.Set<RegisteredClient>().Where(row => row.Id == clientId && row.Registrar == ClientRegistrar.Itself)
            .ExecuteUpdateAsync(update => update.SetProperty(row => row.AdmittedAt, now), cancellationToken);
    }
}
