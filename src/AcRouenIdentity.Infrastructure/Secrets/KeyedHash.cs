using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Infrastructure.Database;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Infrastructure.Secrets;

/// <summary>
/// HMAC-SHA256 under a key made at first start and kept encrypted in the database: for what must be recognised again without being readable
/// (attempts, subjects). Purposes never mix.
/// </summary>
public sealed class KeyedHash(IDataProtectionProvider protection, ISecretGenerator secrets)
{
    private const string KeyName = "keyed-hash";
    private byte[]? key;

    /// <summary>Reads the key, or makes it. To be awaited once, before the host answers.</summary>
    public async Task PrepareAsync(IdentityDb db, CancellationToken cancellationToken)
    {
        var protector = protection.CreateProtector("AcRouenIdentity.KeyedHash");
        key = await ReadAsync(db, protector, cancellationToken) ?? await CreateAsync(db, protector, cancellationToken);
    }

    public string Of(string purpose, string value)
    {
        var secret = key ?? throw new InvalidOperationException("The keyed hash was used before its key was read.");
        return Base64Url.EncodeToString(HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes($"{purpose}\0{value}")));
    }

    private static async Task<byte[]?> ReadAsync(IdentityDb db, IDataProtector protector, CancellationToken cancellationToken)
    {
        var row = await db.Set<ProtectedKey>().AsNoTracking().SingleOrDefaultAsync(row => row.Name == KeyName, cancellationToken);
        return row is null ? null : protector.Unprotect(row.Value);
    }

    private async Task<byte[]> CreateAsync(IdentityDb db, IDataProtector protector, CancellationToken cancellationToken)
    {
        db.Add(new ProtectedKey { Name = KeyName, Value = protector.Protect(secrets.Bytes(32)) });
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException)
        {
            db.ChangeTracker.Clear();
        }

        return await ReadAsync(db, protector, cancellationToken)
            ?? throw new InvalidOperationException("The keyed hash could neither be read nor made.");
    }
}
