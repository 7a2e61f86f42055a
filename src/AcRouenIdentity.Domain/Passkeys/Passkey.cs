namespace AcRouenIdentity.Domain.Passkeys;

/// <summary>A credential record (WebAuthn Level 3, section 4): the public half of a key that an authenticator holds for one account, and what it last said of itself.</summary>
public sealed class Passkey
{
    /// <summary>Credential ID, in base64url: at most 1 023 octets of it.</summary>
    public required string CredentialId { get; init; }

    /// <summary>Whose it is: the <c>sub</c> of their tokens, and the user handle that the authenticator keeps.</summary>
    public required string Subject { get; init; }

    /// <summary>From 1: no two keys of a person have the same, and there are as many as they may have keys.</summary>
    public required int Slot { get; init; }

    /// <summary>What its owner calls it.</summary>
    public required string Name { get; set; }

    /// <summary>COSE key (RFC 9052).</summary>
    public required byte[] PublicKey { get; init; }

    /// <summary>The highest that was seen; zero where the authenticator does not count.</summary>
    public required long SignCount { get; set; }

    /// <summary>Ways to reach the authenticator, separated by spaces; empty when it did not say.</summary>
    public required string Transports { get; init; }

    /// <summary>The owner proved themselves to the authenticator, by a PIN or a finger.</summary>
    public required bool IsUserVerified { get; set; }

    /// <summary>It may be copied to the owner's other devices by whoever keeps it.</summary>
    public required bool IsBackupEligible { get; init; }

    public required bool IsBackedUp { get; set; }

    public required byte[] AttestationObject { get; init; }

    public required byte[] ClientDataJson { get; init; }

    /// <summary>Model of the authenticator; <see cref="Guid.Empty"/> where it does not say.</summary>
    public required Guid Aaguid { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? LastUsedAt { get; set; }

    /// <summary>Concurrency token: of two answers with the same count, one is a copy.</summary>
    public int Version { get; private set; }

    /// <returns>False where it counts and the count is not above the last one: the key, or its answer, is a copy (WebAuthn Level 3, 7.2 step 22).</returns>
    public bool TryUse(long signCount, DateTimeOffset now)
    {
        if (signCount <= SignCount && (signCount, SignCount) is not (0, 0))
            return false;

        SignCount = signCount;
        LastUsedAt = now;
        Version++;
        return true;
    }

    public void Rename(string name)
    {
        Name = name;
        Version++;
    }
}
