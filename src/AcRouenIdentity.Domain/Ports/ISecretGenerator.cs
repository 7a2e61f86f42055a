namespace AcRouenIdentity.Domain.Ports;

/// <summary>The only source of randomness (a cryptographic one), so that tests can foresee it.</summary>
public interface ISecretGenerator
{
    byte[] Bytes(int count);

    /// <summary>An unguessable token of that many random bytes, in base64url without padding (RFC 4648 section 5).</summary>
    string Token(int bytes);
}
