namespace AcRouenIdentity.Domain.HelpDesk;

/// <summary>One step of verifying whom a case is about: at most one row a case and step.</summary>
public sealed class CaseStep
{
    /// <summary>Facts said wrong before the step is over for this case.</summary>
    public const int MostTries = 3;

    public long Id { get; init; }

    public required long CaseId { get; init; }

    public required VerificationStep Step { get; init; }

    public int Tries { get; private set; }

    public DateTimeOffset? PassedAt { get; private set; }

    /// <summary>Login of whoever checked it, or of the secretary who vouched.</summary>
    public string? PassedBy { get; private set; }

    /// <summary>When a code left, or the secretariat was asked; null for other steps.</summary>
    public DateTimeOffset? AskedAt { get; private set; }

    public string? AskedBy { get; private set; }

    public DateTimeOffset? ExpiresAt { get; private set; }

    /// <summary>Keyed hash of the code that is waited for.</summary>
    public string? CodeHash { get; private set; }

    /// <summary>The code itself, encrypted, where it is shown in a session; null elsewhere and afterwards.</summary>
    public string? ProtectedCode { get; private set; }

    /// <summary>A secretary said that it is not them.</summary>
    public DateTimeOffset? DeniedAt { get; private set; }

    /// <summary>Concurrency token: each try is counted before it is looked at.</summary>
    public int Version { get; private set; }

    public bool HasTriesLeft => Tries < MostTries;

    /// <param name="lifetime">For which a step that was passed counts.</param>
    public bool Counts(DateTimeOffset now, TimeSpan lifetime) => PassedAt is { } passed && now < passed + lifetime;

    public bool Awaits(DateTimeOffset now) => PassedAt is null && DeniedAt is null && now < ExpiresAt && HasTriesLeft;

    public void CountTry()
    {
        Tries++;
        Version++;
    }

    /// <param name="protectedCode">As in <see cref="ProtectedCode"/>.</param>
    public void Ask(string by, string? codeHash, string? protectedCode, DateTimeOffset now, DateTimeOffset expiresAt)
    {
        (AskedBy, CodeHash, ProtectedCode, AskedAt, ExpiresAt, DeniedAt, PassedAt, PassedBy) = (by, codeHash, protectedCode, now, expiresAt, null, null, null);
        Version++;
    }

    public void Pass(string by, DateTimeOffset now)
    {
        (PassedAt, PassedBy, CodeHash, ProtectedCode) = (now, by, null, null);
        Version++;
    }

    public void Deny(string by, DateTimeOffset now)
    {
        (DeniedAt, PassedBy, CodeHash, ProtectedCode) = (now, by, null, null);
        Version++;
    }
}
