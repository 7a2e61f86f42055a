using AcRouenIdentity.Domain.OpenId;
using Microsoft.IdentityModel.Tokens;

namespace AcRouenIdentity.Web.Features.OpenId.Keys;

/// <summary>A key in memory. <see cref="IsActive"/> ones sign and encrypt, the others only verify and decrypt.</summary>
public sealed record LoadedKey(KeyPurpose Purpose, int Generation, SecurityKey Key, bool IsActive);

/// <summary>
/// The keys in use, newest first. They are replaced as a whole: a rotation will load again and drop the cached server options,
/// and nothing else holds a key.
/// </summary>
public sealed class KeyRing
{
    private IReadOnlyList<LoadedKey> keys = [];

    public IReadOnlyList<LoadedKey> All => keys.Count > 0 ? keys : throw new InvalidOperationException("The keys of the provider were used before they were loaded.");

    public SigningCredentials Signing(KeyPurpose purpose) => new(Current(purpose), purpose switch
    {
        KeyPurpose.Rs256 => SecurityAlgorithms.RsaSha256,
        KeyPurpose.Es256 => SecurityAlgorithms.EcdsaSha256,
        KeyPurpose.TokenEncryption or KeyPurpose.PairwiseSubjects => throw new ArgumentException("This key signs nothing.", nameof(purpose)),
    });

    /// <summary>256 bits, the same for ever.</summary>
    public byte[] ForSubjects => ((SymmetricSecurityKey)All.Last(key => key.Purpose is KeyPurpose.PairwiseSubjects).Key).Key;

    public void Replace(IEnumerable<LoadedKey> loaded) => keys = [.. loaded.OrderByDescending(key => key.IsActive).ThenByDescending(key => key.Generation)];

    private SecurityKey Current(KeyPurpose purpose) => All.First(key => key.Purpose == purpose && key.IsActive).Key;
}
