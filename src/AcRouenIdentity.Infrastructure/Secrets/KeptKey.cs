using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Infrastructure.Database;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Infrastructure.Secrets;

/// <summary>A key that all nodes share: made at first start, kept in the database, encrypted there by Data Protection.</summary>
/// <param name="purpose">Of the encryption of the key itself.</param>
internal sealed class KeptKey(IDataProtectionProvider protection, string name, string purpose)
{
    private const int Bytes = 32;

    private readonly IDataProtector protector = protection.CreateProtector(purpose);

    public async Task<byte[]?> FindAsync(IdentityDb db, CancellationToken cancellationToken)
    {
        var row = await db.Set<ProtectedKey>().AsNoTracking().SingleOrDefaultAsync(row => row.Name == name, cancellationToken);
        return row is null ? null : protector.Unprotect(row.Value);
    }

    /// <summary>The key, 256 random bits, made now if nobody has made it.</summary>
    /// <param name="db">With nothing else to save.</param>
    public Task<byte[]> GetOrMakeAsync(IdentityDb db, ISecretGenerator secrets, CancellationToken cancellationToken) =>
        GetOrMakeAsync(db, () => secrets.Bytes(Bytes), cancellationToken);

    /// <summary>The key, made now if nobody has made it; of two nodes that make it at once, the second takes the first one's.</summary>
    /// <param name="db">With nothing else to save.</param>
    public async Task<byte[]> GetOrMakeAsync(IdentityDb db, Func<byte[]> make, CancellationToken cancellationToken)
    {
        if (await FindAsync(db, cancellationToken) is { } key)
            return key;

        db.Add(new ProtectedKey { Name = name, Value = protector.Protect(make()) });
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException)
        {
            db.ChangeTracker.Clear();
        }

        return await FindAsync(db, cancellationToken) ?? throw new InvalidOperationException($"The key {name} could neither be read nor made.");
    }
}
