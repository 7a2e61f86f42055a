namespace AcRouenIdentity.Domain.OpenId;

/// <summary>A key of the provider, at rest. The material is protected by Data Protection and never leaves memory in clear.</summary>
public sealed class SigningKey
{
    /// <summary><c>kid</c>.</summary>
    public required string Id { get; init; }

    public required KeyPurpose Purpose { get; init; }

    /// <summary>1 for the key made at first start, one more at each rotation. Unique with the purpose: of two nodes that start at once, one wins and both use its keys.</summary>
    public required int Generation { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required byte[] ProtectedMaterial { get; init; }

    public KeyState State { get; set; } = KeyState.Active;
}

public enum KeyPurpose
{
    /// <summary>RSA-2048, RS256: id_tokens (the default of OpenID Connect) and access tokens.</summary>
    Rs256,

    /// <summary>EC P-256, ES256: id_tokens of the clients that ask for it, and codes and refresh tokens, which nobody but us reads.</summary>
    Es256,

    /// <summary>256 random bits that encrypt codes and refresh tokens.</summary>
    TokenEncryption,

    /// <summary>256 random bits from which the pairwise <c>sub</c> of people are made. Never rotated: applications would take everybody for somebody new.</summary>
    PairwiseSubjects,
}

public enum KeyState
{
    Active,

    /// <summary>Signs nothing any more, still verifies what it signed (an id_token_hint may be months old).</summary>
    Retired,
}
