using AcRouenIdentity.Domain.Ports;

namespace AcRouenIdentity.Domain.SignIn;

/// <summary>The first half of a sign-in: one factor was right, another is waited for in the same browser. Good for one sign-in.</summary>
public sealed class PendingSignIn
{
    /// <summary>Hash of what the browser's cookie holds.</summary>
    public required string TokenHash { get; init; }

    public required string Subject { get; init; }

    public required string DirectoryKey { get; init; }

    /// <summary>What was proven, as <c>amr</c> values.</summary>
    public required string Methods { get; init; }

    public required DeviceKind Device { get; init; }

    /// <summary>Another password must be chosen before the session opens; null where the one there is will do.</summary>
    public MustChangeReason? MustChange { get; init; }

    /// <summary>Local path to go on to.</summary>
    public required string ReturnTo { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }
}
