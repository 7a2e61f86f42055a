using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Infrastructure.Database;
using Microsoft.AspNetCore.DataProtection;

namespace AcRouenIdentity.Infrastructure.Secrets;

/// <summary>
/// HMAC-SHA256 under a key made at first start and kept encrypted in the database: for what must be recognised again without being readable
/// (attempts, subjects). Purposes never mix.
/// </summary>
public sealed class KeyedHash(IDataProtectionProvider protection, ISecretGenerator secrets)
{
    private readonly KeptKey kept = new(protection, "keyed-hash", "AcRouenIdentity.KeyedHash");
    private byte[]? key;

    /// <summary>Reads the key, or makes it. To be awaited once, before the host answers.</summary>
    public async Task PrepareAsync(IdentityDb db, CancellationToken cancellationToken) => key = await kept.GetOrMakeAsync(db, secrets, cancellationToken);

    public string Of(string purpose, string value)
    {
        var secret = key ?? throw new InvalidOperationException("The keyed hash was used before its key was read.");
        return Base64Url.EncodeToString(HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes($"{purpose}\0{value}")));
    }
}
