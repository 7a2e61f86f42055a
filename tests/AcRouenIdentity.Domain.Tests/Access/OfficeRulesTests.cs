using AcRouenIdentity.Domain.Access;
using AcRouenIdentity.Domain.People;

namespace AcRouenIdentity.Domain.Tests.Access;

/// <summary>Officers, heads of school and secretaries: every role, every act, near and far.</summary>
public sealed class OfficeRulesTests
{
    private static readonly Rne Lycee = Rne.Parse("0769001W");
    private static readonly Rne College = Rne.Parse("0279001M");

    private static readonly Reach[] Reaches = [Reach.Nowhere, Reach.OfEstablishments([College]), Reach.OfEstablishments([Lycee]), Reach.OfDepartement("027"), Reach.OfDepartement("076"), Reach.Everywhere];

    public static TheoryData<Role, OfficeAct> EveryRoleAndAct
    {
        get
        {
            var pairs = new TheoryData<Role, OfficeAct>();
            foreach (var role in Enum.GetValues<Role>())
                foreach (var act in Enum.GetValues<OfficeAct>())
                    pairs.Add(role, act);
            return pairs;
        }
    }

    [Theory, MemberData(nameof(EveryRoleAndAct))]
    public void A_role_does_its_acts_for_those_within_its_reach_and_nothing_else(Role role, OfficeAct act)
    {
        foreach (var reach in Reaches)
        {
            var verdict = OfficeRules.Decide(Actor("officer", (role, reach)), act, Target("teacher", [Lycee]));

            verdict.Should().Be(reach.IsNowhere || !OfficeRules.ActsOf[role].Contains(act) ? TargetVerdict.NoRole : reach.Covers([Lycee]) ? TargetVerdict.Allowed : TargetVerdict.OutOfReach);
        }
    }

    [Theory, MemberData(nameof(EveryRoleAndAct))]
    public void Nobody_does_anything_to_themselves_or_to_an_administrator_but_read_a_sheet(Role role, OfficeAct act)
    {
        var actor = Actor("me", (role, Reach.Everywhere));

        var own = OfficeRules.Decide(actor, act, Target("me", [Lycee], role));
        var powerful = OfficeRules.Decide(actor, act, Target("administrator", [Lycee], Role.Administrator));

        var isReader = act == OfficeAct.ReadAccount && OfficeRules.ActsOf[role].Contains(act);
        (own == TargetVerdict.Allowed).Should().Be(isReader);
        (powerful == TargetVerdict.Allowed).Should().Be(isReader);
    }

    [Fact]
    public void Power_over_nobody_far_away_reads_no_sheet_of_the_powerful_there() =>
        OfficeRules.Decide(Actor("officer", (Role.ProvisioningOfficer, Reach.OfDepartement("027"))), OfficeAct.ReadAccount, Target("administrator", [Lycee], Role.Administrator))
            .Should().Be(TargetVerdict.OutOfReach);

    [Fact]
    public void Every_role_has_a_row() => OfficeRules.ActsOf.Keys.Should().BeEquivalentTo(Enum.GetValues<Role>());

    private static Actor Actor(string key, params (Role Role, Reach Reach)[] roles) => new(new DirectoryKey(key), roles.ToDictionary(own => own.Role, own => own.Reach));

    private static Target Target(string key, Rne[] serves, params Role[] roles) => new(new DirectoryKey(key), serves, roles);
}
