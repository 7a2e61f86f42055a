using System.Net;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Tests.Shared.Access;

/// <summary>Roles that groups, functions and logins give, at the pages that they open.</summary>
public sealed class GrantedPagesTests : IAsyncLifetime
{
    private const string OfficersPage = "/chargements";
    private const string AdministratorsPage = "/maintenance";

    private ProviderHost host = null!;
    private PlainBrowser browser = null!;

    public async Task InitializeAsync()
    {
        host = await ProviderHost.StartAsync(new Dictionary<string, string?>
        {
            ["Roles:Grants:0:Role"] = "ProvisioningOfficer",
            ["Roles:Grants:0:Group"] = "Gestion, académie",
            ["Roles:Grants:0:Scope"] = "academie",
            ["Roles:Grants:1:Role"] = "Administrator",
            ["Roles:Grants:1:Function"] = "DOC",
            ["Roles:Grants:1:Scope"] = "academie",
            ["Roles:Grants:2:Role"] = "Agent",
            ["Roles:Grants:2:Group"] = "assistance-027",
            ["Roles:Grants:2:Scope"] = "027",
            ["Roles:Grants:3:Role"] = "Supervisor",
            ["Roles:Grants:3:Group"] = "assistance-responsables",
            ["Roles:Grants:3:Scope"] = "academie",
            ["Roles:Grants:4:Role"] = "Auditor",
            ["Roles:Grants:4:Login"] = "ejoubert1",
            ["Roles:Grants:4:Scope"] = "academie",
        });
        browser = host.NewBrowser();
    }

    public async Task DisposeAsync()
    {
        browser.Dispose();
        await host.DisposeAsync();
    }

