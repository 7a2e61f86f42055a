using AcRouenIdentity.Domain.HelpDesk;
using AcRouenIdentity.Domain.HelpDesk.Supervision;
using AcRouenIdentity.Domain.People;

namespace AcRouenIdentity.Domain.Tests.HelpDesk;

public sealed class DeskAnomaliesTests
{
    private const string Agent = "agent1";
    private static readonly OpeningHours Hours = new(new TimeOnly(7, 30), new TimeOnly(19, 0), [DayOfWeek.Saturday, DayOfWeek.Sunday]);
    private static readonly TimeZoneInfo Paris = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");

    /// <summary>Ten o'clock in Rouen.</summary>
    private static readonly DateTimeOffset Monday = new(2026, 9, 7, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Many_people_on_one_day_are_told_with_their_cases_and_the_same_person_counts_once()
    {
        var found = Of(Deed(1), Deed(2), Deed(2), Deed(3) with { Act = HelpAct.SendLetter }).ManyPeople(from: 3);

        found.Should().ContainSingle().Which.Should().BeEquivalentTo(new UnusualDay(Agent, new DateOnly(2026, 9, 7), 3, ["case 1", "case 2", "case 3"]));
    }

    [Fact]
    public void Fewer_people_other_acts_other_agents_and_other_days_are_not_added_up()
    {
        Of(Deed(1), Deed(2), Deed(3) with { Act = HelpAct.Unlock }, Deed(4) with { Agent = "agent2" }, Deed(5) with { At = Monday.AddDays(1) })
            .ManyPeople(from: 3).Should().BeEmpty();
    }

    [Fact]
    public void A_day_is_one_of_the_calendar_in_rouen()
    {
        var beforeMidnightThere = new DateTimeOffset(2026, 9, 7, 21, 59, 0, TimeSpan.Zero);

        Of(Deed(1) with { At = beforeMidnightThere }, Deed(2) with { At = beforeMidnightThere.AddMinutes(2) }).ManyPeople(from: 2).Should().BeEmpty();
    }

    [Theory]
    [InlineData("2026-09-07T05:29:59Z", true)]
    [InlineData("2026-09-07T05:30:00Z", false)]
    [InlineData("2026-09-07T16:59:59Z", false)]
    [InlineData("2026-09-07T17:00:00Z", true)]
    [InlineData("2026-09-12T10:00:00Z", true)]
    [InlineData("2026-12-07T17:30:00Z", false)]
    public void What_was_done_while_the_help_desk_is_closed_is_told_summer_and_winter(string at, bool isTold)
    {
        var found = Of(Deed(1) with { At = DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture), Act = HelpAct.EndSessions }).OutOfHours();

        found.Count.Should().Be(isTold ? 1 : 0);
    }

    [Fact]
    public void The_latest_day_comes_first()
    {
        var saturday = Monday.AddDays(5);

        Of(Deed(1) with { At = saturday }, Deed(2) with { At = saturday.AddDays(1) }, Deed(3) with { At = saturday.AddDays(1) }).OutOfHours()
            .Select(day => day.Count).Should().Equal(2, 1);
    }

    private static DeskAnomalies Of(params DeskDeed[] deeds) => new(deeds, Hours, Paris);

    private static DeskDeed Deed(int person) => new(Agent, $"case {person}", new DirectoryKey($"person {person}"), HelpAct.GiveCode, Monday.AddMinutes(person));
}
