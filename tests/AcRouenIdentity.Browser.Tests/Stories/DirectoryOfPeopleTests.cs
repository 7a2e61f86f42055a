using AcRouenIdentity.Browser.Tests.Browsers;
using AcRouenIdentity.Browser.Tests.Look;
using AcRouenIdentity.Testing;
using AcRouenIdentity.Testing.Directories;
using Microsoft.Playwright;

namespace AcRouenIdentity.Browser.Tests.Stories;

/// <summary>Finding a colleague in a real browser.</summary>
[Collection(BrowserTests.Name)]
public sealed class DirectoryOfPeopleTests(Chromium chromium, NeutralSite site) : IClassFixture<NeutralSite>
{
    [SkippableFact]
    public async Task A_press_on_the_button_copies_the_address_and_says_so()
    {
        await using var visit = await SignedInAsync(Scripts.On);
        await visit.Page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await visit.OpenAsync("/annuaire");
        await visit.Page.FillAsync("#q", "nguyne");
        await visit.Page.PressAsync("#q", "Enter");

        await visit.Page.ClickAsync("main tbody button[data-copy]");

        await visit.Page.Locator("main tbody button[data-copy]", new PageLocatorOptions { HasText = "Adresse copiée" }).WaitForAsync();
        (await visit.Page.Locator("main tbody [role=status]").TextContentAsync()).Should().Be("Adresse copiée");
        (await visit.Page.EvaluateAsync<string>("navigator.clipboard.readText()")).Should().Be("bao.nguyen@ac-rouen.fr");
        visit.Complaints.Should().BeEmpty();
    }

    [SkippableFact]
    public async Task Without_script_the_address_can_be_selected_and_no_button_promises_more()
    {
        await using var visit = await SignedInAsync(Scripts.Off);
        await visit.OpenAsync("/annuaire?q=nguyen");

        (await visit.Page.Locator("main tbody button").First.IsVisibleAsync()).Should().BeFalse();
        (await visit.Page.Locator("main tbody a[href^=mailto]").InnerTextAsync()).Should().Be("bao.nguyen@ac-rouen.fr");
    }

    [SkippableFact]
    public async Task A_card_is_a_file()
    {
        await using var visit = await SignedInAsync(Scripts.On);
        await visit.OpenAsync("/annuaire?q=nguyen");

        var download = await visit.Page.RunAndWaitForDownloadAsync(() => visit.Page.ClickAsync("main tbody a[href$='/vcf']"));

        download.SuggestedFilename.Should().Be("bao-nguyen.vcf");
    }

    [SkippableTheory]
    [InlineData("/annuaire")]
    [InlineData("/annuaire?q=enseignement")]
    [InlineData("/annuaire/ma-fiche")]
    public async Task Nothing_scrolls_sideways_on_the_smallest_phone(string path)
    {
        await using var visit = await SignedInAsync(Scripts.On, Screen.Smallest);
        await visit.OpenAsync(path);

        (await visit.SidewaysScrollAsync()).Should().Be(0);
    }

    private async Task<Visit> SignedInAsync(Scripts scripts, Screen? screen = null)
    {
        RealPart.Need("Chromium", () => Chromium.IsInstalled);
        var visit = await chromium.VisitAsync(site.Host.Address, screen ?? Screen.Desktop, scripts: scripts);
        await visit.OpenAsync("/connexion");
        await visit.Page.FillAsync("[name='Form.Name']", SamplePeople.ClaireMartin.Login.ToString());
        await visit.Page.FillAsync("[name='Form.Password']", SamplePeople.Password);
        await visit.Page.ClickAsync("main button[type=submit]");
        return visit;
    }
}
