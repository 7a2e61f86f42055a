using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Web.Features.Shared.Access;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Tests.Shared.Access;

public sealed class RoleGrantTests
{
    private const string Seine = "076";
    private const string Eure = "027";

    private static Rne Lycee => SamplePeople.LyceeLesFalaises.Rne;

    private static Rne College => SamplePeople.CollegeJacquesTati.Rne;

    [Theory]
    [InlineData("assistance")]
    [InlineData(" Assistance ")]
    public void A_group_gives_a_role_to_its_members(string group)
    {
        var roles = Granting(new RoleGrantOptions { Role = "Agent", Group = group, Scope = "academie" });

        roles.ReachOf(SamplePeople.FatouSarr, Role.Agent).IsEverywhere.Should().BeTrue();
        roles.ReachOf(SamplePeople.TanguyKerbrat, Role.Agent).IsNowhere.Should().BeTrue();
        roles.Has(SamplePeople.TanguyKerbrat, Role.Agent).Should().BeFalse();
    }

    [Fact]
    public void A_function_gives_a_role_to_its_holders()
    {
        var roles = Granting(new RoleGrantOptions { Role = "Agent", Function = "doc", Scope = Seine });

        roles.ReachOf(SamplePeople.JeanNoelPetit, Role.Agent).Departements.Should().Equal(Seine);
        roles.Has(SamplePeople.ClaireMartin, Role.Agent).Should().BeFalse();
    }

    [Fact]
    public void A_login_gives_a_role_to_one_person()
    {
        var roles = Granting(new RoleGrantOptions { Role = "Agent", Login = "CMartin1", Scope = "0279001m" });

        roles.ReachOf(SamplePeople.ClaireMartin, Role.Agent).Establishments.Should().Equal(College);
        roles.Has(SamplePeople.BaoNguyen, Role.Agent).Should().BeFalse();
    }

    [Fact]
    public void Establishments_are_those_of_the_function_that_gives_the_role_and_no_others()
    {
        var person = SamplePeople.BaoNguyen with
        {
            Postings = [new Posting(Lycee, "ENS", "ENSEIGNEMENT", null, null), new Posting(College, "DOC", "DOCUMENTATION", null, null)],
        };
        var roles = Granting(new RoleGrantOptions { Role = "Agent", Function = "DOC", Scope = "etablissements" });

        var reach = roles.ReachOf(person, Role.Agent);

        reach.Covers([College]).Should().BeTrue();
        reach.Covers([Lycee]).Should().BeFalse();
    }

    [Fact]
    public void Establishments_of_a_member_or_of_a_login_are_all_of_theirs()
    {
        var person = SamplePeople.BaoNguyen with { Groups = ["relais"] };
        var byGroup = Granting(new RoleGrantOptions { Role = "Agent", Group = "relais", Scope = "etablissements" });
        var byLogin = Granting(new RoleGrantOptions { Role = "Agent", Login = "bnguyen1", Scope = "Etablissements" });

        byGroup.ReachOf(person, Role.Agent).Establishments.Should().BeEquivalentTo([Lycee, College]);
        byLogin.ReachOf(person, Role.Agent).Establishments.Should().BeEquivalentTo([Lycee, College]);
    }

    [Fact]
    public void Somebody_without_establishment_gets_no_role_for_their_establishments()
    {
        var roles = Granting(new RoleGrantOptions { Role = "Agent", Group = "assistance", Scope = "etablissements" });

        roles.Has(SamplePeople.FatouSarr, Role.Agent).Should().BeFalse();
    }

    [Fact]
    public void What_several_grants_give_is_added_up()
    {
        var person = SamplePeople.BaoNguyen with { Groups = ["assistance-027"] };
        var roles = Granting(
            new RoleGrantOptions { Role = "Agent", Group = "assistance-027", Scope = Eure },
            new RoleGrantOptions { Role = "Agent", Login = "bnguyen1", Scope = "0769001W" },
            new RoleGrantOptions { Role = "Agent", Function = "DIR", Scope = "academie" });

        var reach = roles.ReachOf(person, Role.Agent);

        reach.IsEverywhere.Should().BeFalse();
        reach.Departements.Should().Equal(Eure);
        reach.Establishments.Should().Equal(Lycee);
    }

    [Fact]
    public void A_supervisor_is_an_agent_as_far_as_they_supervise_and_an_agent_supervises_nobody()
    {
        var roles = Granting(
            new RoleGrantOptions { Role = "Supervisor", Group = "assistance-responsables", Scope = Seine },
            new RoleGrantOptions { Role = "Agent", Group = "assistance", Scope = "academie" });

        roles.ReachOf(SamplePeople.BrigitteQuiniou, Role.Agent).Departements.Should().Equal(Seine);
        roles.ReachOf(SamplePeople.BrigitteQuiniou, Role.Supervisor).Departements.Should().Equal(Seine);
        roles.Has(SamplePeople.FatouSarr, Role.Supervisor).Should().BeFalse();
    }

    [Theory]
    [InlineData(AccountState.Announced)]
    [InlineData(AccountState.Provisioned)]
    [InlineData(AccountState.Suspended)]
    [InlineData(AccountState.Departed)]
    [InlineData(AccountState.Erased)]
    public void Nobody_whose_account_is_closed_has_a_role_anywhere(AccountState state)
    {
        var roles = Granting([.. RoleNames.Select(role => new RoleGrantOptions { Role = role, Group = "tout", Scope = "academie" })]);
        var person = SamplePeople.HeleneLefevre with { Groups = ["tout"] };

        var closed = person with { State = state };

        Enum.GetValues<Role>().Should().OnlyContain(role => roles.Has(person, role));
        Enum.GetValues<Role>().Should().OnlyContain(role => !roles.Has(closed, role) && roles.ReachOf(closed, role).IsNowhere);
    }

    [Fact]
    public void Nobody_has_a_role_that_nobody_gave()
    {
        var roles = Granting();

        Enum.GetValues<Role>().Where(role => roles.Has(SamplePeople.FatouSarr, role)).Should().Equal(Role.Staff);
    }

    [Fact]
    public void Functions_of_schools_go_as_far_as_the_school()
    {
        var roles = Granting();

        roles.ReachOf(SamplePeople.HeleneLefevre, Role.HeadOfSchool).Establishments.Should().Equal(College);
        roles.ReachOf(SamplePeople.AichaGarcia, Role.Secretariat).Establishments.Should().Equal(Lycee);
        roles.ReachOf(SamplePeople.ClaireMartin, Role.Staff).IsNowhere.Should().BeTrue();
    }

    [Fact]
    public void The_short_form_is_a_grant_for_the_whole_academie()
    {
        var options = new RoleOptions { ProvisioningOfficers = { "oroux1" }, Administrators = { "OROUX1" } };
        var roles = new PersonRoles(Options.Create(options));

        roles.ReachOf(SamplePeople.OdileRoux, Role.ProvisioningOfficer).IsEverywhere.Should().BeTrue();
        roles.ReachOf(SamplePeople.OdileRoux, Role.Administrator).IsEverywhere.Should().BeTrue();
        roles.Has(SamplePeople.ClaireMartin, Role.Administrator).Should().BeFalse();
    }

    private static IEnumerable<string> RoleNames => ["Agent", "Supervisor", "Auditor", "ProvisioningOfficer", "Administrator"];

    private static PersonRoles Granting(params RoleGrantOptions[] grants)
    {
        var options = new RoleOptions { SecretariatFunctions = { "ADF", "DIR" } };
        foreach (var grant in grants)
            options.Grants.Add(grant);
        return new PersonRoles(Options.Create(options));
    }
}
