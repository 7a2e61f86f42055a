using System.Net;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;

namespace AcRouenIdentity.Web.Tests.Provisioning.Pages;

public sealed class AccessTests : IAsyncLifetime
{
    private Academy academy = null!;

    public static TheoryData<string> OfficersPages => ["/chargements", "/chargements/1", "/chargements/1/rapport.csv", "/comptes", "/comptes/cmartin1", "/chargements/envoi"];

    public async Task InitializeAsync() => academy = await OfficerStory.OpenAsync();

    public async Task DisposeAsync() => await academy.DisposeAsync();

    [Theory, MemberData(nameof(OfficersPages)), InlineData("/comptes/delegation")]
    public async Task A_stranger_signs_in_first_and_comes_back(string page)
    {
        using var browser = academy.Host.NewBrowser();

        var sent = await browser.GetAsync(page);

        sent.Redirect.Should().Be(new Uri(academy.Host.Address, $"/connexion?retour={Uri.EscapeDataString(page)}"));
        (await browser.SignInAsync(OfficerStory.Officer, sent.Redirect!.PathAndQuery)).Redirect.Should().Be(new Uri(academy.Host.Address, page));
    }

    [Theory, MemberData(nameof(OfficersPages)), InlineData("/comptes/delegation")]
    public async Task A_teacher_is_refused_in_words(string page)
    {
        using var browser = await academy.SignedInAsync(OfficerStory.Teacher);

        var refused = await browser.GetAsync(page);

        refused.Status.Should().Be(HttpStatusCode.Forbidden);
        refused.Heading.Should().Be("Accès non autorisé");
    }

    [Theory, MemberData(nameof(OfficersPages))]
    public async Task A_head_of_school_is_no_officer(string page)
    {
        using var browser = await academy.SignedInAsync(OfficerStory.Head);

        (await browser.GetAsync(page)).Status.Should().Be(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task An_officer_is_no_head_of_school()
    {
        using var browser = await academy.SignedInAsync(OfficerStory.Officer);

        (await browser.GetAsync("/comptes/delegation")).Status.Should().Be(HttpStatusCode.Forbidden);
        (await browser.GetAsync("/chargements")).Status.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_directory_that_is_away_is_an_outage_and_no_refusal()
    {
        using var browser = await academy.SignedInAsync(OfficerStory.Officer);
        academy.Directory.IsDown = true;

        (await browser.GetAsync("/chargements")).Status.Should().Be(HttpStatusCode.ServiceUnavailable);
    }

    [Fact]
    public async Task An_officer_whose_account_is_closed_in_the_directory_is_refused_at_the_next_request()
    {
        using var browser = await academy.SignedInAsync(OfficerStory.Officer);
        academy.Directory.Put(OfficerStory.Officer with { State = AccountState.Suspended });

        (await browser.GetAsync("/comptes")).Status.Should().Be(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task An_officer_who_left_the_directory_is_refused()
    {
        using var browser = await academy.SignedInAsync(OfficerStory.Officer);
        academy.Directory.Remove(OfficerStory.Officer.Key);

        (await browser.GetAsync("/comptes")).Status.Should().Be(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task The_start_page_shows_the_way_to_those_who_may_go_there_and_to_nobody_else()
    {
        using var officer = await academy.SignedInAsync(OfficerStory.Officer);
        using var head = await academy.SignedInAsync(OfficerStory.Head);
        using var teacher = await academy.SignedInAsync(OfficerStory.Teacher);

        (await LinksOfAsync(officer)).Should().Contain(["/chargements", "/comptes"]).And.NotContain("/comptes/delegation");
        (await LinksOfAsync(head)).Should().Contain("/comptes/delegation").And.NotContain(["/chargements", "/comptes"]);
        (await LinksOfAsync(teacher)).Should().NotContain(["/chargements", "/comptes", "/comptes/delegation"]);
    }

    [Fact]
    public async Task A_name_that_is_no_login_stops_the_start()
    {
        var start = () => ProviderHost.StartAsync(new Dictionary<string, string?> { ["Roles:ProvisioningOfficers:0"] = "Odile Roux" });

        await start.Should().ThrowAsync<Exception>().WithMessage("*Odile Roux*");
    }

    private static async Task<IEnumerable<string?>> LinksOfAsync(PlainBrowser browser) =>
        (await browser.GetAsync("/")).Document.QuerySelectorAll("main a").Select(link => link.GetAttribute("href"));
}