    [Fact]
    public async Task A_member_of_the_group_gets_in_and_is_out_at_the_click_after_they_are_taken_out()
    {
        host.Directory.Put(SamplePeople.ClaireMartin with { Groups = ["autres", "gestion, ACADÉMIE"] });
        await browser.SignInAsync(SamplePeople.ClaireMartin);
        (await browser.GetAsync(OfficersPage)).Status.Should().Be(HttpStatusCode.OK);

        host.Directory.Put(SamplePeople.ClaireMartin);

        (await browser.GetAsync(OfficersPage)).Status.Should().Be(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Whoever_is_added_to_a_group_gets_in_without_signing_in_again()
    {
        await browser.SignInAsync(SamplePeople.ClaireMartin);
        (await browser.GetAsync(OfficersPage)).Status.Should().Be(HttpStatusCode.Forbidden);

        host.Directory.Put(SamplePeople.ClaireMartin with { Groups = ["Gestion, académie"] });

        (await browser.GetAsync(OfficersPage)).Status.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_member_whose_account_is_closed_is_refused()
    {
        host.Directory.Put(SamplePeople.ClaireMartin with { Groups = ["Gestion, académie"] });
        await browser.SignInAsync(SamplePeople.ClaireMartin);

        host.Directory.Put(SamplePeople.ClaireMartin with { Groups = ["Gestion, académie"], State = AccountState.Suspended });

        (await browser.GetAsync(OfficersPage)).Status.Should().Be(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("Gestion")]
    [InlineData("académie")]
    [InlineData("Gestion, académie, et le reste")]
    [InlineData("cn=Gestion\\, académie,ou=groups,dc=ac-rouen,dc=fr")]
    public async Task A_group_of_nearly_the_name_opens_nothing(string group)
    {
        host.Directory.Put(SamplePeople.ClaireMartin with { Groups = [group] });
        await browser.SignInAsync(SamplePeople.ClaireMartin);

        (await browser.GetAsync(OfficersPage)).Status.Should().Be(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_holder_of_the_function_gets_in_and_their_colleagues_do_not()
    {
        await browser.SignInAsync(SamplePeople.JeanNoelPetit);
        using var teacher = host.NewBrowser();
        await teacher.SignInAsync(SamplePeople.ClaireMartin);

        (await browser.GetAsync(AdministratorsPage)).Status.Should().Be(HttpStatusCode.OK);
        (await teacher.GetAsync(AdministratorsPage)).Status.Should().Be(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_holder_who_gives_the_function_up_is_refused_at_the_next_click()
    {
        await browser.SignInAsync(SamplePeople.JeanNoelPetit);
        await browser.GetAsync(AdministratorsPage);

        host.Directory.Put(SamplePeople.JeanNoelPetit with { Postings = SamplePeople.ClaireMartin.Postings });

        (await browser.GetAsync(AdministratorsPage)).Status.Should().Be(HttpStatusCode.Forbidden);
    }

    public static TheoryData<string, string[]> Ways => new()
    {
        { "tkerbrat1", ["/assistance"] },
        { "bquiniou1", ["/assistance"] },
        { "ejoubert1", ["/journal"] },
        { "fsarr1", [] },
    };

    [Theory, MemberData(nameof(Ways))]
    public async Task The_start_page_shows_the_way_to_those_who_have_the_role(string login, string[] ways)
    {
        await browser.SignInAsync(SamplePeople.All.Single(person => person.Login.ToString() == login));

        var links = (await browser.GetAsync("/")).Document.QuerySelectorAll("main a").Select(link => link.GetAttribute("href"));

        links.Intersect(["/assistance", "/journal"]).Should().BeEquivalentTo(ways);
    }

    public static TheoryData<string, string?, string?, string, string> Mistakes => new()
    {
        { "Agents", "Group", "assistance", "academie", "Roles:Grants:0: \"Agents\" is no role that is given here: Agent, Supervisor" },
        { "5", "Group", "assistance", "academie", "\"5\" is no role" },
        { "Staff", "Group", "assistance", "academie", "\"Staff\" is no role" },
        { "HeadOfSchool", "Group", "assistance", "academie", "function of direction" },
        { "Secretariat", "Function", "ADF", "etablissements", "Roles:SecretariatFunctions" },
        { "Agent", null, null, "academie", "says who gets the role, and here 0 do" },
        { "Agent", "Group", " ", "academie", "says who gets the role, and here 0 do" },
        { "Agent", "Login", "Odile Roux", "academie", "\"Odile Roux\" is not a login" },
        { "Agent", "Group", "assistance", "", "\"\" is no scope" },
        { "Agent", "Group", "assistance", "76", "\"76\" is no scope" },
        { "Agent", "Group", "assistance", "partout", "\"partout\" is no scope" },
        { "Agent", "Group", "assistance", "0769001", "\"0769001\" is no scope" },
        { "Auditor", "Login", "ejoubert1", "etablissements", "what Auditor does has no bounds" },
        { "Administrator", "Login", "oroux1", "0769001W", "what Administrator does has no bounds" },
    };

    [Theory, MemberData(nameof(Mistakes))]
    public async Task A_mistake_in_a_grant_stops_the_start_and_is_named(string role, string? holder, string? name, string scope, string said)
    {
        var settings = new Dictionary<string, string?> { ["Roles:Grants:0:Role"] = role, ["Roles:Grants:0:Scope"] = scope };
        if (holder is not null)
            settings[$"Roles:Grants:0:{holder}"] = name;
        var start = () => ProviderHost.StartAsync(settings);

        (await start.Should().ThrowAsync<OptionsValidationException>()).WithMessage($"*{said}*");
    }

    [Fact]
    public async Task Two_holders_of_one_grant_stop_the_start()
    {
        var start = () => ProviderHost.StartAsync(new Dictionary<string, string?>
        {
            ["Roles:Grants:0:Role"] = "Agent", ["Roles:Grants:0:Group"] = "assistance", ["Roles:Grants:0:Login"] = "oroux1", ["Roles:Grants:0:Scope"] = "academie",
        });

        (await start.Should().ThrowAsync<OptionsValidationException>()).WithMessage("*and here 2 do*");
    }

    [Fact]
    public async Task A_group_stops_the_start_where_nobody_said_where_groups_are()
    {
        var start = () => ProviderHost.StartAsync(new Dictionary<string, string?>
        {
            ["Directory:GroupsBase"] = null, ["Roles:Grants:0:Role"] = "Agent", ["Roles:Grants:0:Group"] = "assistance", ["Roles:Grants:0:Scope"] = "academie",
        });

        (await start.Should().ThrowAsync<OptionsValidationException>()).WithMessage("*Directory:GroupsBase does not say where groups are*");
    }

    [Fact]
    public async Task A_word_that_is_no_setting_stops_the_start()
    {
        var start = () => ProviderHost.StartAsync(new Dictionary<string, string?> { ["Roles:Grants:0:Groupe"] = "assistance" });

        (await start.Should().ThrowAsync<InvalidOperationException>()).WithInnerException<InvalidOperationException>().WithMessage("*Groupe*");
    }
}
