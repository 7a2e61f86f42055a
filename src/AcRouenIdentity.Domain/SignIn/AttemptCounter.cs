namespace AcRouenIdentity.Domain.SignIn;

/// <summary>
/// How often a secret was tried lately under one key (a person from one place, a person from everywhere, a place for everyone), and when the next try
/// is allowed. Every try counts when it begins, before the secret is checked, so that a hundred tries at once count a hundred.
/// </summary>
public sealed class AttemptCounter
{
    /// <summary>Keyed hash of what is counted: the table tells nobody who was tried from where.</summary>
    public required string Key { get; init; }

    public int Failures { get; private set; }

    public DateTimeOffset LastTriedAt { get; private set; }

    public DateTimeOffset? NotBefore { get; private set; }

    /// <summary>When a try under this key was last right: what makes a place familiar.</summary>
    public DateTimeOffset? LastSuccessAt { get; private set; }

    /// <summary>Concurrency token: two tries at once cannot both be the fifth.</summary>
    public int Version { get; private set; }

    /// <summary>Time left before the next try may be checked; zero when it may be now.</summary>
    public TimeSpan WaitAt(DateTimeOffset now) =>
        NotBefore is { } until && until > now ? until - now : TimeSpan.Zero;

    public void Count(AttemptSchedule schedule, DateTimeOffset now)
    {
        if (now - LastTriedAt > schedule.Memory)
            Failures = 0;
        Failures++;
        LastTriedAt = now;
        NotBefore = now + schedule.WaitAfter(Failures);
        Version++;
    }

    /// <summary>The try was right: its failures are forgotten.</summary>
    public void Succeed(DateTimeOffset now)
    {
        Failures = 0;
        NotBefore = null;
        LastSuccessAt = now;
        Version++;
    }

    /// <summary>Whoever waits need not any longer; nothing becomes familiar by it.</summary>
    public void Forgive()
    {
        Failures = 0;
        NotBefore = null;
        Version++;
    }

    /// <summary>The try was never checked (an outage), or was right under a key that is shared: it does not count.</summary>
    public void Withdraw()
    {
        Failures = Math.Max(0, Failures - 1);
        NotBefore = null;
        Version++;
    }
}
