using AcRouenIdentity.Domain.HelpDesk;
using FsCheck.Xunit;

namespace AcRouenIdentity.Domain.Tests.HelpDesk;

/// <summary>Which steps verify whom, and that what others know never does.</summary>
public sealed class VerificationPolicyTests
{
    [Fact]
    public void A_set_of_what_others_know_is_refused()
    {
        var make = () => new VerificationPolicy([new VerificationSet(VerificationLevel.Standard, [VerificationStep.BirthDate, VerificationStep.Numen])]);

        make.Should().Throw<ArgumentException>();
    }

    [Fact]
    public void A_set_for_no_level_is_refused() =>
        ((Func<VerificationPolicy>)(() => new VerificationPolicy([new VerificationSet(VerificationLevel.None, [VerificationStep.IdentityPaper])]))).Should().Throw<ArgumentException>();

    [Fact]
    public void The_usual_policy_never_lets_what_others_know_suffice() =>
        VerificationPolicy.Usual.LevelOf(VerificationPolicy.KnownToOthers).Should().Be(VerificationLevel.None);

    /// <summary>Whatever steps are passed, one more takes no level away.</summary>
    [Property]
    public bool Another_step_never_lowers_the_level(VerificationStep[] passed, VerificationStep another) =>
        VerificationPolicy.Usual.LevelOf([.. passed, another]) >= VerificationPolicy.Usual.LevelOf(passed);

    [Fact]
    public void Each_level_of_the_usual_policy_can_be_reached_without_being_signed_in_or_having_an_address()
    {
        VerificationStep[] withoutNet = [VerificationStep.Numen, VerificationStep.BirthDate, VerificationStep.InaEnding, VerificationStep.CallBack];

        VerificationPolicy.Usual.LevelOf(withoutNet).Should().Be(VerificationLevel.High);
    }
}
