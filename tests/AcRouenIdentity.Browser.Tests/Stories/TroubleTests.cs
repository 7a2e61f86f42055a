using AcRouenIdentity.Browser.Tests.Browsers;
using Microsoft.Playwright;

namespace AcRouenIdentity.Browser.Tests.Stories;

/// <summary>What goes wrong, and how it ends well. All parts are real.</summary>
[Collection(DemoStories.Name)]
public sealed class TroubleTests(Demo demo, Chromium chromium)
{
    private const string Chosen = "phare brume marée tempête 12";

    [SkippableFact]
    public async Task Who_must_change_the_password_chooses_one_and_is_in_the_webmail()
    {
        Demo.Need();
        await using var visit = await chromium.VisitAsync(new Uri(demo.Provider), Screen.Phone);
        var page = await visit.OpenAsync(demo.Webmail);
        await page.SignInAsync("fdurand1", demo.Password);
        page.Url.Should().Be($"{demo.Provider}/mot-de-passe/nouveau");
        (await visit.AccessibilityFaultsAsync()).Should().BeEmpty();
        (await visit.SidewaysScrollAsync()).Should().Be(0);

        await page.ChoosePasswordAsync("azertyuiop123");
        (await page.InnerTextAsync("main")).Should().Contain("se devine trop vite");
        await page.ChoosePasswordAsync(Chosen);

        page.Url.Should().StartWith(demo.Webmail);
        visit.Complaints.Should().BeEmpty();
    }

    [SkippableFact]
    public async Task Whose_password_expired_chooses_another_and_goes_on()
    {
        Demo.Need();
        await using var visit = await chromium.VisitAsync(new Uri(demo.Provider), Screen.Desktop);
        var page = await visit.OpenAsync(demo.Ent);
        await page.SignInAsync("hlefevre1", demo.Password);
        page.Url.Should().Be($"{demo.Provider}/mot-de-passe/nouveau");
        (await page.InnerTextAsync("main")).Should().Contain("a expiré");

        await page.ChoosePasswordAsync(Chosen);

        (await page.InnerTextAsync("main")).Should().Contain("Hélène Lefèvre");
    }

    [SkippableFact]
    public async Task A_wrong_password_is_said_without_hints_and_the_right_one_then_opens()
    {
        Demo.Need();
        await using var visit = await chromium.VisitAsync(new Uri(demo.Provider), Screen.Desktop);
        var page = await visit.OpenAsync(demo.Ent);

        await page.SignInAsync("jpetit1", "pas celui-ci du tout");
        (await page.InnerTextAsync("main")).Should().Contain("n’est pas le bon");
        (await visit.AccessibilityFaultsAsync()).Should().BeEmpty();
        await page.SignInAsync("jpetit1", demo.PasswordOf("jpetit1"));

        (await page.InnerTextAsync("main")).Should().Contain("Jean-Noël Petit");
    }

    [SkippableTheory]
    [InlineData("sdubois1")]
    [InlineData("mbernard1")]
    public async Task A_closed_account_opens_nothing_and_says_whom_to_ask(string login)
    {
        Demo.Need();
        await using var visit = await chromium.VisitAsync(new Uri(demo.Provider), Screen.Desktop);
        var page = await visit.OpenAsync(demo.Webmail);

        await page.SignInAsync(login, demo.Password);

        page.Url.Should().StartWith($"{demo.Provider}/connexion");
        (await page.InnerTextAsync("main")).Should().Contain("retiré par le rectorat");
    }

    [SkippableFact]
    public async Task A_directory_that_dies_is_an_outage_with_a_reference_and_all_goes_on_when_it_is_back()
    {
        Demo.Need();
        await using var visit = await chromium.VisitAsync(new Uri(demo.Provider), Screen.Desktop);
        var page = await visit.OpenAsync($"{demo.Provider}/connexion");
        var bringBack = await demo.KillAsync("slapd");

        await page.SignInAsync("cmartin1", demo.Password);
        var outage = await page.InnerTextAsync("main");
        outage.Should().MatchRegex("[0-9A-F]{4}-[0-9A-F]{4}").And.NotContain("n’est pas le bon");
        (await visit.AccessibilityFaultsAsync()).Should().BeEmpty();

        await bringBack();
        await KnownAgainAsync(page);
    }

    [SkippableFact]
    public async Task A_directory_that_hangs_is_an_outage_too_and_within_seconds()
    {
        Demo.Need();
        await using var visit = await chromium.VisitAsync(new Uri(demo.Provider), Screen.Desktop);
        var page = await visit.OpenAsync($"{demo.Provider}/connexion");
        var goOn = await demo.FreezeAsync("slapd");
        try
        {
            await page.SignInAsync("cmartin1", demo.Password);
            (await page.InnerTextAsync("main")).Should().MatchRegex("[0-9A-F]{4}-[0-9A-F]{4}").And.NotContain("n’est pas le bon");
        }
        finally
        {
            await goOn();
        }

        await KnownAgainAsync(page);
    }

    [SkippableFact]
    public async Task A_mail_service_that_dies_is_said_by_the_webmail_which_goes_on_when_it_is_back()
    {
        Demo.Need();
        await using var visit = await chromium.VisitAsync(new Uri(demo.Provider), Screen.Desktop);
        var page = await visit.OpenAsync(demo.Webmail);
        await page.SignInAsync("oroux1", demo.Password);
        var bringBack = await demo.KillAsync("dovecot");

        await page.GotoAsync($"{demo.Webmail}?_task=mail", new PageGotoOptions { WaitUntil = WaitUntilState.NetworkIdle });
        (await page.InnerTextAsync("body")).Should().ContainAny("messagerie", "serveur", "connexion");
        page.Url.Should().NotContain("Fatal");

        await bringBack();
        await EventuallyAsync(page, demo.Webmail, "Boîte de réception");
    }

    private async Task KnownAgainAsync(IPage page)
    {
        for (var tries = 0; tries < 20; tries++)
        {
            await page.GotoAsync($"{demo.Provider}/connexion", new PageGotoOptions { WaitUntil = WaitUntilState.NetworkIdle });
            await page.SignInAsync("cmartin1", demo.Password);
            if (page.Url == $"{demo.Provider}/")
                return;
            await Task.Delay(1000);
        }

        page.Url.Should().Be($"{demo.Provider}/");
    }

    private static async Task EventuallyAsync(IPage page, string address, string text)
    {
        for (var tries = 0; tries < 20; tries++)
        {
            await page.GotoAsync(address, new PageGotoOptions { WaitUntil = WaitUntilState.NetworkIdle });
            if ((await page.InnerTextAsync("body")).Contains(text, StringComparison.Ordinal))
                return;
            await Task.Delay(1000);
        }

        (await page.InnerTextAsync("body")).Should().Contain(text);
    }
}
