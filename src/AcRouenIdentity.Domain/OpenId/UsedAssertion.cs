namespace AcRouenIdentity.Domain.OpenId;

/// <summary>A signed assertion by which a client proved itself (RFC 7523 3), or a proof that it has a key (RFC 9449 11.1): it is worth something once.</summary>
public sealed class UsedAssertion
{
    /// <summary>SHA-256 of client or key and <c>jti</c>, in hexadecimal.</summary>
    public required string Id { get; init; }

    /// <summary>When it ends, and with it the need to remember it.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }
}
