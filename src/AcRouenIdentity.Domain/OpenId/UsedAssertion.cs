namespace AcRouenIdentity.Domain.OpenId;

/// <summary>A signed assertion by which a client proved itself: it is worth something once (RFC 7523 3).</summary>
public sealed class UsedAssertion
{
    /// <summary>SHA-256 of client and <c>jti</c>, in hexadecimal.</summary>
    public required string Id { get; init; }

    /// <summary>When the assertion ends, and with it the need to remember it.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }
}
