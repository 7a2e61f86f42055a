using AcRouenIdentity.Domain.People;

namespace AcRouenIdentity.Domain.Tests.People;

public class BackupAddressTests
{
    private static readonly TimeSpan Delay = TimeSpan.FromHours(48);
    private static readonly DateTimeOffset Now = new(2026, 11, 26, 9, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(BackupAddressGround.First, 0)]
    [InlineData(BackupAddressGround.TwoFactors, 0)]
    [InlineData(BackupAddressGround.OlderAddress, 0)]
    [InlineData(BackupAddressGround.OneFactor, 48)]
    public void What_stands_behind_an_address_says_when_it_serves(BackupAddressGround ground, int hours) =>
        ground.ServesFrom(Now, Delay).Should().Be(Now.AddHours(hours));

    [Fact]
    public void An_address_serves_from_its_hour_on_and_not_a_tick_before()
    {
        var address = Address(servesFrom: Now + Delay);

        address.MayServeRecovery(Now + Delay - TimeSpan.FromTicks(1)).Should().BeFalse();
        address.MayServeRecovery(Now + Delay).Should().BeTrue();
    }

    [Fact]
    public void A_removed_address_serves_nothing_and_hears_until_it_may_not_be_put_back_any_more()
    {
        var address = Address();
        address.Remove(Now);
        var last = Now + Delay - TimeSpan.FromTicks(1);

        address.MayServeRecovery(last).Should().BeFalse();
        (address.HearsOfChanges(last, Delay), address.MayComeBack(last, Delay)).Should().Be((true, true));
        (address.HearsOfChanges(Now + Delay, Delay), address.MayComeBack(Now + Delay, Delay)).Should().Be((false, false));
    }

    [Fact]
    public void One_that_is_there_hears_and_has_nowhere_to_come_back_from()
    {
        var address = Address();

        (address.HearsOfChanges(Now, Delay), address.MayComeBack(Now, Delay)).Should().Be((true, false));
    }

    [Fact]
    public void One_that_is_put_back_serves_when_it_is_told_to_whatever_it_did_before()
    {
        var address = Address(servesFrom: Now);
        address.Remove(Now);
        address.PutBack(slot: 2, servesFrom: Now + Delay);

        address.Should().BeEquivalentTo(new { Slot = 2, IsThere = true, RemovedAt = (DateTimeOffset?)null });
        address.MayServeRecovery(Now).Should().BeFalse();
        address.MayServeRecovery(Now + Delay).Should().BeTrue();
    }

    [Fact]
    public void One_that_another_proof_confirms_serves_at_once()
    {
        var address = Address(servesFrom: Now + Delay);
        address.Confirm(Now);

        address.MayServeRecovery(Now).Should().BeTrue();
    }

    [Fact]
    public void Each_change_is_another_version_so_that_of_two_tabs_one_alone_makes_it()
    {
        var address = Address();
        var versions = new List<int> { address.Version };
        address.Remove(Now);
        versions.Add(address.Version);
        address.PutBack(slot: 1, Now);
        versions.Add(address.Version);
        address.Confirm(Now);
        versions.Add(address.Version);

        versions.Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public void A_new_address_takes_the_first_free_slot_and_the_one_over_the_limit_none()
    {
        var removed = Address(id: 2, slot: 2);
        removed.Remove(Now);
        BackupAddress[] two = [Address(id: 1, slot: 1), removed, Address(id: 3, slot: 3)];

        BackupAddress.FreeSlot([], most: 3).Should().Be(1);
        BackupAddress.FreeSlot(two, most: 3).Should().Be(2);
        BackupAddress.FreeSlot([.. two, Address(id: 4, slot: 2)], most: 3).Should().BeNull();
    }

    [Fact]
    public void One_that_was_recorded_before_there_were_slots_counts_too()
    {
        BackupAddress.FreeSlot([Address(id: 1, slot: null)], most: 1).Should().BeNull();
        BackupAddress.FreeSlot([Address(id: 1, slot: null)], most: 2).Should().Be(1);
    }

    [Fact]
    public void Whoever_removes_an_address_loses_what_the_others_cannot_do()
    {
        var (serving, waiting, removed) = (Address(id: 1), Address(id: 2, servesFrom: Now + Delay), Address(id: 3));
        removed.Remove(Now);

        new[] { serving, removed }.LossBy(serving, Now).Should().Be(BackupAddressLoss.All, "a removed one is no way in");
        new[] { serving, waiting }.LossBy(serving, Now).Should().Be(BackupAddressLoss.UntilAnotherServes);
        new[] { serving, waiting }.LossBy(waiting, Now).Should().Be(BackupAddressLoss.Nothing);
        new[] { serving, waiting }.LossBy(serving, Now + Delay).Should().Be(BackupAddressLoss.Nothing);
    }

    private static BackupAddress Address(long id = 1, int? slot = 1, DateTimeOffset? servesFrom = null) => new()
    {
        Id = id,
        DirectoryKey = "k1",
        Protected = "•",
        Lookup = "h",
        Slot = slot,
        VerifiedAt = Now,
        ServesFrom = servesFrom ?? Now,
    };
}
