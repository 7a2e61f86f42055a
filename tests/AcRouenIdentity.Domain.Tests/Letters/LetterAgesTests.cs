using AcRouenIdentity.Domain.Letters;

namespace AcRouenIdentity.Domain.Tests.Letters;

public sealed class LetterAgesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 25, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public void Whoever_has_no_letter_has_no_age_of_one() => new LetterAges(Now).Of(null, null).Should().Be(LetterAge.None);

    [Theory]
    [InlineData(0, 0, LetterAge.Week)]
    [InlineData(7, 0, LetterAge.Week)]
    [InlineData(7, 1, LetterAge.Month)]
    [InlineData(30, 0, LetterAge.Month)]
    [InlineData(30, 1, LetterAge.Older)]
    public void Ages_change_by_the_second(int days, int seconds, LetterAge age) =>
        new LetterAges(Now).Of(Now - TimeSpan.FromDays(days) - (seconds * Second), Now + Second).Should().Be(age);

    [Fact]
    public void Codes_that_have_expired_count_before_any_age()
    {
        var printed = Now - TimeSpan.FromDays(1);

        new LetterAges(Now).Of(printed, Now).Should().Be(LetterAge.Expired);
        new LetterAges(Now).Of(printed, Now + Second).Should().Be(LetterAge.Week);
    }
}
