namespace AcRouenIdentity.Domain.Passwords;

/// <summary>
/// The right to choose a password once, given after a complete proof. The directory and the database share no transaction: the grant is reserved, then the
/// directory is written, then the grant is spent with the audit record. A reservation left by a crash lapses and the same browser may go on.
/// </summary>
public sealed class PasswordGrant
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan Reservation = TimeSpan.FromMinutes(5);

    /// <summary>How long after the password was set the browser may be signed in with the same proof.</summary>
    private static readonly TimeSpan SignInAfterwards = TimeSpan.FromMinutes(2);

    /// <summary>SHA-256 of the token that only the browser holds (256 random bits).</summary>
    public required string TokenHash { get; init; }

    public required string DirectoryKey { get; init; }

    public required PasswordGrantReason Reason { get; init; }

    /// <summary>Local path to go on to when the password is set.</summary>
    public required string ContinueTo { get; init; }

    /// <summary>What was proven before, as <c>amr</c> values: what the sign-in afterwards is worth.</summary>
    public required string Methods { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Of a right that was cut short it is earlier than it was.</summary>
    public DateTimeOffset IssuedAt => ExpiresAt - Lifetime;

    public DateTimeOffset? ReservedUntil { get; private set; }

    public DateTimeOffset? SpentAt { get; private set; }

    public DateTimeOffset? SignedInAt { get; private set; }

    /// <summary>Concurrency token.</summary>
    public int Version { get; private set; }

    public bool IsOpenAt(DateTimeOffset now) => SpentAt is null && now < ExpiresAt;

    /// <returns>False when the grant is spent, expired, or reserved by a request still under way.</returns>
    public bool TryReserve(DateTimeOffset now)
    {
        if (!IsOpenAt(now) || now < ReservedUntil)
            return false;
        ReservedUntil = now + Reservation;
        Version++;
        return true;
    }

    /// <summary>The directory refused the password: the person may choose another.</summary>
    public void Release()
    {
        ReservedUntil = null;
        Version++;
    }

    public void Spend(DateTimeOffset now)
    {
        SpentAt = now;
        Version++;
    }

    /// <summary>The directory took the password and does not open the account with it: nobody is signed in by having chosen it.</summary>
    public void ForgoSignIn(DateTimeOffset now)
    {
        SignedInAt = now;
        Version++;
    }

    /// <returns>True once, shortly after the password was set.</returns>
    public bool TrySignIn(DateTimeOffset now)
    {
        if (SpentAt is not { } spent || SignedInAt is not null || now - spent > SignInAfterwards)
            return false;
        SignedInAt = now;
        Version++;
        return true;
    }
}

public enum PasswordGrantReason
{
    SetByAdministrator,
    Expired,

    /// <summary>By a first letter: the account opens with it.</summary>
    FirstAccess,

    /// <summary>The person wants another, and has just proven who they are.</summary>
    Wanted,

    /// <summary>The one there was is forgotten, or known to somebody else: proven by one of the ways of recovery.</summary>
    Recovered,
}
