using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Tests.MailClients;

public sealed class ThunderbirdAddOnTests
{
    private const string Place = "/messagerie/thunderbird.xpi";
    private const string Updates = "/messagerie/thunderbird.json";
    private const string Setup = "/messagerie/configurer";
    private const string Public = "https://identite.ac-rouen.fr/sso";

    [Fact]
    public async Task Thunderbird_learns_the_provider_as_discovery_tells_it()
    {
        await using var host = await StartAsync(("PublicUrl", Public));
        using var program = ProgramOf(host);

        var provider = Read(await program.GetByteArrayAsync(Place), "manifest.json").GetProperty("oauth_provider");
        var discovery = JsonDocument.Parse(await program.GetStringAsync("/.well-known/openid-configuration")).RootElement;

        provider.GetProperty("issuerIdentifier").GetString().Should().Be(discovery.GetProperty("issuer").GetString());
        provider.GetProperty("authorizationEndpoint").GetString().Should().Be(discovery.GetProperty("authorization_endpoint").GetString());
        provider.GetProperty("tokenEndpoint").GetString().Should().Be(discovery.GetProperty("token_endpoint").GetString());
        provider.GetProperty("issuer").GetString().Should().Be("identite.ac-rouen.fr");
        provider.GetProperty("clientId").GetString().Should().Be("thunderbird");
        provider.GetProperty("redirectionEndpoint").GetString().Should().Be("http://127.0.0.1/");
        provider.GetProperty("scopes").GetString().Should().Be("mail offline_access");
        provider.GetProperty("hostnames").EnumerateArray().Select(name => name.GetString()).Should().Equal("imap.ac-rouen.fr", "smtp.ac-rouen.fr");
        provider.GetProperty("usePKCE").GetBoolean().Should().BeTrue();
        provider.TryGetProperty("clientSecret", out _).Should().BeFalse();
    }

