using AcRouenIdentity.Domain.ApplicationPasswords;
using FsCheck.Xunit;

namespace AcRouenIdentity.Domain.Tests.ApplicationPasswords;

public sealed class ApplicationPasswordTextTests
{
    private static readonly DateTimeOffset Now = new(2026, 9, 1, 8, 0, 0, TimeSpan.Zero);

    [Property]
    public void A_password_is_five_groups_of_four_that_nobody_misreads(byte[] random)
    {
        var text = ApplicationPasswordText.Of(Padded(random));

        text.Reveal().Should().MatchRegex("^[0-9a-hjkmnp-tv-z]{4}(-[0-9a-hjkmnp-tv-z]{4}){4}$");
        text.Beginning.Should().Be(text.Reveal()[..4]);
    }

    [Fact]
    public void Its_text_form_says_nothing() =>
        $"{ApplicationPasswordText.Of(Padded([1, 2, 3]))}".Should().NotContain(ApplicationPasswordText.Of(Padded([1, 2, 3])).Reveal());

    [Fact]
    public void Its_beginning_says_nothing_of_the_rest()
    {
        var (one, other) = (ApplicationPasswordText.Of(Padded([7, 7, 7, 1])), ApplicationPasswordText.Of(Padded([7, 7, 7, 2])));

        one.Beginning.Should().Be(other.Beginning);
        one.Reveal().Should().NotBe(other.Reveal());
    }

    [Fact]
    public void One_that_was_never_ready_may_still_be_added_for_a_while()
    {
        var password = new ApplicationPassword { Id = "a", Subject = "s", Name = "Téléphone", Beginning = "abcd", Use = MailUse.Read, Slot = 1, CreatedAt = Now };

        password.IsSettled(Now + ApplicationPassword.MakingTime - TimeSpan.FromSeconds(1)).Should().BeFalse();
        password.IsSettled(Now + ApplicationPassword.MakingTime).Should().BeTrue();
    }

    private static byte[] Padded(byte[] random) => [.. random, .. new byte[ApplicationPasswordText.RandomBytes]];
}
