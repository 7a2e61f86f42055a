namespace AcRouenIdentity.Domain.SignIn;

/// <summary>
/// One signed-in browser. Its <see cref="Id"/> is the <c>sid</c> of the tokens given under it (OpenID Connect Back-Channel Logout 2.1); it is no secret,
/// the browser's proof is the protected cookie. Idle time bounds silent sign-in, <see cref="ExpiresAt"/> bounds everything, tokens included.
/// </summary>
public sealed class Session
{
    /// <summary>In characters.</summary>
    public const int LongestAgent = 256;

    /// <summary>In characters: an IPv6 address in full.</summary>
    public const int LongestSource = 45;

    public required string Id { get; init; }

    /// <summary><c>sub</c> of the person's tokens.</summary>
    public required string Subject { get; init; }

    public required string DirectoryKey { get; init; }

    public required DeviceKind Device { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    /// <summary><c>auth_time</c>: when the person last proved who they are, not when a token was made.</summary>
    public required DateTimeOffset AuthenticatedAt { get; set; }

    /// <summary><c>amr</c> values of RFC 8176, space separated.</summary>
    public required string Methods { get; set; }

    /// <summary>Two factors proved it.</summary>
    public bool IsMultiFactor => AuthenticationMethods.AreMultiFactor(Methods);

    public required DateTimeOffset LastSeenAt { get; set; }

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>User-Agent of the browser that opened it, cut to <see cref="LongestAgent"/>; null where it sent none.</summary>
    public string? Agent { get; init; }

    /// <summary>Network address that it was opened from: IPv4, or the /64 of IPv6; null in sessions older than this was kept.</summary>
    public string? Source { get; init; }

    public DateTimeOffset? EndedAt { get; set; }

    public SessionEnd? EndedBy { get; set; }
}

public enum DeviceKind
{
    /// <summary>The safe default: the cookie ends with the browser.</summary>
    Shared,

    Personal,
}

public enum SessionEnd
{
    SignOut,
    Expiry,
    PasswordChange,
    AccountClosed,

    /// <summary>Its owner ended it from another browser.</summary>
    EndedByOwner,

    /// <summary>The account is blocked (<see cref="People.AccountAlarm"/>).</summary>
    AccountAlarm,

    /// <summary>The assistance ended it for its owner.</summary>
    EndedByAssistance,
}
