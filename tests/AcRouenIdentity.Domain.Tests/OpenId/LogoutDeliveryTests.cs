using AcRouenIdentity.Domain.OpenId;

namespace AcRouenIdentity.Domain.Tests.OpenId;

public sealed class LogoutDeliveryTests
{
    private static readonly DateTimeOffset Start = new(2026, 9, 1, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Waits_grow_and_the_notice_is_given_up_after_a_day()
    {
        var delivery = new LogoutDelivery { Id = "avis", SessionId = "session", Subject = "sujet", ClientId = "ent", CreatedAt = Start, DueAt = Start };
        var waits = new List<TimeSpan>();
        while (delivery.ClosedAt is null)
        {
            var now = delivery.DueAt;
            delivery.Postpone(new LogoutProblem(LogoutTrouble.Unreachable), now);
            waits.Add(delivery.DueAt - now);
        }

        waits.SkipLast(1).Should().BeInAscendingOrder().And.HaveElementAt(0, TimeSpan.FromSeconds(5));
        delivery.Outcome.Should().Be(LogoutOutcome.GivenUp);
        (delivery.ClosedAt - Start).Should().BeLessThanOrEqualTo(TimeSpan.FromDays(1)).And.BeGreaterThan(TimeSpan.FromHours(22));
    }

    [Fact]
    public void Sent_again_it_has_a_whole_day_anew_and_tells_the_last_answer()
    {
        var delivery = new LogoutDelivery { Id = "avis", SessionId = "session", Subject = "sujet", ClientId = "ent", CreatedAt = Start, DueAt = Start };
        delivery.Close(LogoutOutcome.GivenUp, Start.AddDays(1));
        var again = Start.AddDays(3);

        delivery.Retry(again);
        delivery.Postpone(new LogoutProblem(LogoutTrouble.Refused, 503), again);

        delivery.Outcome.Should().BeNull();
        delivery.DueAt.Should().Be(again.AddSeconds(5));
        (delivery.Trouble, delivery.Status, delivery.TriedAt).Should().Be((LogoutTrouble.Refused, 503, again));
    }
}
