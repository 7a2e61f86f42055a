using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Infrastructure.Audit;

public static class AuditQueries
{
    /// <summary>Entries of the chain in the order that counts.</summary>
    public static IQueryable<AuditEntry> Sealed(this DbSet<AuditEntry> entries) =>
        entries.Where(entry => entry.Position != null).OrderBy(entry => entry.Position);

    /// <summary>Entries not chained yet, in order of arrival.</summary>
    public static IQueryable<AuditEntry> Unsealed(this DbSet<AuditEntry> entries) =>
        entries.Where(entry => entry.Position == null).OrderBy(entry => entry.Sequence);

    public static Task<AuditEntry?> FindHeadAsync(this DbSet<AuditEntry> entries, CancellationToken cancellationToken) =>
        entries.AsNoTracking().Where(entry => entry.Position != null).OrderByDescending(entry => entry.Position).FirstOrDefaultAsync(cancellationToken);
}
