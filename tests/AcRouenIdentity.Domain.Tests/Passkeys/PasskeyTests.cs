using AcRouenIdentity.Domain.Passkeys;
using AcRouenIdentity.Domain.People;
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
    [InlineData(null, ChosenNameFlaw.NameMissing)]
    [InlineData(" \u00A0 ", ChosenNameFlaw.NameMissing)]
    [InlineData("a\u0000b", ChosenNameFlaw.NameUnreadable)]
    [InlineData("a\nb", ChosenNameFlaw.NameUnreadable)]
    [InlineData("a\u202Eb", ChosenNameFlaw.NameUnreadable)]
    [InlineData("a\u2066b", ChosenNameFlaw.NameUnreadable)]
    [InlineData("a\uFEFFb", ChosenNameFlaw.NameUnreadable)]
    [InlineData("\uD800", ChosenNameFlaw.NameUnreadable)]
    public void A_name_that_reads_otherwise_than_it_is_has_a_flaw(string? typed, ChosenNameFlaw flaw) => ChosenName.FlawOf(typed).Should().Be(flaw);

    [Theory]
    [InlineData("Téléphone de Zoé")]
    [InlineData("clé 🔑")]
    [InlineData("مفتاح")]
    [InlineData("Zoe\u0301")]
    public void People_call_their_keys_in_their_own_writing(string typed) => ChosenName.FlawOf(typed).Should().BeNull();

    [Fact]
    public void A_name_is_counted_as_people_count()
    {
        var longest = string.Concat(Enumerable.Repeat("e\u0301", ChosenName.Longest));

        ChosenName.FlawOf(longest).Should().BeNull();
        ChosenName.FlawOf(longest + "e").Should().Be(ChosenNameFlaw.NameTooLong);
    }

    [Property(MaxTest = 300)]
    public bool A_name_without_flaw_stays_without_flaw_once_written(string? typed) =>
        ChosenName.FlawOf(typed) is not null || (ChosenName.FlawOf(ChosenName.Canonical(typed!)) is null && ChosenName.Canonical(typed!).Length <= 4 * ChosenName.Longest);

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
