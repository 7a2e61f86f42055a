using AcRouenIdentity.Testing.Hosts;

namespace AcRouenIdentity.Web.Tests.Shared;

public sealed class SecurityHeadersTests : IAsyncLifetime
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
    [InlineData("/aide")]
    [InlineData("/rien-ici")]
    [InlineData("/health/live")]
    [InlineData("/langue?vers=en")]
    public async Task Every_answer_forbids_what_pages_do_not_need(string path)
    {
        var page = await browser.GetAsync(path);

        var policy = Header(page, "Content-Security-Policy");
        policy.Should().Contain("default-src 'none'").And.Contain("frame-ancestors 'none'").And.Contain("base-uri 'none'").And.Contain("form-action 'self';");
        policy.Should().NotContain("unsafe").And.NotContain("*");
        Header(page, "X-Content-Type-Options").Should().Be("nosniff");
        Header(page, "Referrer-Policy").Should().Be("same-origin");
        Header(page, "Cross-Origin-Opener-Policy").Should().Be("same-origin");
        Header(page, "Cache-Control").Should().Contain("no-store");
        page.Response.Headers.Contains("Server").Should().BeFalse();
        page.Response.Headers.Contains("Strict-Transport-Security").Should().BeFalse("this host is not on https");
    }

    [Fact]
    public async Task Behind_https_browsers_are_told_never_to_come_back_in_clear()
    {
        await using var secure = await ProviderHost.StartAsync(new Dictionary<string, string?> { ["PublicUrl"] = "https://identite.example.org" });
        using var visitor = secure.NewBrowser();

        var page = await visitor.GetAsync("/aide");

        Header(page, "Strict-Transport-Security").Should().StartWith("max-age=63072000");
    }

    [Theory]
    [InlineData("/aide")]
    [InlineData("/etat")]
    [InlineData("/connexion")]
    [InlineData("/rien-ici")]
    public async Task No_page_holds_a_script_or_a_style_of_its_own(string path)
    {
        var page = await browser.GetAsync(path);

        page.Document.QuerySelectorAll("script:not([src]), style, [style], [onclick], [onload]").Should().BeEmpty();
    }

    private static string Header(WebPage page, string name) => string.Join(",", page.Response.Headers.GetValues(name));
}
