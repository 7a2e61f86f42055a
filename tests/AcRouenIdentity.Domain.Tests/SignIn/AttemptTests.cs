using AcRouenIdentity.Domain.SignIn;
using FsCheck;
using FsCheck.Xunit;

namespace AcRouenIdentity.Domain.Tests.SignIn;

public class AttemptTests
{
    private static readonly DateTimeOffset Start = new(2026, 9, 1, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void More_than_a_minute_is_asked_after_five_failures_in_one_place() =>
        AttemptSchedule.OnePlace.WaitAfter(5).Should().BeGreaterThan(TimeSpan.FromMinutes(1));

    [Fact]
    public void The_first_mistakes_of_a_person_cost_no_waiting() =>
        AttemptSchedule.OnePlace.WaitAfter(4).Should().Be(TimeSpan.Zero);

    [Fact]
    public void Somebody_who_never_stops_gets_at_most_twenty_five_tries_a_day_in_one_place()
    {
        var counter = new AttemptCounter { Key = "k" };
        var tries = 0;
        for (var now = Start; now < Start.AddDays(1); now += TimeSpan.FromSeconds(1))
        {
            if (counter.WaitAt(now) > TimeSpan.Zero)
                continue;
            counter.Count(AttemptSchedule.OnePlace, now);
            tries++;
        }

        tries.Should().BeInRange(10, 25);
    }

    [Fact]
    public void Strangers_never_make_anybody_wait_more_than_a_minute() =>
        Enumerable.Range(0, 5000).Max(AttemptSchedule.AllStrangers.WaitAfter).Should().Be(TimeSpan.FromMinutes(1));

    [Property]
    public void Waiting_never_shrinks_as_failures_grow(PositiveInt failures) =>
        AttemptSchedule.OnePlace.WaitAfter(failures.Get + 1).Should().BeGreaterThanOrEqualTo(AttemptSchedule.OnePlace.WaitAfter(failures.Get));

    [Fact]
    public void A_right_try_forgets_the_wrong_ones_and_makes_the_place_familiar()
    {
        var counter = Failed(6);
        counter.Succeed(Start.AddHours(1));
        counter.WaitAt(Start.AddHours(1)).Should().Be(TimeSpan.Zero);
        counter.Failures.Should().Be(0);
        counter.LastSuccessAt.Should().Be(Start.AddHours(1));
    }

    [Fact]
    public void A_try_that_was_never_checked_does_not_count()
    {
        var counter = Failed(4);
        counter.Count(AttemptSchedule.OnePlace, Start);
        counter.Withdraw();
        counter.Failures.Should().Be(4);
        counter.WaitAt(Start).Should().Be(TimeSpan.Zero);
    }

    [Fact]
    public void Failures_of_another_day_are_forgotten()
    {
        var counter = Failed(12);
        counter.Count(AttemptSchedule.OnePlace, Start.AddDays(2));
        counter.Failures.Should().Be(1);
    }

    [Fact]
    public void Every_change_moves_the_version_so_that_two_tries_at_once_cannot_both_count_once()
    {
        var counter = Failed(1);
        var before = counter.Version;
        counter.Count(AttemptSchedule.OnePlace, Start);
        counter.Version.Should().NotBe(before);
    }

    private static AttemptCounter Failed(int times)
    {
        var counter = new AttemptCounter { Key = "k" };
        for (var time = 0; time < times; time++)
            counter.Count(AttemptSchedule.OnePlace, Start);
        return counter;
    }
}
