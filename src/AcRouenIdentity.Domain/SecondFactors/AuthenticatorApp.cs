namespace AcRouenIdentity.Domain.SecondFactors;

/// <summary>An application that shows another code every 30 seconds (TOTP, RFC 6238), enrolled by one account.</summary>
public sealed class AuthenticatorApp
{
    /// <summary>Whose it is: the <c>sub</c> of their tokens. A person has one; another takes its place.</summary>
    public required string Subject { get; init; }

    /// <summary>The secret that it shares with us, encrypted.</summary>
    public required string ProtectedSecret { get; set; }

    public required DateTimeOffset AddedAt { get; set; }

    /// <summary>Step (RFC 6238, 4.2) of the newest code that was taken.</summary>
    public required long LastStep { get; set; }

    public DateTimeOffset? LastUsedAt { get; private set; }

    /// <summary>Concurrency token: of two answers with one code, one counts.</summary>
    public int Version { get; private set; }

    /// <returns>False where the code, or one after it, was taken already (RFC 6238, 5.2).</returns>
    public bool TryUse(long step, DateTimeOffset now)
    {
        if (step <= LastStep)
            return false;

        LastStep = step;
        LastUsedAt = now;
        Version++;
        return true;
    }

    /// <summary>Another telephone, or the same one set up anew: codes of the former secret are worth nothing from now on.</summary>
    public void Replace(string protectedSecret, long step, DateTimeOffset now)
    {
        (ProtectedSecret, LastStep, AddedAt, LastUsedAt) = (protectedSecret, step, now, null);
        Version++;
    }
}
