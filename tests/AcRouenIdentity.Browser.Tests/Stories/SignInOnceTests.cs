using AcRouenIdentity.Browser.Tests.Browsers;
using Microsoft.Playwright;

namespace AcRouenIdentity.Browser.Tests.Stories;

/// <summary>The main job: sign in once, read the mail, be known everywhere, be out everywhere. All parts are real.</summary>
[Collection(DemoStories.Name)]
public sealed class SignInOnceTests(Demo demo, Chromium chromium)
{
    [SkippableFact]
    public async Task A_teacher_signs_in_once_reads_a_message_is_known_in_the_ent_and_signs_out_everywhere()
    {
        Demo.Need();
        await using var visit = await chromium.VisitAsync(new Uri(demo.Provider), Screen.Desktop);
        var webmail = await visit.OpenAsync(demo.Webmail);
        webmail.Url.Should().StartWith($"{demo.Provider}/connexion");

        await webmail.SignInAsync("cmartin1", demo.Password);
        await ReadAsync(webmail, "Conseils de classe");

        var ent = await visit.OpenTabAsync(demo.Ent);
        ent.Url.Should().StartWith(demo.Ent, "nobody asks again");
        var card = await ent.InnerTextAsync("main");
        card.Should().Contain("Claire Martin").And.Contain("Lycée Les Falaises");

        var account = await visit.OpenTabAsync($"{demo.Provider}/deconnexion");
        await account.ClickAsync("main form button[type=submit]");
        (await account.InnerTextAsync("h1")).Should().Be("Vous êtes déconnecté");

        await OutOfAsync(ent, demo.Ent);
        await OutOfAsync(webmail, $"{demo.Webmail}?_task=mail");
        visit.Complaints.Should().BeEmpty();
    }

    [SkippableFact]
    public async Task Signing_out_of_the_webmail_is_signing_out_of_everything()
    {
        Demo.Need();
        await using var visit = await chromium.VisitAsync(new Uri(demo.Provider), Screen.Desktop);
        var webmail = await visit.OpenAsync(demo.Webmail);
        await webmail.SignInAsync("bnguyen1", demo.PasswordOf("bnguyen1"));
        var ent = await visit.OpenTabAsync(demo.Ent);
        (await ent.InnerTextAsync("main")).Should().Contain("Bảo Nguyễn").And.Contain("Collège Jacques-Tati");

        await webmail.ClickAsync("a.logout");
        await webmail.WaitForURLAsync(url => url.StartsWith(demo.Provider, StringComparison.Ordinal));

        await OutOfAsync(ent, demo.Ent);
        var account = await visit.OpenTabAsync($"{demo.Provider}/");
        account.Url.Should().StartWith($"{demo.Provider}/connexion");
    }

    [SkippableFact]
    public async Task Signing_out_of_the_ent_is_signing_out_of_everything()
    {
        Demo.Need();
        await using var visit = await chromium.VisitAsync(new Uri(demo.Provider), Screen.Desktop);
        var ent = await visit.OpenAsync(demo.Ent);
        await ent.SignInAsync("agarcia1", demo.Password);
        (await ent.InnerTextAsync("main")).Should().Contain("Aïcha Garcia");

        await ent.GetByText("Se déconnecter").First.ClickAsync();
        await ent.WaitForLoadStateAsync(LoadState.NetworkIdle);
        if (ent.Url.StartsWith(demo.Provider, StringComparison.Ordinal) && await ent.Locator("main form button[type=submit]").CountAsync() > 0)
            await ent.ClickAsync("main form button[type=submit]");

        var account = await visit.OpenTabAsync($"{demo.Provider}/");
        account.Url.Should().StartWith($"{demo.Provider}/connexion");
    }

    [SkippableFact]
    public async Task On_a_phone_without_any_script_of_ours_signing_in_works_the_same()
    {
        Demo.Need();
        await using var visit = await chromium.VisitAsync(new Uri(demo.Provider), Screen.Phone, scripts: Scripts.Off);
        var ent = await visit.OpenAsync(demo.Ent);

        await ent.SignInAsync("claire.martin@ac-rouen.fr", demo.Password);

        (await ent.InnerTextAsync("main")).Should().Contain("Claire Martin");
        (await visit.SidewaysScrollAsync()).Should().Be(0);
    }

    private static async Task ReadAsync(IPage webmail, string subject)
    {
        await webmail.GetByText(subject).First.ClickAsync();
        var message = webmail.FrameLocator("#messagecontframe");
        (await message.Locator("#messagebody").InnerTextAsync()).Trim().Should().NotBeEmpty();
    }

    // The notice to the ENT goes through an outbox and Dovecot remembers a token for half a minute: out means out within that time.
    private async Task OutOfAsync(IPage page, string address)
    {
        for (var tries = 0; tries < 40; tries++)
        {
            await page.GotoAsync(address, new PageGotoOptions { WaitUntil = WaitUntilState.NetworkIdle });
            if (page.Url.StartsWith($"{demo.Provider}/connexion", StringComparison.Ordinal))
                return;
            await Task.Delay(1000);
        }

        page.Url.Should().StartWith($"{demo.Provider}/connexion");
    }
}
