using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Provisioning.Planning;
using AcRouenIdentity.Domain.Provisioning.Runs;

namespace AcRouenIdentity.Domain.Tests.Provisioning.Runs;

public class ConfirmationTextTests
{
    private static readonly ConfirmationNeeded Twelve = new ConfirmationNeeded.ManyAccountsClose(12, 100);
    private static readonly ConfirmationNeeded School = new ConfirmationNeeded.EstablishmentEmpties(Rne.Parse("0769001W"), 3);

    [Fact]
    public void What_stops_a_plan_reads_back() =>
        ConfirmationText.Read(ConfirmationText.Write([Twelve, School])).Should().Equal(Twelve, School);

    [Fact]
    public void Nothing_stops_a_plan_without_a_text() =>
        ConfirmationText.Read(null).Should().BeEmpty();

    [Fact]
    public void Who_confirmed_twelve_closings_confirmed_eleven_but_not_thirteen()
    {
        ConfirmationText.Covers([Twelve], [new ConfirmationNeeded.ManyAccountsClose(11, 90)]).Should().BeTrue();
        ConfirmationText.Covers([Twelve], [new ConfirmationNeeded.ManyAccountsClose(13, 100)]).Should().BeFalse();
    }

    [Fact]
    public void Who_confirmed_one_school_confirmed_no_other()
    {
        ConfirmationText.Covers([School], [new ConfirmationNeeded.EstablishmentEmpties(Rne.Parse("0769001W"), 2)]).Should().BeTrue();
        ConfirmationText.Covers([Twelve, School], [new ConfirmationNeeded.EstablishmentEmpties(Rne.Parse("0279001M"), 1)]).Should().BeFalse();
    }

    [Fact]
    public void A_plan_that_nothing_stops_needs_no_confirmation() =>
        ConfirmationText.Covers([], []).Should().BeTrue();
}
