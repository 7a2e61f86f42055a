using AcRouenIdentity.Domain.People;
using FsCheck.Xunit;

namespace AcRouenIdentity.Domain.Tests.People;

public class IdentifierTests
{
    [Theory]
    [InlineData("fdurand1")]
    [InlineData("FDurand1")]
    [InlineData(" mle-dupond ")]
    public void A_login_is_the_same_in_any_case_and_with_spaces_around_it(string typed)
    {
        Login.TryParse(typed, out var login).Should().BeTrue();
        login.Should().Be(Login.Parse(typed.Trim().ToUpperInvariant()));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("*")]
    [InlineData("a)(uid=*")]
    [InlineData("f durand")]
    [InlineData("fdurand\0")]
    [InlineData("fdurand\n1")]
    [InlineData("fdurand1\u200B")]
    [InlineData("fdurànd1")]
    [InlineData("-fdurand")]
    public void What_is_no_login_is_refused_whole(string? typed) =>
        Login.TryParse(typed, out _).Should().BeFalse();

    [Theory]
    [InlineData("21E0501234ABC")]
    [InlineData("17e9501234abc")]
    [InlineData(" 43G2001234ABC ")]
    public void A_numen_of_any_academie_is_a_numen(string typed) => Numen.TryParse(typed, out _).Should().BeTrue();

    [Theory]
    [InlineData("21E0501234AB")]
    [InlineData("21E0501234ABCD")]
    [InlineData("2AE0501234ABC")]
    [InlineData("21E٠٥٠١٢٣٤ABC")]
    public void What_has_not_the_form_of_a_numen_is_none(string typed) => Numen.TryParse(typed, out _).Should().BeFalse();

    [Fact]
    public void A_numen_put_into_a_log_or_a_page_by_mistake_shows_nothing() =>
        $"{Numen.Parse("21E0501234ABC")}".Should().NotContainAny("21E", "1234", "ABC");

    [Theory]
    [InlineData("0769001W", true)]
    [InlineData("0279001M", true)]
    [InlineData("0123456S", true)]
    [InlineData("0123456A", false)]
    public void The_letter_of_an_rne_is_checked_but_does_not_decide(string text, bool valid) =>
        Rne.Parse(text).HasValidLetter.Should().Be(valid);

    [Fact]
    public void An_rne_tells_its_departement() => Rne.Parse("0769001w").Departement.Should().Be("076");

    [Theory]
    [InlineData("claire.martin@ac-rouen.fr", true)]
    [InlineData("Claire.Martin@AC-Rouen.fr", true)]
    [InlineData("claire.martin@@ac-rouen.fr", false)]
    [InlineData("claire.martin@ac-rouen", false)]
    [InlineData("claire.martin@ac-rouen.fr\r\nBcc: x@y.fr", false)]
    [InlineData("\"claire martin\"@ac-rouen.fr", false)]
    [InlineData("@ac-rouen.fr", false)]
    public void An_address_has_one_plain_form(string typed, bool valid) => MailAddress.TryParse(typed, out _).Should().Be(valid);

    [Fact]
    public void A_typed_name_is_told_apart_by_its_form()
    {
        SignInName.TryParse("cmartin1").Should().Be(new SignInName.ByLogin(Login.Parse("cmartin1")));
        SignInName.TryParse("CMartin1 ").Should().Be(new SignInName.ByLogin(Login.Parse("cmartin1")));
        SignInName.TryParse("claire.martin@ac-rouen.fr").Should().Be(new SignInName.ByAddress(MailAddress.Parse("claire.martin@ac-rouen.fr")));
        SignInName.TryParse("21e0501234abc").Should().Be(new SignInName.ByNumen(Numen.Parse("21E0501234ABC")));
        SignInName.TryParse("Claire Martin").Should().BeNull();
    }

    [Property(MaxTest = 2000)]
    public void No_text_at_all_breaks_the_reading_of_a_name(string? typed)
    {
        var name = SignInName.TryParse(typed);
        (name is null or SignInName.ByLogin or SignInName.ByAddress or SignInName.ByNumen).Should().BeTrue();
    }
}
