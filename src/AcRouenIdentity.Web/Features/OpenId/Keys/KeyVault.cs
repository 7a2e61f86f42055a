using System.Security.Cryptography;
using AcRouenIdentity.Domain.OpenId;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Infrastructure.Database;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.Tokens;

namespace AcRouenIdentity.Web.Features.OpenId.Keys;

/// <summary>The keys at rest: made at first start, protected, and read again at every start, by every node the same.</summary>
internal sealed class KeyVault(IdentityDb db, IDataProtectionProvider protection, ISecretGenerator secrets, TimeProvider clock, ILogger<KeyVault> logger)
{
    private const int FirstGeneration = 1;
    private const int RsaBits = 2048;
    private const int EncryptionBytes = 32;
    private readonly IDataProtector protector = protection.CreateProtector("AcRouenIdentity.OpenId.SigningKeys");

    public async Task<IReadOnlyList<LoadedKey>> LoadAsync(CancellationToken cancellationToken)
    {
        foreach (var purpose in Enum.GetValues<KeyPurpose>())
            if (!await db.Set<SigningKey>().AnyAsync(key => key.Purpose == purpose, cancellationToken))
                await MakeFirstAsync(purpose, cancellationToken);

        var stored = await db.Set<SigningKey>().AsNoTracking().ToListAsync(cancellationToken);
        return [.. stored.Select(Open)];
    }

    private async Task MakeFirstAsync(KeyPurpose purpose, CancellationToken cancellationToken)
    {
        var made = new SigningKey
        {
            Id = secrets.Token(16),
            Purpose = purpose,
            Generation = FirstGeneration,
            CreatedAt = clock.GetUtcNow(),
            ProtectedMaterial = protector.Protect(Material(purpose)),
        };
        db.Add(made);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            Log.KeyMade(logger, made.Id, purpose);
        }
        catch (DbUpdateException exception) when (exception.IsConflict())
        {
            // Another node made it first: its key is everybody's.
            db.ChangeTracker.Clear();
        }
    }

    private byte[] Material(KeyPurpose purpose)
    {
        switch (purpose)
        {
            case KeyPurpose.Rs256:
                using (var rsa = RSA.Create(RsaBits))
                    return rsa.ExportPkcs8PrivateKey();
            case KeyPurpose.Es256:
                using (var curve = ECDsa.Create(ECCurve.NamedCurves.nistP256))
                    return curve.ExportPkcs8PrivateKey();
            case KeyPurpose.TokenEncryption:
            case KeyPurpose.PairwiseSubjects:
            default:
                return secrets.Bytes(EncryptionBytes);
        }
    }

    private LoadedKey Open(SigningKey stored)
    {
        var material = protector.Unprotect(stored.ProtectedMaterial);
        SecurityKey key = stored.Purpose switch
        {
            KeyPurpose.Rs256 => RsaKey(material),
            KeyPurpose.Es256 => CurveKey(material),
            KeyPurpose.TokenEncryption or KeyPurpose.PairwiseSubjects => new SymmetricSecurityKey(material),
        };
        key.KeyId = stored.Id;
        return new LoadedKey(stored.Purpose, stored.Generation, key, stored.State is KeyState.Active);
    }

    private static RsaSecurityKey RsaKey(byte[] material)
    {
        var rsa = RSA.Create();
        rsa.ImportPkcs8PrivateKey(material, out _);
        return new RsaSecurityKey(rsa);
    }

    private static ECDsaSecurityKey CurveKey(byte[] material)
    {
        var curve = ECDsa.Create();
        curve.ImportPkcs8PrivateKey(material, out _);
        return new ECDsaSecurityKey(curve);
    }
}
