using AcRouenIdentity.Domain.Passwords;
using FsCheck.Xunit;

namespace AcRouenIdentity.Domain.Tests.Passwords;

public class PasswordPolicyTests
{
    private static readonly string[] Words = ["Hélène", "Lefèvre", "hlefevre1", "21E0501234ABC"];
    private static readonly PasswordPolicy Policy = PasswordPolicy.Default;

    [Fact]
    public void A_sentence_of_unrelated_words_is_good_without_any_capital_digit_or_sign() =>
        Policy.Check("falaise tambour citron velours", 80, Words).Should().BeEmpty();

    [Theory]
    [InlineData("court", PasswordFlaw.TooShort)]
    [InlineData("lefevre tambour citron", PasswordFlaw.PersonalWord)]
    [InlineData("LEFÈVRE tambour citron", PasswordFlaw.PersonalWord)]
    [InlineData("21e0501234abc-rouen", PasswordFlaw.PersonalWord)]
    [InlineData("tambour\0citron velours", PasswordFlaw.ControlCharacter)]
    public void A_password_is_refused_for_a_plain_reason(string password, PasswordFlaw flaw) =>
        Policy.Check(password, 80, Words).Should().Contain(flaw);

    [Fact]
    public void A_long_but_guessable_password_is_refused() =>
        Policy.Check("azertyuiopqsdfgh", 12, Words).Should().Equal(PasswordFlaw.TooGuessable);

    [Fact]
    public void Length_is_counted_as_a_person_counts_and_not_in_bytes()
    {
        Policy.Check(string.Concat(Enumerable.Repeat("👩‍🏫", 11)), 200, Words).Should().Contain(PasswordFlaw.TooShort);
        Policy.Check(string.Concat(Enumerable.Repeat("é", 128)), 200, Words).Should().NotContain(PasswordFlaw.TooLong);
        Policy.Check(new string('x', 129), 200, Words).Should().Contain(PasswordFlaw.TooLong);
    }

    [Fact]
    public void The_same_letter_typed_on_two_keyboards_is_the_same_password() =>
        PasswordText.Canonical("e\u0301te\u0301").Should().Be(PasswordText.Canonical("\u00e9t\u00e9"));

    [Fact]
    public void Half_a_character_is_no_reason_to_break() =>
        Policy.Check("tambour citron \uD83D velours", 80, Words).Should().BeEmpty();

    [Property]
    public void No_text_breaks_the_policy(FsCheck.NonNull<string> password, FsCheck.NonNull<string> word) =>
        Policy.Check(password.Get, 60, [word.Get]).Should().NotBeNull();
}
