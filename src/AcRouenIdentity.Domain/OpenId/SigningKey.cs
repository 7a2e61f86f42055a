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

    /// <summary>When it begins, where that is not as soon as it is made.</summary>
    public DateTimeOffset? BeginsAt { get; set; }

    /// <summary>From then on it signs or encrypts, on every node at the same instant, until a later generation does.</summary>
    public DateTimeOffset SignsFrom => BeginsAt ?? CreatedAt;

    /// <summary>Null once nothing can need it any more: only that the key was there is still known.</summary>
    public required byte[]? ProtectedMaterial { get; set; }

    /// <summary>What it signed or encrypted is worth nothing since then.</summary>
    public DateTimeOffset? RevokedAt { get; private set; }

    public bool IsErased => ProtectedMaterial is null;

    public void Revoke(DateTimeOffset now)
    {
        RevokedAt = now;
        ProtectedMaterial = null;
    }
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

    /// <summary>EC P-256, ES256: access tokens for the mail service, where mail servers check them by themselves, and nothing else. Published apart from the others.</summary>
    MailTokens,
}

public enum KeyState
{
    /// <summary>Published, so that applications know it when it begins to sign.</summary>
    Upcoming,

    Signing,

    /// <summary>Signs nothing any more, is still published and verifies what it signed.</summary>
    Retired,

    /// <summary>Nothing that it signed can live any more: it is no longer published.</summary>
    Withdrawn,

    Revoked,
}

/// <summary>Why keys were replaced before their time.</summary>
public enum KeyReplacementReason
{
    /// <summary>A precaution: nobody is thought to have them.</summary>
    Precaution,

    /// <summary>Somebody may have read them.</summary>
    Suspicion,

    /// <summary>Somebody has them.</summary>
    Compromise,

    Exercise,
}
