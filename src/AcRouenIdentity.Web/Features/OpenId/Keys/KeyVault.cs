using System.Security.Cryptography;
using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Domain.OpenId;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Infrastructure.Audit;
using AcRouenIdentity.Infrastructure.Database;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.Tokens;

namespace AcRouenIdentity.Web.Features.OpenId.Keys;

/// <summary>The keys at rest, protected, the same for every node.</summary>
public sealed class KeyVault(IdentityDb db, AuditTrail audit, IDataProtectionProvider protection, ISecretGenerator secrets, TimeProvider clock)
{
    private const int RsaBits = 2048;
    private const int EncryptionBytes = 32;
    private readonly IDataProtector protector = protection.CreateProtector("AcRouenIdentity.OpenId.SigningKeys");

    /// <returns>Tracked, with those that were erased.</returns>
    public async Task<ILookup<KeyPurpose, SigningKey>> ReadAsync(CancellationToken cancellationToken) =>
        (await db.Set<SigningKey>().OrderBy(key => key.Generation).ToListAsync(cancellationToken)).ToLookup(key => key.Purpose);

    /// <summary>Adds a key, which the next save keeps unless another node keeps one of that generation first.</summary>
    /// <param name="begins">Null: as soon as it is made.</param>
    public SigningKey Add(KeyPurpose purpose, int generation, DateTimeOffset? begins)
    {
        var made = new SigningKey
        {
            Id = secrets.Token(16),
            Purpose = purpose,
            Generation = generation,
            CreatedAt = clock.GetUtcNow(),
            BeginsAt = begins,
            ProtectedMaterial = protector.Protect(Material(purpose)),
        };
        db.Add(made);
        audit.Record(new AuditEvent.SigningKeyCreated(made.Id, purpose, made.SignsFrom));
        return made;
    }

    public SecurityKey Open(SigningKey stored)
    {
        var material = protector.Unprotect(stored.ProtectedMaterial!);
        SecurityKey key = stored.Purpose switch
        {
            KeyPurpose.Rs256 => RsaKey(material),
            KeyPurpose.Es256 or KeyPurpose.MailTokens => CurveKey(material),
            KeyPurpose.TokenEncryption or KeyPurpose.PairwiseSubjects => new SymmetricSecurityKey(material),
        };
        key.KeyId = stored.Id;
        return key;
    }

    private byte[] Material(KeyPurpose purpose)
    {
        switch (purpose)
        {
            case KeyPurpose.Rs256:
                using (var rsa = RSA.Create(RsaBits))
                    return rsa.ExportPkcs8PrivateKey();
            case KeyPurpose.Es256:
            case KeyPurpose.MailTokens:
                using (var curve = ECDsa.Create(ECCurve.NamedCurves.nistP256))
                    return curve.ExportPkcs8PrivateKey();
            case KeyPurpose.TokenEncryption:
            case KeyPurpose.PairwiseSubjects:
            default:
                return secrets.Bytes(EncryptionBytes);
        }
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
