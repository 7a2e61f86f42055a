namespace AcRouenIdentity.Domain.SignIn;

/// <summary>How long a session may be left alone, and how long it may last at all. The safe default is the shared computer.</summary>
public sealed record SessionLimits(TimeSpan Idle, TimeSpan Absolute)
{
    public bool IsOver(Session session, DateTimeOffset now) =>
        session.EndedAt is not null || now >= session.ExpiresAt || now - session.LastSeenAt >= Idle;
}
