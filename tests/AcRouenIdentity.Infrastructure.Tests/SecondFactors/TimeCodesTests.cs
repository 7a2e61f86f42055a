using System.Text;
using AcRouenIdentity.Infrastructure.SecondFactors;

namespace AcRouenIdentity.Infrastructure.Tests.SecondFactors;

public sealed class TimeCodesTests
{
    private static readonly byte[] Secret = Encoding.ASCII.GetBytes("12345678901234567890");

    /// <summary>The last six digits of the vectors of RFC 6238, appendix B.</summary>
    [Theory]
    [InlineData(59, "287082", 1)]
    [InlineData(1111111109, "081804", 37037036)]
    [InlineData(1111111111, "050471", 37037037)]
    [InlineData(1234567890, "005924", 41152263)]
    [InlineData(2000000000, "279037", 66666666)]
    [InlineData(20000000000, "353130", 666666666)]
    public void Codes_are_those_of_the_standard(long seconds, string code, long step) =>
        TimeCodes.Match(Secret, code, DateTimeOffset.FromUnixTimeSeconds(seconds)).Should().Be(step);

    [Theory, InlineData(59, true), InlineData(60, true), InlineData(89, true), InlineData(90, false), InlineData(0, true), InlineData(29, true)]
    public void A_code_is_good_a_step_before_and_after(long seconds, bool isGood) =>
        (TimeCodes.Match(Secret, "287082", DateTimeOffset.FromUnixTimeSeconds(seconds)) is not null).Should().Be(isGood);

    [Fact]
    public void Spaces_between_digits_do_not_matter() => TimeCodes.Match(Secret, " 287 082 ", DateTimeOffset.FromUnixTimeSeconds(59)).Should().Be(1);

    [Theory, InlineData(""), InlineData("28708"), InlineData("2870822"), InlineData("٢٨٧٠٨٢"), InlineData("abcdef")]
    public void What_is_no_code_matches_nothing(string typed) => TimeCodes.Match(Secret, typed, DateTimeOffset.FromUnixTimeSeconds(59)).Should().BeNull();

    [Theory, InlineData(59 + 120, true), InlineData(59 + 600, true), InlineData(59 + 700, false), InlineData(59, false)]
    public void A_wrong_clock_is_recognised_up_to_ten_minutes(long seconds, bool isWrong) =>
        TimeCodes.IsOfWrongClock(Secret, "287082", DateTimeOffset.FromUnixTimeSeconds(seconds)).Should().Be(isWrong);

    [Fact]
    public void The_address_of_a_code_says_whose_it_is_where()
    {
        var address = TimeCodes.AddressOf(Secret, "Académie d’essai", "cmartin1").AbsoluteUri;

        address.Should().StartWith("otpauth://totp/Acad%C3%A9mie%20d%E2%80%99essai:cmartin1?").And.Contain("secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ").And.Contain("issuer=Acad%C3%A9mie%20d%E2%80%99essai");
    }
}
