using AcRouenIdentity.Domain.Access;
using AcRouenIdentity.Domain.HelpDesk;
using AcRouenIdentity.Domain.People;

namespace AcRouenIdentity.Domain.Tests.HelpDesk;

/// <summary>Who may do what for whom: every role, every act, every reach, every target.</summary>
public sealed class HelpRulesTests
{
    private static readonly Rne Lycee = Rne.Parse("0769001W");
    private static readonly Rne College = Rne.Parse("0279001M");

    private static readonly Reach[] Reaches = [Reach.Nowhere, Reach.OfEstablishments([College]), Reach.OfEstablishments([Lycee]), Reach.OfDepartement("027"), Reach.OfDepartement("076"), Reach.Everywhere];

    public static TheoryData<Role, HelpAct> EveryRoleAndAct
    {
        get
        {
            var pairs = new TheoryData<Role, HelpAct>();
            foreach (var role in Enum.GetValues<Role>())
                foreach (var act in Enum.GetValues<HelpAct>())
                    pairs.Add(role, act);
            return pairs;
        }
    }

    [Theory, MemberData(nameof(EveryRoleAndAct))]
    public void A_role_does_its_acts_for_those_within_its_reach_and_nothing_else(Role role, HelpAct act)
    {
        foreach (var reach in Reaches)
        {
            var verdict = HelpRules.Decide(Actor("agent", (role, reach)), act, Target("caller", [Lycee]));

            var expected = reach.IsNowhere || !HelpRules.ActsOf[role].Contains(act) ? HelpVerdict.NoRole : reach.Covers([Lycee]) ? HelpVerdict.Allowed : HelpVerdict.OutOfReach;
            verdict.Should().Be(expected, "reach of {0}", string.Join(",", reach.Departements.Concat(reach.Establishments.Select(rne => rne.ToString()))));
        }
    }

    [Theory, MemberData(nameof(EveryRoleAndAct))]
    public void Nobody_does_anything_for_themselves(Role role, HelpAct act) =>
        HelpRules.Decide(Actor("me", (role, Reach.Everywhere)), act, Target("me", [Lycee], role)).Should().BeOneOf(HelpVerdict.NoRole, HelpVerdict.Oneself);

    [Theory, MemberData(nameof(EveryRoleAndAct))]
    public void Nobody_does_anything_for_an_administrator_but_another_one(Role role, HelpAct act) =>
        HelpRules.Decide(Actor("agent", (role, Reach.Everywhere)), act, Target("caller", [Lycee], Role.Administrator)).Should().NotBe(HelpVerdict.Allowed).And.NotBe(HelpVerdict.NeedsSecond);

    [Fact]
    public void What_changes_a_privileged_account_takes_two()
    {
        var agent = Actor("agent", (Role.Agent, Reach.Everywhere));

        foreach (var act in HelpRules.ActsOf[Role.Agent])
            HelpRules.Decide(agent, act, Target("other agent", [Lycee], Role.Agent)).Should().Be(HelpActs.OfAccounts.Contains(act) ? HelpVerdict.NeedsSecond : HelpVerdict.Allowed);
    }

    [Fact]
    public void Each_act_stands_within_the_reach_of_the_role_that_does_it()
    {
        var both = Actor("agent", (Role.Agent, Reach.OfDepartement("027")), (Role.Auditor, Reach.Everywhere));

        HelpRules.Decide(both, HelpAct.GiveCode, Target("caller", [Lycee])).Should().Be(HelpVerdict.OutOfReach, "the auditor of the académie gives no codes");
    }

    [Fact]
    public void Somebody_without_establishment_is_within_reach_of_the_whole_academie_alone()
    {
        HelpRules.Decide(Actor("agent", (Role.Agent, Reach.OfDepartement("076"))), HelpAct.ReadCase, Target("caller", [])).Should().Be(HelpVerdict.OutOfReach);
        HelpRules.Decide(Actor("agent", (Role.Agent, Reach.Everywhere)), HelpAct.ReadCase, Target("caller", [])).Should().Be(HelpVerdict.Allowed);
    }

    [Fact]
    public void Every_role_has_a_row() => HelpRules.ActsOf.Keys.Should().BeEquivalentTo(Enum.GetValues<Role>());

    private static Actor Actor(string key, params (Role Role, Reach Reach)[] roles) => new(new DirectoryKey(key), roles.ToDictionary(own => own.Role, own => own.Reach));

    private static Target Target(string key, Rne[] serves, params Role[] roles) => new(new DirectoryKey(key), serves, roles);
}
