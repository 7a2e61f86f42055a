using System.Text.RegularExpressions;
using AcRouenIdentity.Browser.Tests.Browsers;
using AcRouenIdentity.Testing.Feeds;
using Microsoft.Playwright;

namespace AcRouenIdentity.Browser.Tests.Stories;

/// <summary>An officer loads an export into the real directory, in a real browser.</summary>
[Collection(DemoStories.Name)]
public sealed class ProvisioningTests(Demo demo, Chromium chromium) : IDisposable
{
    private const int People = 60;
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("acrouen-story-");

    [SkippableFact]
    public async Task An_officer_sends_the_export_looks_at_what_would_change_applies_it_and_looks_at_a_person()
    {
        Demo.Need();
        var generator = new FeedGenerator(seed: 14, People, establishments: 4);
        await using var visit = await chromium.VisitAsync(new Uri(demo.Provider), Screen.Desktop);
        var page = await visit.OpenAsync($"{demo.Provider}/chargements");
        await page.SignInAsync("oroux1", demo.Password);

        await page.SetInputFilesAsync("#fichiers", Export(generator));
        await page.ClickAsync("text=Envoyer et lire");
        await page.WaitForSelectorAsync("text=Rien n’est encore écrit");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync($"{People} changements seront écrits");
        await page.SelectOptionAsync("#nature", "Create");
        await page.ClickAsync("text=Filtrer");
        // The page is still coming in.
        await Assertions.Expect(page.Locator("table.records tbody tr")).ToHaveCountAsync(50);

        await page.ClickAsync("main button:has-text('Appliquer')");
        await page.WaitForSelectorAsync("text=C’est appliqué");
        await page.Locator("table.records tbody a").First.ClickAsync();
        await page.WaitForLoadStateAsync();

        (await page.InnerTextAsync("main")).Should().Contain("compte annoncé").And.Contain("Création").And.MatchRegex(new Regex("[a-z.-]+[0-9]*@ac-rouen.fr"));
        await page.GotoAsync($"{demo.Provider}/comptes?q={Uri.EscapeDataString(generator.PeopleOf(0).First().Surname)}");
        (await page.Locator("table.records tbody tr").CountAsync()).Should().BePositive();
        visit.Complaints.Should().BeEmpty();
    }

    [SkippableFact]
    public async Task An_officer_suspends_a_person_whose_open_pages_close_at_once()
    {
        Demo.Need();
        await using var teacher = await chromium.VisitAsync(new Uri(demo.Provider), Screen.Phone);
        var theirs = await teacher.OpenAsync($"{demo.Provider}/");
        await theirs.SignInAsync("bnguyen1", demo.PasswordOf("bnguyen1"));
        await using var officer = await chromium.VisitAsync(new Uri(demo.Provider), Screen.Desktop, scripts: Scripts.Off);
        var page = await officer.OpenAsync($"{demo.Provider}/comptes/bnguyen1");
        await page.SignInAsync("oroux1", demo.Password);

        await page.FillAsync("[name='Form.Reason']", "Essai");
        await page.ClickAsync("main button:has-text('Suspendre')");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Suspendu sans date de fin");
        await theirs.ReloadAsync();
        theirs.Url.Should().Contain("/connexion");

        await page.FillAsync("[name='Form.Reason']", "Fin de l’essai");
        await page.ClickAsync("main button:has-text('Rétablir')");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("compte actif");
    }

    public void Dispose() => folder.Delete(recursive: true);

    private IReadOnlyList<string> Export(FeedGenerator generator)
    {
        var writer = new FeedFilesWriter(generator, new FeedForm());
        var staff = Path.Combine(folder.FullName, "rh.csv");
        writer.WriteStaff(staff, export: 0);
        return [.. writer.WriteFolder(folder.FullName, export: 0), staff];
    }
}
