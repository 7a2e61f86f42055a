using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Domain.OpenId;
using AcRouenIdentity.Infrastructure.Audit;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Web.Features.OpenId.Clients;
using AcRouenIdentity.Web.Features.OpenId.Registration;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.OpenId.OpenRegistration;

/// <summary>The programs that registered themselves, together: those that nobody uses are forgotten, and administrators end all of them at once.</summary>
/// <param name="db">With nothing else to save.</param>
public sealed class UnknownClients(IdentityDb db, ClientSaving saving, ClientStore store, AuditTrail audit, IOptions<OpenIdOptions> options, TimeProvider clock, ILogger<UnknownClients> logger)
{
    private const int Batch = 100;

    private IQueryable<RegisteredClient> All => db.Set<RegisteredClient>().Where(row => row.Registrar == ClientRegistrar.Itself);

    public async Task ForgetAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var (waitedSince, admittedBefore) = (now - options.Value.OpenRegistration.ForgetUnusedAfter, now - options.Value.OpenRegistration.ForgetAfter);
        var neverUsed = await RemoveAsync(All.Where(row => row.AdmittedAt == null && row.CreatedAt < waitedSince), UnknownApplicationsEnd.NeverUsed, administrator: null, cancellationToken);
        var unused = await RemoveAsync(
            All.Where(row => row.AdmittedAt < admittedBefore && !LiveGrants(now).Any(grant => grant.ClientId == row.Id)), UnknownApplicationsEnd.Unused, administrator: null, cancellationToken);
        if (neverUsed + unused > 0)
            Log.UnknownClientsForgotten(logger, neverUsed, unused);
    }

    /// <returns>How many were served until now.</returns>
    public async Task<int> DisableAllAsync(ClientEditor editor, CancellationToken cancellationToken)
    {
        var disabled = 0;
        while (await All.Where(row => row.DisabledAt == null).OrderBy(row => row.Key).Take(Batch).ToListAsync(cancellationToken) is { Count: > 0 } rows)
        {
            rows.ForEach(row => row.Disable(editor.By, clock.GetUtcNow()));
            audit.Record(new AuditEvent.UnknownApplicationsEnded(UnknownApplicationsEnd.AllDisabled, rows.Count, editor.Subject));
            if (await saving.SaveAsync(() => DisableAsync(rows, cancellationToken), cancellationToken))
                disabled += rows.Count;
        }

        return disabled;
    }

    /// <returns>How many there were.</returns>
    public Task<int> RemoveAllAsync(ClientEditor editor, CancellationToken cancellationToken) => RemoveAsync(All, UnknownApplicationsEnd.AllRemoved, editor.Subject, cancellationToken);

    private IQueryable<SessionClient> LiveGrants(DateTimeOffset now) => db.Set<SessionClient>()
        .Where(grant => db.Sessions.Any(session => session.Id == grant.SessionId && session.EndedAt == null && session.ExpiresAt > now));

    private async Task DisableAsync(List<RegisteredClient> rows, CancellationToken cancellationToken)
    {
        foreach (var row in rows)
        {
            await saving.PublishAsync(row, cancellationToken);
            await store.RevokeAsync(row.Id, cancellationToken);
        }
    }

    private async Task<int> RemoveAsync(IQueryable<RegisteredClient> which, UnknownApplicationsEnd reason, string? administrator, CancellationToken cancellationToken)
    {
        var removed = 0;
        while (await which.OrderBy(row => row.Key).Select(row => row.Id).Take(Batch).ToListAsync(cancellationToken) is { Count: > 0 } ids)
        {
            audit.Record(new AuditEvent.UnknownApplicationsEnded(reason, ids.Count, administrator));
            if (await saving.SaveAsync(() => RemoveAsync(which, ids, cancellationToken), cancellationToken))
                removed += ids.Count;
        }

        return removed;
    }

    private async Task RemoveAsync(IQueryable<RegisteredClient> which, List<string> ids, CancellationToken cancellationToken)
    {
        if (await which.Where(row => ids.Contains(row.Id)).ExecuteDeleteAsync(cancellationToken) != ids.Count)
            throw new DbUpdateConcurrencyException("Somebody let one of them in, or removed it, since they were looked for.");
        await saving.EraseAsync(ids, cancellationToken);
    }
}
