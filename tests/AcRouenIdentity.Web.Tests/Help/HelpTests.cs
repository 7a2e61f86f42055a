using AcRouenIdentity.Testing.Hosts;

namespace AcRouenIdentity.Web.Tests.Help;

public sealed class HelpTests : IAsyncLifetime
{
    private ProviderHost host = null!;
    private PlainBrowser browser = null!;

    public async Task InitializeAsync()
    {
        host = await ProviderHost.StartAsync(new Dictionary<string, string?>
        {
            ["Assistance:Phone"] = "02 00 00 00 00",
            ["Publisher:Name"] = "Académie de démonstration",
        });
        browser = host.NewBrowser();
    }

    public async Task DisposeAsync()
    {
        browser.Dispose();
        await host.DisposeAsync();
    }

    [Fact]
    public async Task The_contents_of_the_help_lead_to_each_of_its_sections()
    {
        var page = await browser.GetAsync("/aide");

        var links = page.Document.QuerySelectorAll(".fr-summary a").Select(link => link.GetAttribute("href")!).ToList();
        var sections = page.Document.QuerySelectorAll("main h2[id]").Select(section => $"#{section.Id}").Where(id => id != "#sommaire");
        links.Should().Equal(sections).And.HaveCount(27);
    }

    [Theory]
    [InlineData("/connexion")]
    [InlineData("/rien-ici")]
    [InlineData("/etat")]
    public async Task Every_page_links_to_help_state_accessibility_and_legal_notice(string path)
    {
        var page = await browser.GetAsync(path);

        page.Document.QuerySelectorAll("footer a").Select(link => link.GetAttribute("href"))
            .Should().Contain(["/aide", "/etat", "/accessibilite", "/mentions-legales"]);
    }

    [Fact]
    public async Task The_help_and_the_state_say_who_to_call()
    {
        (await browser.GetAsync("/aide")).Main.Should().Contain("02 00 00 00 00");
        (await browser.GetAsync("/etat")).Main.Should().Contain("02 00 00 00 00");
    }

    [Fact]
    public async Task The_legal_notice_says_what_the_administrator_did_not_say()
    {
        var page = await browser.GetAsync("/mentions-legales");

        page.Main.Should().Contain("Académie de démonstration").And.Contain("Non renseigné par l’administrateur");
    }

    [Fact]
    public async Task Accessibility_is_not_claimed_before_an_audit()
    {
        (await browser.GetAsync("/accessibilite")).Heading.Should().Be("Accessibilité : non conforme");
    }
}
