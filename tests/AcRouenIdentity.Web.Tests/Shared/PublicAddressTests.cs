using System.Net;
using AcRouenIdentity.Testing.Hosts;
using AcRouenIdentity.Web.Features.Shared.Addresses;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Tests.Shared;

public sealed class PublicAddressTests : IAsyncLifetime
{
    private ProviderHost host = null!;
    private PlainBrowser browser = null!;

    public async Task InitializeAsync()
    {
        host = await ProviderHost.StartAsync(new Dictionary<string, string?> { ["AllowedHosts:0"] = "sonde.interne" });
        browser = host.NewBrowser();
    }

    public async Task DisposeAsync()
    {
        browser.Dispose();
        await host.DisposeAsync();
    }

    [Theory]
    [InlineData("phishing.example")]
    [InlineData("localhost.phishing.example")]
    [InlineData("phishing.example:5080")]
    public async Task A_request_for_another_host_is_refused_with_a_page_in_French(string name)
    {
        var page = await browser.SendAsync(RequestFor(name, "/aide"));

        page.Status.Should().Be(HttpStatusCode.BadRequest);
        page.Heading.Should().Be("Adresse non reconnue");
        page.Html.Should().NotContain("phishing");
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost:9999")]
    [InlineData("sonde.interne")]
    public async Task Loopback_names_and_hosts_of_the_administrator_are_served(string name)
    {
        var page = await browser.SendAsync(RequestFor(name, "/aide"));

        page.Status.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task No_header_of_a_request_moves_the_address_of_the_provider()
    {
        using var request = RequestFor("127.0.0.1", "/.well-known/openid-configuration");
        request.Headers.Add("X-Forwarded-Host", "phishing.example");
        request.Headers.Add("X-Forwarded-Proto", "https");
        request.Headers.Add("Forwarded", "host=phishing.example;proto=https");

        var page = await browser.SendAsync(request);

        page.Html.Should().NotContain("phishing").And.Contain($"\"{host.Address.GetLeftPart(UriPartial.Authority)}");
    }

    [Theory]
    [InlineData("pas une adresse")]
    [InlineData("/connexion")]
    [InlineData("ftp://identite.example.org")]
    [InlineData("https://identite.example.org/?a=b")]
    [InlineData("https://user@identite.example.org")]
    public async Task A_provider_without_a_sound_public_address_does_not_start(string address)
    {
        var start = () => ProviderHost.StartAsync(new Dictionary<string, string?> { ["PublicUrl"] = address });

        await start.Should().ThrowAsync<Exception>().WithMessage("*PublicUrl*");
    }

    [Fact]
    public void A_public_address_may_have_a_path_and_keeps_its_port()
    {
        var address = Of("https://identite.example.org:8443/auth/");

        address.Url.Should().Be("https://identite.example.org:8443/auth");
        address.PathBase.Value.Should().Be("/auth");
        address.Host.Value.Should().Be("identite.example.org:8443");
        address.Of("connexion").Should().Be(new Uri("https://identite.example.org:8443/auth/connexion"));
    }

    [Theory]
    [InlineData("/aide", true)]
    [InlineData("/connect/authorize?client_id=a", true)]
    [InlineData("//phishing.example", false)]
    [InlineData("/\\phishing.example", false)]
    [InlineData("/\t/phishing.example", false)]
    [InlineData("https://phishing.example", false)]
    [InlineData("aide", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Only_a_path_of_ours_is_local(string? path, bool isLocal) => LocalPaths.IsLocal(path).Should().Be(isLocal);

    private static PublicAddress Of(string url) => new(Options.Create(new PublicAddressOptions { PublicUrl = url }));

    private static HttpRequestMessage RequestFor(string name, string path) => new(HttpMethod.Get, path) { Headers = { Host = name } };
}
