using System.Net;
using System.Xml.Linq;
using System.Text.RegularExpressions;
using AcRouenIdentity.Testing.Hosts;

namespace AcRouenIdentity.Web.Tests.Shared;

public sealed partial class LanguageTests : IAsyncLifetime
{
    private ProviderHost host = null!;
    private PlainBrowser browser = null!;

    public async Task InitializeAsync()
    {
        host = await ProviderHost.StartAsync();
        browser = host.NewBrowser();
    }

    public async Task DisposeAsync()
    {
        browser.Dispose();
        await host.DisposeAsync();
    }

    [Theory]
    [InlineData(null, "fr")]
    [InlineData("de", "fr")]
    [InlineData("fr-CA", "fr")]
    [InlineData("en-GB,en;q=0.9,fr;q=0.2", "en")]
    [InlineData("de, en;q=0.5", "en")]
    public async Task Pages_speak_the_language_that_the_browser_prefers_and_else_French(string? preferred, string expected)
    {
        (await GetAsync("/aide", preferred)).Should().Be(expected);
    }

    [Theory]
    [InlineData("/aide?ui_locales=en")]
    [InlineData("/aide?ui_locales=de%20en-GB%20fr")]
    [InlineData("/aide?retour=%2Fconnect%2Fauthorize%3Fclient_id%3Dent%26ui_locales%3Den")]
    public async Task An_application_may_ask_for_a_language(string path)
    {
        (await GetAsync(path, "fr")).Should().Be("en");
    }

    [Fact]
    public async Task The_choice_of_the_person_wins_and_stays()
    {
        var link = (await browser.GetAsync("/aide")).Document.QuerySelector("header a[hreflang=en]")!.GetAttribute("href")!;

        var back = await browser.GetAsync(link);
        var page = await browser.FollowAsync(back);

        back.Redirect.Should().Be(new Uri(host.Address, "/aide"));
        Language(page).Should().Be("en");
        Language(await browser.GetAsync("/etat?ui_locales=fr")).Should().Be("en");
    }

    [Theory]
    [InlineData("https://phishing.example/")]
    [InlineData("//phishing.example/")]
    [InlineData("/\\phishing.example/")]
    public async Task The_choice_of_a_language_leads_nowhere_else(string target)
    {
        var page = await browser.GetAsync($"/langue?vers=en&retour={Uri.EscapeDataString(target)}");

        page.Redirect.Should().Be(new Uri(host.Address, "/"));
    }

    [Fact]
    public async Task A_language_that_we_do_not_speak_is_refused()
    {
        (await browser.GetAsync("/langue?vers=de")).Status.Should().Be(HttpStatusCode.BadRequest);
    }

    [Fact]
    public void Every_text_that_a_page_asks_for_is_written_in_both_languages()
    {
        var features = Path.Combine(SourceRoot(), "src/AcRouenIdentity.Web/Features");
        foreach (var view in Directory.EnumerateFiles(features, "*.cshtml", SearchOption.AllDirectories))
        {
            var source = File.ReadAllText(view);
            foreach (Match localizer in Localizer().Matches(source))
            {
                var asked = AskedKeys(source, localizer.Groups["name"].Value);
                var resource = Directory.EnumerateFiles(features, $"{localizer.Groups["texts"].Value}.resx", SearchOption.AllDirectories).Single();
                asked.Except(Keys(resource)).Should().BeEmpty(view);
                asked.Except(Keys(Path.ChangeExtension(resource, ".en.resx"))).Should().BeEmpty(view);
            }
        }
    }

    private static IReadOnlyList<string> AskedKeys(string view, string localizer) =>
        [.. Regex.Matches(view, $"""(?<![\w.]){localizer}\["(?<key>\w+)"[\],]""").Select(match => match.Groups["key"].Value)];

    private static IReadOnlyList<string> Keys(string resource) =>
        [.. XDocument.Load(resource).Root!.Elements("data").Select(data => data.Attribute("name")!.Value)];

    private static string SourceRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "AcRouenIdentity.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("The tests run outside their checkout.");
        return folder.FullName;
    }

    private async Task<string> GetAsync(string path, string? preferred)
    {
        using var http = new HttpClient { BaseAddress = host.Address };
        if (preferred is not null)
            http.DefaultRequestHeaders.Add("Accept-Language", preferred);
        var html = await http.GetStringAsync(new Uri(path, UriKind.Relative));
        return LanguageOfPage().Match(html).Groups[1].Value;
    }

    private static string Language(WebPage page) => page.Document.DocumentElement.GetAttribute("lang")!;

    [GeneratedRegex("<html lang=\"(.*?)\"")]
    private static partial Regex LanguageOfPage();

    [GeneratedRegex(@"@inject IStringLocalizer<(?:[\w.]+\.)?(?<texts>\w+)> (?<name>\w+)")]
    private static partial Regex Localizer();
}
