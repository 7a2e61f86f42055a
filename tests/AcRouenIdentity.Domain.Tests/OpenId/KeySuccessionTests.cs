using AcRouenIdentity.Domain.OpenId;

namespace AcRouenIdentity.Domain.Tests.OpenId;

public sealed class KeySuccessionTests
{
    private static readonly DateTimeOffset Start = new(2026, 9, 1, 8, 0, 0, TimeSpan.Zero);
    private static readonly KeyTimes Times = new(SignsFor: TimeSpan.FromDays(90), PublishedAhead: TimeSpan.FromDays(7), VerifiesFor: TimeSpan.FromDays(31));

    [Theory]
    [InlineData(0, null)]
    [InlineData(82, null)]
    [InlineData(83, 90)]
    [InlineData(86, 93)]
    [InlineData(400, 407)]
    public void The_next_key_is_made_seven_days_ahead_and_never_published_for_less_however_late_it_is(int day, int? begins) =>
        Of(Key(1, 0)).NextIsDue(Start.AddDays(day)).Should().Be(begins is null ? null : Start.AddDays(begins.Value));

    [Fact]
    public void While_one_is_waiting_no_other_is_made() => Of(Key(1, 0), Key(2, 90)).NextIsDue(Start.AddDays(89)).Should().BeNull();

    [Fact]
    public void Without_any_key_one_is_due_at_once() => Of().NextIsDue(Start).Should().Be(Start);

    [Theory]
    [InlineData(89, KeyState.Signing, KeyState.Upcoming)]
    [InlineData(90, KeyState.Retired, KeyState.Signing)]
    [InlineData(120, KeyState.Retired, KeyState.Signing)]
    [InlineData(121, KeyState.Withdrawn, KeyState.Signing)]
    public void A_key_that_was_replaced_verifies_for_as_long_as_what_it_signed_lives(int day, KeyState former, KeyState latter)
    {
        var (first, second) = (Key(1, 0), Key(2, 90));
        var succession = Of(first, second);

        (succession.StateOf(first, Start.AddDays(day)), succession.StateOf(second, Start.AddDays(day))).Should().Be((former, latter));
    }

    [Fact]
    public void Its_material_is_erased_a_day_after_it_was_withdrawn()
    {
        var first = Key(1, 0);
        var succession = Of(first, Key(2, 90));

        succession.ToErase(Start.AddDays(121.9)).Should().BeEmpty();
        succession.ToErase(Start.AddDays(122)).Should().Equal(first);
    }

    [Fact]
    public void On_a_node_whose_clock_is_late_the_first_key_signs_all_the_same()
    {
        var first = Key(1, 0);

        Of(first).StateOf(first, Start.AddSeconds(-2)).Should().Be(KeyState.Signing);
        Of(first).NextIsDue(Start.AddSeconds(-2)).Should().BeNull();
    }

    [Fact]
    public void A_key_revoked_before_it_began_replaces_nothing()
    {
        var (first, second) = (Key(1, 0), Key(2, 90));
        second.Revoke(Start.AddDays(85));

        Of(first, second).StateOf(first, Start.AddDays(95)).Should().Be(KeyState.Signing);
        Of(first, second).NextIsDue(Start.AddDays(95)).Should().Be(Start.AddDays(102));
    }

    [Fact]
    public void A_key_revoked_later_had_replaced_the_one_before_it()
    {
        var (first, second, third) = (Key(1, 0), Key(2, 90), Key(3, 100));
        second.Revoke(Start.AddDays(100));
        var succession = Of(first, second, third);

        succession.StateOf(first, Start.AddDays(101)).Should().Be(KeyState.Retired);
        succession.StateOf(second, Start.AddDays(101)).Should().Be(KeyState.Revoked);
        second.IsErased.Should().BeTrue();
        succession.VerifiesUntil(first).Should().Be(Start.AddDays(121));
    }

    private static KeySuccession Of(params SigningKey[] keys) => new(keys, Times);

    private static SigningKey Key(int generation, int day) => new()
    {
        Id = $"cle{generation}", Purpose = KeyPurpose.Rs256, Generation = generation, CreatedAt = Start, BeginsAt = Start.AddDays(day), ProtectedMaterial = [1],
    };
}
