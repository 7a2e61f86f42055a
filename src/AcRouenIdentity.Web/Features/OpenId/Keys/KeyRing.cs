using AcRouenIdentity.Domain.OpenId;
using Microsoft.IdentityModel.Tokens;

namespace AcRouenIdentity.Web.Features.OpenId.Keys;

/// <summary>A key in memory.</summary>
/// <param name="SignsFrom">Before, it only verifies and decrypts.</param>
/// <param name="VerifiesUntil">Null while no other is to take over.</param>
public sealed record LoadedKey(KeyPurpose Purpose, int Generation, SecurityKey Key, DateTimeOffset SignsFrom, DateTimeOffset? VerifiesUntil)
{
    public string Id => Key.KeyId;

    /// <summary>Whether applications verify by it.</summary>
    public bool IsOfApplications => Purpose is KeyPurpose.Rs256 or KeyPurpose.Es256;
}

/// <summary>The keys in use, newest first. They are replaced as a whole, by <see cref="KeyUptake"/>, and nothing else holds a key; which of them does what follows from the time.</summary>
public sealed class KeyRing(TimeProvider clock)
{
    private IReadOnlyList<LoadedKey> keys = [];

    /// <summary>Those that are not withdrawn.</summary>
    public IReadOnlyList<LoadedKey> All
    {
        get
        {
            var now = clock.GetUtcNow();
            return keys.Count > 0 ? [.. keys.Where(key => key.VerifiesUntil is not { } end || end > now)] : throw new InvalidOperationException("The keys of the provider were used before they were loaded.");
        }
    }

    /// <summary>By which everything is verified but the tokens of <see cref="OfMail"/>.</summary>
    public IEnumerable<SecurityKey> Verifying => All.Where(key => key.IsOfApplications).Select(key => key.Key);

    /// <summary>By which mail servers verify the tokens that they are brought.</summary>
    public IEnumerable<ECDsaSecurityKey> OfMail => All.Where(key => key.Purpose is KeyPurpose.MailTokens).Select(key => key.Key).Cast<ECDsaSecurityKey>();

    public IEnumerable<SecurityKey> Decrypting => All.Where(key => key.Purpose is KeyPurpose.TokenEncryption).Select(key => key.Key);

    public EncryptingCredentials Encrypting => Encrypt(Current(KeyPurpose.TokenEncryption));

    /// <summary>256 bits, the same for ever.</summary>
    public byte[] ForSubjects => ((SymmetricSecurityKey)All.Last(key => key.Purpose is KeyPurpose.PairwiseSubjects).Key).Key;

    public SigningCredentials Signing(KeyPurpose purpose) => Sign(Current(purpose));

    public LoadedKey? Find(string id) => keys.FirstOrDefault(key => key.Id == id);

    public void Replace(IEnumerable<LoadedKey> loaded) => keys = [.. loaded.OrderByDescending(key => key.Generation)];

    internal static SigningCredentials Sign(LoadedKey key) => new(key.Key, key.Purpose switch
    {
        KeyPurpose.Rs256 => SecurityAlgorithms.RsaSha256,
        KeyPurpose.Es256 or KeyPurpose.MailTokens => SecurityAlgorithms.EcdsaSha256,
        KeyPurpose.TokenEncryption or KeyPurpose.PairwiseSubjects => throw new ArgumentException("This key signs nothing.", nameof(key)),
    });

    internal static EncryptingCredentials Encrypt(LoadedKey key) => new(key.Key, SecurityAlgorithms.Aes256KW, SecurityAlgorithms.Aes256CbcHmacSha512);

    /// <summary>The newest that has begun; where none has, by a clock that is later than that of the node which made it, the one that begins first.</summary>
    private LoadedKey Current(KeyPurpose purpose)
    {
        var now = clock.GetUtcNow();
        var living = All.Where(key => key.Purpose == purpose).ToList();
        return living.Find(key => key.SignsFrom <= now) ?? living.MinBy(key => key.SignsFrom)!;
    }
}
