using AcRouenIdentity.Domain.HelpDesk;
using AcRouenIdentity.Domain.HelpDesk.Supervision;

namespace AcRouenIdentity.Domain.Tests.HelpDesk;

public sealed class CaseFiguresTests
{
    private static readonly DateTimeOffset Monday = new(2026, 9, 7, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Cases_are_counted_by_origin_and_outcome_and_those_without_an_outcome_are_open()
    {
        var figures = new CaseFigures([Closed(CaseOrigin.Online, CaseOutcome.Helped), Closed(CaseOrigin.Online, CaseOutcome.Impostor), Waiting(CaseOrigin.Online), Taken(CaseOrigin.Call, minutes: 0)]);

        (figures.Opened, figures.Open, figures.Waiting).Should().Be((4, 2, 1));
        figures.Count(CaseOrigin.Online, CaseOutcome.Helped).Should().Be(1);
        figures.Count(CaseOrigin.Online, CaseOutcome.Impostor).Should().Be(1);
        figures.Count(CaseOrigin.Online, outcome: null).Should().Be(1);
        figures.Count(CaseOrigin.Call, outcome: null).Should().Be(1);
        figures.Count(CaseOrigin.Call, CaseOutcome.Helped).Should().Be(0);
    }

    [Theory]
    [InlineData(0, WaitBand.UnderQuarter)]
    [InlineData(14, WaitBand.UnderQuarter)]
    [InlineData(15, WaitBand.UnderHour)]
    [InlineData(59, WaitBand.UnderHour)]
    [InlineData(60, WaitBand.UnderHalfDay)]
    [InlineData(239, WaitBand.UnderHalfDay)]
    [InlineData(240, WaitBand.UnderDay)]
    [InlineData(1439, WaitBand.UnderDay)]
    [InlineData(1440, WaitBand.Longer)]
    public void A_wait_falls_into_one_band(int minutes, WaitBand expected)
    {
        var figures = new CaseFigures([Taken(CaseOrigin.Online, minutes)]);

        Enum.GetValues<WaitBand>().Where(band => figures.Count(band) > 0).Should().Equal(expected);
    }

    [Fact]
    public void A_call_is_taken_as_it_comes_and_shortens_no_wait()
    {
        var figures = new CaseFigures([Taken(CaseOrigin.Call, minutes: 0), Taken(CaseOrigin.Call, minutes: 0), Taken(CaseOrigin.Contest, minutes: 90)]);

        figures.MedianWait.Should().Be(TimeSpan.FromMinutes(90));
        figures.Count(WaitBand.UnderQuarter).Should().Be(0);
    }

    [Fact]
    public void Half_of_the_people_waited_no_longer_than_the_median_and_nine_of_ten_no_longer_than_the_ninth_decile()
    {
        var figures = new CaseFigures([.. Enumerable.Range(1, 10).Reverse().Select(minutes => Taken(CaseOrigin.Online, minutes))]);

        figures.MedianWait.Should().Be(TimeSpan.FromMinutes(5));
        figures.NinthDecileWait.Should().Be(TimeSpan.FromMinutes(9));
    }

    [Fact]
    public void Where_nobody_waited_there_is_no_median()
    {
        var figures = new CaseFigures([Waiting(CaseOrigin.Online)]);

        (figures.MedianWait, figures.NinthDecileWait).Should().Be((null, null));
        figures.Count(WaitBand.StillWaiting).Should().Be(1);
    }

    [Fact]
    public void A_case_that_was_put_back_or_reopened_waited_once()
    {
        var figures = new CaseFigures([Taken(CaseOrigin.Online, minutes: 5) with { State = CaseState.Waiting }]);

        figures.Waiting.Should().Be(1);
        figures.Count(WaitBand.UnderQuarter).Should().Be(1);
        figures.Count(WaitBand.StillWaiting).Should().Be(0);
    }

    private static CaseFacts Waiting(CaseOrigin origin) => new(origin, CaseState.Waiting, Outcome: null, Monday, TakenAt: null);

    private static CaseFacts Taken(CaseOrigin origin, int minutes) => new(origin, CaseState.InHand, Outcome: null, Monday, Monday.AddMinutes(minutes));

    private static CaseFacts Closed(CaseOrigin origin, CaseOutcome outcome) => new(origin, CaseState.Closed, outcome, Monday, Monday.AddMinutes(3));
}
