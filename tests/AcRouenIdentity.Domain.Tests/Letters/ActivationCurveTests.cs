using AcRouenIdentity.Domain.Letters;

namespace AcRouenIdentity.Domain.Tests.Letters;

public sealed class ActivationCurveTests
{
    private static readonly DateOnly Today = new(2026, 11, 25);

    [Fact]
    public void There_is_no_curve_before_the_first_letter() => ActivationCurve.Of([], [], Today).Should().BeEmpty();

    [Fact]
    public void A_letter_waits_from_its_day_on_until_the_day_its_account_is_opened()
    {
        var curve = ActivationCurve.Of([Day(-3), Day(-3), Day(-1)], [Day(-1), Day(0)], Today);

        curve.Should().Equal(new ActivationPoint(Day(-3), 0, 2), new ActivationPoint(Day(-2), 0, 2), new ActivationPoint(Day(-1), 1, 2), new ActivationPoint(Day(0), 2, 1));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(52)]
    [InlineData(53)]
    [InlineData(400)]
    [InlineData(3650)]
    public void However_long_it_took_the_curve_ends_today_and_has_points_that_can_be_told_apart(int days)
    {
        var curve = ActivationCurve.Of([Day(-days)], [], Today);

        curve.Count.Should().BeInRange(1, ActivationCurve.MostPoints);
        curve[^1].Should().Be(new ActivationPoint(Today, 0, 1));
        curve.Select(point => point.Day).Should().BeInAscendingOrder().And.OnlyContain(day => day >= Day(-days));
    }

    [Fact]
    public void Days_need_no_order() =>
        ActivationCurve.Of([Day(0), Day(-1)], [], Today).Should().BeEquivalentTo(ActivationCurve.Of([Day(-1), Day(0)], [], Today), options => options.WithStrictOrdering());

    private static DateOnly Day(int fromToday) => Today.AddDays(fromToday);
}
