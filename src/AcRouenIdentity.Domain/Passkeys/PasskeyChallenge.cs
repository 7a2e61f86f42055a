namespace AcRouenIdentity.Domain.Passkeys;

/// <summary>A question put to one browser, kept by us and good for one answer (WebAuthn Level 3, 13.4.3): an answer that was seen before, or meant for another browser, finds nothing.</summary>
public sealed class PasskeyChallenge
{
    /// <summary>Hash of what the browser's cookie holds.</summary>
    public required string TokenHash { get; init; }

    public required PasskeyPurpose Purpose { get; init; }

    /// <summary>Who may answer; null where whoever has a key may.</summary>
    public string? Subject { get; init; }

    /// <summary>What the answer is checked against.</summary>
    public required string State { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }
}

public enum PasskeyPurpose
{
    SignIn,
    Registration,
}
