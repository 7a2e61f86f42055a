using AcRouenIdentity.Browser.Tests.Browsers;
using AcRouenIdentity.Testing;

namespace AcRouenIdentity.Browser.Tests.Stories;

/// <summary>Thunderbird itself reads and sends mail once our add-on told it who signs people in. Nobody types a password there.</summary>
[Collection(DemoStories.Name)]
public sealed class ThunderbirdTests(Demo demo, Chromium chromium)
{
    private const string Login = "agarcia1";
    private const string Address = "aicha.garcia@ac-rouen.fr";

    [SkippableFact]
    public async Task With_the_add_on_Thunderbird_reads_and_sends_after_a_sign_in_in_the_browser()
    {
        Demo.Need();
        RealPart.Need("one of Thunderbird and Xvfb", () => Thunderbird.IsInstalled);
        using var http = new HttpClient { BaseAddress = new Uri(demo.Provider) };
        await using var visit = await chromium.VisitAsync(new Uri(demo.Provider), Screen.Desktop);
        await using var thunderbird = await Thunderbird.StartAsync($"{demo.Provider}/mail/config-v1.1.xml?domaine={{{{domain}}}}");
        var setup = await visit.OpenAsync("/messagerie/configurer");

        var name = await thunderbird.InstallAsync(await http.GetByteArrayAsync(await setup.GetAttributeAsync("main a[href$='.xpi']", "href")));
        await thunderbird.SetUpAsync("Aïcha Garcia", Address);
        var page = await visit.OpenAsync(await thunderbird.OpenInboxAsync());
        (await page.InputValueAsync("[name='Form.Name']")).Should().Be(Address, "Thunderbird says whose mail it wants");
        await page.SignInAsync(Address, demo.PasswordOf(Login));

        page.Url.Should().StartWith("http://127.0.0.1:");
        (await thunderbird.ReadAsync("Conseils de classe : décalage du jeudi")).Should().StartWith("Bonjour Aïcha");
        await thunderbird.PhotographAsync("thunderbird");
        await thunderbird.SendAsync(Address, "Réunion de rentrée", "Rendez-vous salle B 204.");
        (await thunderbird.ReadAsync("Réunion de rentrée")).Should().Be("Rendez-vous salle B 204.");

        name.Should().StartWith("Messagerie académique");
        (await thunderbird.KeptAsync()).Should().Equal([$"oauth://{new Uri(demo.Provider).Authority} {Address} mail offline_access"], "it keeps a token and no password");
        visit.Complaints.Should().BeEmpty();
    }
}
