using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using AcRouenIdentity.Testing.Hosts;
using AcRouenIdentity.Web.Tests.MailClients.Schemas;

namespace AcRouenIdentity.Web.Tests.MailClients;

public sealed class PaccTests
{
    private const string Place = "/.well-known/user-agent-configuration.json";

    [Fact]
    public async Task The_configuration_is_well_formed_and_names_the_issuer_of_the_discovery_document()
    {
        await using var host = await MailSettings.StartAsync();
        using var program = host.NewBrowser();

        var answer = await program.GetAsync(Place);
        var issuer = JsonDocument.Parse((await program.GetAsync("/.well-known/openid-configuration")).Html).RootElement.GetProperty("issuer").GetString();

        PaccGrammar.Problems(answer.Html).Should().BeEmpty();
        answer.Response.Content.Headers.ContentType!.MediaType.Should().Be("application/json");
        answer.Response.Headers.CacheControl!.Public.Should().BeTrue();
        var root = JsonDocument.Parse(answer.Html).RootElement;
        root.GetProperty("authentication").GetProperty("oauth-public").GetProperty("issuer").GetString().Should().Be(issuer);
        root.GetProperty("protocols").EnumerateObject().Select(protocol => protocol.Name).Should().Equal("imap", "smtp", "caldav", "carddav");
    }

    [Fact]
    public async Task The_digest_in_the_dns_is_that_of_the_octets_that_are_served()
    {
        await using var host = await MailSettings.StartAsync();
        using var client = new HttpClient { BaseAddress = host.Address };

        var digest = Convert.ToBase64String(SHA256.HashData(await client.GetByteArrayAsync(Place)));

        (await host.ReadZonesAsync()).Should().Contain($"_ua-auto-config.ac-rouen.fr. 3600 IN TXT \"v=UAAC1; a=sha256; d={digest}\"");
    }

    [Theory]
    [InlineData("Imap:Security", "StartTls")]
    [InlineData("Imap:Port", "10993")]
    public async Task Servers_that_the_draft_does_not_allow_are_not_told(string key, string value)
    {
        await using var host = await MailSettings.StartAsync((key, value));
        using var program = host.NewBrowser();

        (await program.GetAsync(Place)).Status.Should().Be(HttpStatusCode.NotFound);
        (await host.ReadZonesAsync()).Should().NotBeEmpty().And.NotContain(line => line.Contains("ua-auto-config"));
    }
}
