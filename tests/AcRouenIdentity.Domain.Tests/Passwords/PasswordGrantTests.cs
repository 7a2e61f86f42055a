using AcRouenIdentity.Domain.Passwords;

namespace AcRouenIdentity.Domain.Tests.Passwords;

public class PasswordGrantTests
{
    private static readonly DateTimeOffset Start = new(2026, 9, 1, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_grant_sets_one_password()
    {
        var grant = Grant();
        grant.TryReserve(Start).Should().BeTrue();
        grant.Spend(Start);
        grant.TryReserve(Start.AddMinutes(6)).Should().BeFalse();
    }

    [Fact]
    public void While_one_request_sets_the_password_another_cannot()
    {
        var grant = Grant();
        grant.TryReserve(Start).Should().BeTrue();
        grant.TryReserve(Start.AddSeconds(1)).Should().BeFalse();
    }

    [Fact]
    public void A_reservation_left_by_a_crash_lapses_after_five_minutes()
    {
        var grant = Grant();
        grant.TryReserve(Start);
        grant.TryReserve(Start.AddMinutes(5)).Should().BeTrue();
    }

    [Fact]
    public void After_a_refusal_of_the_directory_another_password_may_be_tried_at_once()
    {
        var grant = Grant();
        grant.TryReserve(Start);
        grant.Release();
        grant.TryReserve(Start).Should().BeTrue();
    }

    [Fact]
    public void An_expired_grant_sets_nothing() => Grant().TryReserve(Start.AddMinutes(15)).Should().BeFalse();

    [Fact]
    public void A_spent_grant_signs_its_browser_in_once_and_soon()
    {
        var grant = Grant();
        grant.TrySignIn(Start).Should().BeFalse("no password was set yet");
        grant.Spend(Start);
        grant.TrySignIn(Start.AddMinutes(3)).Should().BeFalse("it was too long ago");
        grant.TrySignIn(Start.AddMinutes(1)).Should().BeTrue();
        grant.TrySignIn(Start.AddMinutes(1)).Should().BeFalse("it was used");
    }

    private static PasswordGrant Grant() => new()
    {
        TokenHash = "h",
        DirectoryKey = "1",
        Methods = "pwd", Reason = PasswordGrantReason.Expired,
        ContinueTo = "/",
        ExpiresAt = Start.AddMinutes(15),
    };
}
