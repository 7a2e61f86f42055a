using AcRouenIdentity.Domain.Status;

namespace AcRouenIdentity.Domain.Tests.Status;

public sealed class LocalMomentTests
{
    private static readonly TimeZoneInfo Paris = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");

    [Theory]
    [InlineData("2026-07-14", "12:00", "2026-07-14T10:00:00Z")]
    [InlineData("2026-12-24", "12:00", "2026-12-24T11:00:00Z")]
    [InlineData("2026-03-29", "01:59", "2026-03-29T00:59:00Z")]
    [InlineData("2026-03-29", "03:00", "2026-03-29T01:00:00Z")]
    [InlineData("2026-10-25", "01:59", "2026-10-24T23:59:00Z")]
    [InlineData("2026-10-25", "03:00", "2026-10-25T02:00:00Z")]
    public void A_time_on_the_clocks_of_Paris_is_one_instant(string day, string time, string instant) =>
        Of(day, time).Should().Be(new LocalMoment.Exact(DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData("02:00")]
    [InlineData("02:59")]
    public void A_time_that_clocks_jump_over_is_none(string time) => Of("2026-03-29", time).Should().Be(new LocalMoment.Skipped());

    [Theory]
    [InlineData("02:00")]
    [InlineData("02:59")]
    public void A_time_that_comes_twice_is_not_guessed(string time) => Of("2026-10-25", time).Should().Be(new LocalMoment.Twice());

    private static LocalMoment Of(string day, string time) => LocalMoment.Of(
        DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture), TimeOnly.Parse(time, System.Globalization.CultureInfo.InvariantCulture), Paris);
}
