using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Infrastructure.Secrets;

namespace AcRouenIdentity.Infrastructure.Letters;

/// <summary>Argon2id of what is printed on letters: what a thief of the database would pay for each guess.</summary>
public sealed class SlowHash
{
    private readonly ISecretGenerator secrets;
    private readonly Lazy<string> decoy;

    public SlowHash(ISecretGenerator secrets)
    {
        this.secrets = secrets;
        decoy = new Lazy<string>(() => Of(secrets.Token(Argon2idHash.SaltLength)));
    }

    public string Of(string secret) => Argon2idHash.Make(secret, secrets.Bytes(Argon2idHash.SaltLength));

    /// <param name="hash">Null costs the same work, and is never right.</param>
    public bool Verify(string? hash, string secret) => Argon2idHash.Verify(hash ?? decoy.Value, secret) && hash is not null;
}
