using System.Net;
using AcRouenIdentity.Testing.Hosts;

namespace AcRouenIdentity.Web.Tests.Shared;

public sealed class ThemeTests : IAsyncLifetime
{
    private readonly DirectoryInfo themes = Directory.CreateTempSubdirectory("acrouen-themes-");
    private ProviderHost host = null!;
    private PlainBrowser browser = null!;

    public async Task InitializeAsync()
    {
        Write("neutral/theme.json", """{ "serviceName": "Le service", "stylesheets": ["neutral.css"] }""");
        Write("neutral/neutral.css", "body { color: black; }");
        Write("neutral/icons/mail.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>");
        Write("ours/theme.json", """{ "serviceName": "Notre service", "stylesheets": ["ours.css"], "needs": ["ours.css"] }""");
        Write("ours/ours.css", "body { color: navy; }");
        Write("ours/notes.txt", "not for the world");
        Write("ours/.hidden.css", "not for the world");
        Write("absent/theme.json", """{ "serviceName": "Absent", "stylesheets": ["lib/lib.css"], "needs": ["lib"] }""");
        Write("secret.css", "outside any theme");
        host = await StartAsync("ours");
        browser = host.NewBrowser();
    }

    public async Task DisposeAsync()
    {
        browser.Dispose();
        await host.DisposeAsync();
        themes.Delete(recursive: true);
    }

    [Fact]
    public async Task The_files_of_a_theme_are_kept_by_browsers_under_an_address_that_changes_with_them()
    {
        var address = await AddressAsync(browser);
        var file = await browser.GetAsync(address);

        file.Html.Should().Contain("navy");
        file.Response.Content.Headers.ContentType!.MediaType.Should().Be("text/css");
        file.Response.Headers.CacheControl!.ToString().Should().Contain("immutable");

        Write("ours/ours.css", "body { color: maroon; }");
        await using var later = await StartAsync("ours");
        using var visitor = later.NewBrowser();
        (await AddressAsync(visitor)).Should().NotBe(address);
    }

    [Fact]
    public async Task What_a_theme_lacks_comes_from_the_neutral_one()
    {
        var icon = await browser.GetAsync(await SiblingAsync("icons/mail.svg"));

        icon.Status.Should().Be(HttpStatusCode.OK);
        icon.Response.Content.Headers.ContentType!.MediaType.Should().Be("image/svg+xml");
    }

    [Theory]
    [InlineData("theme.json")]
    [InlineData("notes.txt")]
    [InlineData(".hidden.css")]
    [InlineData("../secret.css")]
    [InlineData("%2e%2e/secret.css")]
    [InlineData("..%2fsecret.css")]
    [InlineData("..%5csecret.css")]
    [InlineData("icons/../../secret.css")]
    public async Task Nothing_else_is_served(string file)
    {
        var answer = await browser.GetAsync(await SiblingAsync(file));

        answer.Status.Should().Be(HttpStatusCode.NotFound);
        answer.Html.Should().NotContain("not for the world").And.NotContain("outside any theme");
    }

    [Fact]
    public async Task A_theme_that_is_not_installed_gives_way_to_the_neutral_one()
    {
        await using var other = await StartAsync("absent");
        using var visitor = other.NewBrowser();

        var page = await visitor.GetAsync("/aide");

        page.Status.Should().Be(HttpStatusCode.OK);
        page.Document.Title.Should().Contain("Le service");
    }

    [Theory]
    [InlineData("../ours")]
    [InlineData("unknown")]
    [InlineData("")]
    public async Task A_theme_that_does_not_exist_stops_the_start(string name)
    {
        var start = () => StartAsync(name);

        await start.Should().ThrowAsync<Exception>();
    }

    private Task<ProviderHost> StartAsync(string theme) =>
        ProviderHost.StartAsync(new Dictionary<string, string?> { ["Theme:Name"] = theme, ["Theme:Folder"] = themes.FullName });

    private static async Task<string> AddressAsync(PlainBrowser browser) =>
        (await browser.GetAsync("/aide")).Document.QuerySelector("link[rel=stylesheet]")!.GetAttribute("href")!;

    private async Task<string> SiblingAsync(string file) => (await AddressAsync(browser)).Replace("ours.css", file, StringComparison.Ordinal);

    private void Write(string file, string text)
    {
        var path = Path.Combine(themes.FullName, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
