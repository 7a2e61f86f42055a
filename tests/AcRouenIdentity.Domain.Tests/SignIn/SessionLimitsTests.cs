using AcRouenIdentity.Domain.SignIn;

namespace AcRouenIdentity.Domain.Tests.SignIn;

public class SessionLimitsTests
{
    private static readonly DateTimeOffset Start = new(2026, 9, 1, 8, 0, 0, TimeSpan.Zero);
    private static readonly SessionLimits Limits = new(TimeSpan.FromHours(1), TimeSpan.FromHours(12));

    [Fact]
    public void A_session_left_alone_for_the_idle_time_is_over() =>
        Limits.IsOver(Session(lastSeen: Start), Start.AddHours(1)).Should().BeTrue();

    [Fact]
    public void A_session_used_a_moment_before_is_not_over() =>
        Limits.IsOver(Session(lastSeen: Start), Start.AddHours(1).AddTicks(-1)).Should().BeFalse();

    [Fact]
    public void Even_a_busy_session_ends_at_its_absolute_limit() =>
        Limits.IsOver(Session(lastSeen: Start.AddHours(12)), Start.AddHours(12)).Should().BeTrue();

    [Fact]
    public void An_ended_session_is_over_at_once()
    {
        var session = Session(lastSeen: Start);
        session.EndedAt = Start;
        Limits.IsOver(session, Start).Should().BeTrue();
    }

    private static Session Session(DateTimeOffset lastSeen) => new()
    {
        Id = "sid",
        Subject = "sub",
        DirectoryKey = "1",
        Device = DeviceKind.Shared,
        StartedAt = Start,
        AuthenticatedAt = Start,
        LastSeenAt = lastSeen,
        ExpiresAt = Start + Limits.Absolute,
        Methods = "pwd",
    };
}
