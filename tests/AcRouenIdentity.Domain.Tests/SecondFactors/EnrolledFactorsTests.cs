using AcRouenIdentity.Domain.SecondFactors;
using AcRouenIdentity.Domain.SignIn;

namespace AcRouenIdentity.Domain.Tests.SecondFactors;

public sealed class EnrolledFactorsTests
{
    [Theory]
    [InlineData(0, false, SecondFactorNeed.Optional, false)]
    [InlineData(0, false, SecondFactorNeed.Required, false)]
    [InlineData(2, false, SecondFactorNeed.Optional, false)]
    [InlineData(2, false, SecondFactorNeed.Required, true)]
    [InlineData(0, true, SecondFactorNeed.Optional, true)]
    [InlineData(0, true, SecondFactorNeed.Required, true)]
    public void Whoever_enrolled_an_application_is_asked_and_a_passkey_is_asked_for_where_one_is_required(int passkeys, bool hasApp, SecondFactorNeed need, bool asked) =>
        new EnrolledFactors(passkeys, hasApp, RecoveryCodes: 0).AreAskedFor(need).Should().Be(asked);

    [Theory]
    [InlineData(1, false, SecondFactorNeed.Required, false)]
    [InlineData(0, true, SecondFactorNeed.Required, false)]
    [InlineData(1, true, SecondFactorNeed.Required, true)]
    [InlineData(2, false, SecondFactorNeed.Required, true)]
    [InlineData(1, false, SecondFactorNeed.Optional, true)]
    public void The_last_factor_stays_where_one_is_required_however_many_recovery_codes_there_are(int passkeys, bool hasApp, SecondFactorNeed need, bool mayLose) =>
        new EnrolledFactors(passkeys, hasApp, RecoveryCodes: 10).MayLoseOne(need).Should().Be(mayLose);

    [Theory]
    [InlineData("pwd", "totp mfa", "pwd totp mfa")]
    [InlineData("pwd totp mfa", "pop mfa", "pwd totp pop mfa")]
    [InlineData("pwd", "mfa", "pwd mfa")]
    public void Methods_are_told_once_each(string methods, string others, string together)
    {
        AuthenticationMethods.Join(methods, others).Should().Be(together);
        AuthenticationMethods.AreMultiFactor(together).Should().BeTrue();
    }

    [Fact]
    public void A_password_is_one_factor() => AuthenticationMethods.AreMultiFactor(AuthenticationMethods.Password).Should().BeFalse();

    [Fact]
    public void A_code_and_those_before_it_serve_once()
    {
        var app = new AuthenticatorApp { Subject = "s", ProtectedSecret = "x", AddedAt = default, LastStep = 100 };

        new[] { 100L, 99, 101, 101, 100, 103 }.Select(step => app.TryUse(step, default)).Should().Equal(false, false, true, false, false, true);
    }
}
