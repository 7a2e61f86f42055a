using AcRouenIdentity.Domain.Passkeys;
using FsCheck.Xunit;

namespace AcRouenIdentity.Domain.Tests.Passkeys;

public sealed class PasskeyTests
{
    private static readonly DateTimeOffset Now = new(2026, 9, 1, 8, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0, 0, true)]
    [InlineData(0, 1, true)]
    [InlineData(7, 8, true)]
    [InlineData(7, 7, false)]
    [InlineData(7, 6, false)]
    [InlineData(7, 0, false)]
    [InlineData(4_294_967_294, 4_294_967_295, true)]
    public void A_count_must_grow_unless_the_key_never_counts(long last, long said, bool isGood)
    {
        var passkey = NewPasskey(last);

        passkey.TryUse(said, Now).Should().Be(isGood);
        passkey.SignCount.Should().Be(isGood ? said : last);
        passkey.LastUsedAt.Should().Be(isGood ? Now : null);
    }

    [Theory]
    [InlineData(null, PasskeyNameFlaw.NameMissing)]
    [InlineData(" \u00A0 ", PasskeyNameFlaw.NameMissing)]
    [InlineData("a\u0000b", PasskeyNameFlaw.NameUnreadable)]
    [InlineData("a\nb", PasskeyNameFlaw.NameUnreadable)]
    [InlineData("a\u202Eb", PasskeyNameFlaw.NameUnreadable)]
    [InlineData("a\u2066b", PasskeyNameFlaw.NameUnreadable)]
    [InlineData("a\uFEFFb", PasskeyNameFlaw.NameUnreadable)]
    [InlineData("\uD800", PasskeyNameFlaw.NameUnreadable)]
    public void A_name_that_reads_otherwise_than_it_is_has_a_flaw(string? typed, PasskeyNameFlaw flaw) => PasskeyName.FlawOf(typed).Should().Be(flaw);

    [Theory]
    [InlineData("Téléphone de Zoé")]
    [InlineData("clé 🔑")]
    [InlineData("مفتاح")]
    [InlineData("Zoe\u0301")]
    public void People_call_their_keys_in_their_own_writing(string typed) => PasskeyName.FlawOf(typed).Should().BeNull();

    [Fact]
    public void A_name_is_counted_as_people_count()
    {
        var longest = string.Concat(Enumerable.Repeat("e\u0301", PasskeyName.Longest));

        PasskeyName.FlawOf(longest).Should().BeNull();
        PasskeyName.FlawOf(longest + "e").Should().Be(PasskeyNameFlaw.NameTooLong);
    }

    [Property(MaxTest = 300)]
    public bool A_name_without_flaw_stays_without_flaw_once_written(string? typed) =>
        PasskeyName.FlawOf(typed) is not null || (PasskeyName.FlawOf(PasskeyName.Canonical(typed!)) is null && PasskeyName.Canonical(typed!).Length <= 4 * PasskeyName.Longest);

    private static Passkey NewPasskey(long signCount) => new()
    {
        CredentialId = "AAAA",
        Subject = "somebody",
        Slot = 1,
        Name = "a key",
        PublicKey = [],
        SignCount = signCount,
        Transports = "",
        IsUserVerified = true,
        IsBackupEligible = false,
        IsBackedUp = false,
        AttestationObject = [],
        ClientDataJson = [],
        Aaguid = Guid.Empty,
        CreatedAt = Now,
    };
}