    [Fact]
    public async Task What_the_add_on_sends_Thunderbird_to_ask_is_served_at_any_port_of_its_machine_and_to_nobody_without_a_proof()
    {
        await using var host = await StartAsync();
        using var program = ProgramOf(host);
        using var browser = host.NewBrowser();
        var provider = Read(await program.GetByteArrayAsync(Place), "manifest.json").GetProperty("oauth_provider");
        var asked = $"{new Uri(provider.GetProperty("authorizationEndpoint").GetString()!).AbsolutePath}?response_type=code&client_id={provider.GetProperty("clientId")}"
            + $"&scope={Uri.EscapeDataString(provider.GetProperty("scopes").GetString()!)}&state=etat-0123456789&redirect_uri=http%3A%2F%2F127.0.0.1%3A61234";

        await browser.SignInAsync(SamplePeople.ClaireMartin);
        var answered = await browser.GetAsync($"{asked}&code_challenge_method=S256&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
        var without = await browser.GetAsync(asked);

        answered.Redirect!.ToString().Should().StartWith("http://127.0.0.1:61234/?").And.Contain("code=").And.Contain("state=etat-0123456789")
            .And.Contain($"iss={Uri.EscapeDataString(provider.GetProperty("issuerIdentifier").GetString()!)}");
        without.Redirect!.Query.Should().Contain("error=invalid_request").And.NotContain("code=");
    }

    [Fact]
    public async Task Everybody_gets_the_same_file_whatever_they_send_and_no_browser_installs_it()
    {
        await using var host = await StartAsync(("AllowedHosts:0", "autre.example"), ("TrustedProxies:0", "127.0.0.1"));
        using var browser = host.NewBrowser();
        using var program = ProgramOf(host);
        var plain = await program.GetByteArrayAsync(Place);
        await browser.SignInAsync(SamplePeople.ClaireMartin);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{Place}?emailaddress=claire.martin@ac-rouen.fr&client_id=autre");
        request.Headers.Host = "autre.example";
        request.Headers.Add("X-Forwarded-Host", "voleur.example");
        request.Headers.Add("X-Forwarded-Proto", "https");
        request.Headers.Add("Forwarded", "host=voleur.example;proto=https");
        request.Headers.Add("Accept-Language", "en");

        var answer = await program.SendAsync(request);
        var own = await browser.GetAsync(Place);

        (await answer.Content.ReadAsByteArrayAsync()).Should().Equal(plain);
        answer.Content.Headers.ContentType!.ToString().Should().Be("application/octet-stream");
        answer.Content.Headers.ContentDisposition!.DispositionType.Should().Be("attachment");
        answer.Content.Headers.ContentDisposition.FileName.Should().Be("messagerie-thunderbird.xpi");
        answer.Headers.CacheControl!.ToString().Should().Be("public, max-age=3600");
        answer.Headers.GetValues("X-Content-Type-Options").Should().Equal("nosniff");
        own.Response.Headers.Contains("Set-Cookie").Should().BeFalse();
        (await own.Response.Content.ReadAsByteArrayAsync()).Should().Equal(plain);
    }

    [Fact]
    public async Task The_file_is_made_of_the_configuration_alone_on_every_node_and_every_day()
    {
        await using var first = await StartAsync(("PublicUrl", Public));
        await using var second = await StartAsync(("PublicUrl", Public));
        second.Clock.Advance(TimeSpan.FromDays(400));
        using var program = ProgramOf(first);
        using var other = ProgramOf(second);

        (await other.GetByteArrayAsync(Place)).Should().Equal(await program.GetByteArrayAsync(Place));
    }

    [Theory]
    [InlineData("\"},\"oauth_provider\":{\"issuer\":\"voleur\"")]
    [InlineData("</script><script>alert(1)</script>")]
    [InlineData("$1 $$ $SERVICE$ $name$ __MSG_description__")]
    [InlineData("Courrier \\u0022 {0} {1} 'l’école' \u202e\ud83d\udc4d")]
    public async Task A_name_of_any_signs_is_a_name_and_nothing_else(string name)
    {
        await using var host = await StartAsync(("MailClients:Name", name));
        using var program = ProgramOf(host);

        var file = await program.GetByteArrayAsync(Place);

        Read(file, "manifest.json").EnumerateObject().Select(field => field.Name).Should().Equal(
            "manifest_version", "name", "description", "version", "default_locale", "homepage_url", "icons", "browser_specific_settings", "oauth_provider");
        foreach (var language in new[] { "fr", "en" })
            ShownBy(Read(file, $"_locales/{language}/messages.json"), "name").Should().StartWith(name);
    }

    [Fact]
    public async Task Name_and_description_are_in_both_languages_and_the_picture_is_there()
    {
        await using var host = await StartAsync();
        using var program = ProgramOf(host);

        var file = await program.GetByteArrayAsync(Place);

        ShownBy(Read(file, "_locales/fr/messages.json"), "name").Should().Be("Messagerie de l’académie\u00a0: connexion");
        ShownBy(Read(file, "_locales/en/messages.json"), "name").Should().Be("Messagerie de l’académie: sign-in");
        Entry(file, Read(file, "manifest.json").GetProperty("icons").GetProperty("48").GetString()!).Should().StartWith("<svg");
    }

    [Fact]
    public async Task Thunderbird_asks_us_alone_for_a_newer_one_and_knows_it_by_its_digest()
    {
        await using var host = await StartAsync(("PublicUrl", Public), ("MailClients:Thunderbird:Revision", "7"));
        using var program = ProgramOf(host);

        var file = await program.GetByteArrayAsync(Place);
        var manifest = Read(file, "manifest.json");
        var gecko = manifest.GetProperty("browser_specific_settings").GetProperty("gecko");
        var offered = JsonDocument.Parse(await program.GetStringAsync(Updates)).RootElement
            .GetProperty("addons").GetProperty(gecko.GetProperty("id").GetString()!).GetProperty("updates").EnumerateArray().Single();

        gecko.GetProperty("id").GetString().Should().Be("thunderbird@identite.ac-rouen.fr");
        gecko.GetProperty("update_url").GetString().Should().Be($"{Public}{Updates}");
        manifest.GetProperty("version").GetString().Should().Be("1.7");
        offered.GetProperty("version").GetString().Should().Be("1.7");
        offered.GetProperty("update_link").GetString().Should().Be($"{Public}{Place}");
        offered.GetProperty("update_hash").GetString().Should().Be($"sha256:{Convert.ToHexStringLower(SHA256.HashData(file))}");
    }

    [Fact]
    public async Task Without_TLS_no_newer_one_is_offered_that_somebody_on_the_way_could_replace()
    {
        await using var host = await StartAsync();
        using var program = ProgramOf(host);

        Read(await program.GetByteArrayAsync(Place), "manifest.json").GetProperty("browser_specific_settings").GetProperty("gecko").TryGetProperty("update_url", out _).Should().BeFalse();
        (await program.GetAsync(Updates)).StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_page_offers_the_add_on_and_leads_to_it()
    {
        await using var host = await StartAsync();
        using var browser = host.NewBrowser();

        var page = await browser.GetAsync(Setup);

        page.Document.QuerySelectorAll($"main a[href='{Place}']").Should().ContainSingle();
        page.Main.Should().Contain("Télécharger l’extension pour Thunderbird").And.Contain("Installer un module depuis un fichier").And.NotContain("Quand la page de connexion de l’académie s’ouvre");
    }

    [Theory]
    [InlineData("MailClients:Thunderbird:ClientId", "")]
    [InlineData("MailClients:Thunderbird:ClientId", "inconnu")]
    [InlineData("MailClients:Thunderbird:ClientId", "portail")]
    [InlineData("OpenId:Clients:0:Scopes:1", "mail")]
    [InlineData("OpenId:Clients:0:RedirectUris:0", "http://[::1]/")]
    [InlineData("MailClients:Imap:Host", "courrier")]
    public async Task An_add_on_by_which_nobody_could_sign_in_is_not_offered_and_administrators_read_why(string key, string value)
    {
        await using var host = await StartAsync((key, value.Length == 0 ? null : value));
        using var browser = host.NewBrowser();

        (await browser.GetAsync(Place)).Status.Should().Be(HttpStatusCode.NotFound);
        (await browser.GetAsync(Updates)).Status.Should().Be(HttpStatusCode.NotFound);
        var page = await browser.GetAsync(Setup);
        page.Html.Should().NotContain(Place);
        page.Main.Should().Contain("Quand la page de connexion de l’académie s’ouvre");
        (await ReadRecordsAsync(host)).Main.Contains("L’extension n’est pas proposée").Should().Be(value.Length > 0);
    }

    [Fact]
    public async Task Administrators_copy_the_policy_that_installs_it_on_their_machines()
    {
        await using var host = await StartAsync();

        var page = await ReadRecordsAsync(host);
        var policies = page.Document.QuerySelectorAll("main [data-copy]").Select(button => button.GetAttribute("data-copy")!).Single(text => text.StartsWith('{'));

        var setting = JsonDocument.Parse(policies).RootElement.GetProperty("policies").GetProperty("ExtensionSettings").GetProperty("thunderbird@localhost");
        setting.GetProperty("installation_mode").GetString().Should().Be("force_installed");
        setting.GetProperty("install_url").GetString().Should().Be(new Uri(host.Address, Place).AbsoluteUri);
    }

    [Theory, InlineData("-1"), InlineData("1000000")]
    public async Task A_number_that_Thunderbird_would_not_read_stops_the_start(string revision)
    {
        var start = () => StartAsync(("MailClients:Thunderbird:Revision", revision));

        (await start.Should().ThrowAsync<OptionsValidationException>()).WithMessage("*Revision*");
    }

    private static Task<ProviderHost> StartAsync(params (string Key, string? Value)[] changes)
    {
        var settings = new Dictionary<string, string?>(MailSettings.Whole)
        {
            ["MailClients:Thunderbird:ClientId"] = "thunderbird",
            ["OpenId:Clients:0:Id"] = "thunderbird",
            ["OpenId:Clients:0:Name"] = "Thunderbird",
            ["OpenId:Clients:0:Kind"] = "Public",
            ["OpenId:Clients:0:Scopes:0"] = "mail",
            ["OpenId:Clients:0:Scopes:1"] = "offline_access",
            ["OpenId:Clients:0:RedirectUris:0"] = "http://127.0.0.1/",
            ["OpenId:Clients:1:Id"] = "portail",
            ["OpenId:Clients:1:Name"] = "Portail",
            ["OpenId:Clients:1:Kind"] = "Confidential",
            ["OpenId:Clients:1:Secret"] = "un-secret-de-test-assez-long-0123456789",
            ["OpenId:Clients:1:Scopes:0"] = "mail",
            ["OpenId:Clients:1:Scopes:1"] = "offline_access",
            ["OpenId:Clients:1:RedirectUris:0"] = "http://127.0.0.1/",
        };
        foreach (var (key, value) in changes)
            settings[key] = value;
        return ProviderHost.StartAsync(settings);
    }

    private static HttpClient ProgramOf(ProviderHost host) => new() { BaseAddress = host.Address };

    private static async Task<WebPage> ReadRecordsAsync(ProviderHost host)
    {
        using var administrator = host.NewBrowser();
        await administrator.SignInAsync(SamplePeople.OdileRoux);
        return await administrator.GetAsync("/administration/messagerie");
    }

    private static JsonElement Read(byte[] file, string name) => JsonDocument.Parse(Entry(file, name)).RootElement;

    private static string Entry(byte[] file, string name)
    {
        using var archive = new ZipArchive(new MemoryStream(file));
        using var reader = new StreamReader(archive.GetEntry(name)!.Open(), Encoding.UTF8);
        return reader.ReadToEnd();
    }

    /// <summary>As Gecko reads it (<c>LocaleData</c>): placeholders first, then of each row of dollars the first is dropped.</summary>
    private static string ShownBy(JsonElement messages, string key)
    {
        var message = messages.GetProperty(key);
        var text = System.Text.RegularExpressions.Regex.Replace(
            message.GetProperty("message").GetString()!, @"\$([A-Za-z0-9@_]+)\$",
            name => message.GetProperty("placeholders").GetProperty(name.Groups[1].Value.ToLowerInvariant()).GetProperty("content").GetString()!);
        return System.Text.RegularExpressions.Regex.Replace(text, @"\$(?:([1-9]\d*)|(\$+))", row => row.Groups[2].Value);
    }
}
