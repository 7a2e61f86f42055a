using System.Net;
using System.Xml.Linq;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;
using AcRouenIdentity.Web.Tests.MailClients.Schemas;

namespace AcRouenIdentity.Web.Tests.MailClients;

public sealed class AutoconfigTests : IAsyncLifetime
{
    private const string OfDomain = "/.well-known/autoconfig/mail/config-v1.1.xml";
    private const string OfHost = "/mail/config-v1.1.xml";

    private ProviderHost host = null!;
    private PlainBrowser program = null!;

    public async Task InitializeAsync()
    {
        host = await MailSettings.StartAsync();
        program = host.NewBrowser();
    }

    public async Task DisposeAsync()
    {
        program.Dispose();
        await host.DisposeAsync();
    }

    [Theory, InlineData(OfDomain), InlineData(OfHost)]
    public async Task The_configuration_stands_at_both_places_and_is_well_formed(string path)
    {
        var answer = await program.GetAsync(path);

        answer.Status.Should().Be(HttpStatusCode.OK);
        answer.Response.Content.Headers.ContentType!.ToString().Should().Be("text/xml; charset=utf-8");
        XmlGrammar.ProblemsOfAutoconfig(answer.Html).Should().BeEmpty();
        answer.Response.Headers.CacheControl!.Public.Should().BeTrue();
        answer.Response.Headers.Contains("Set-Cookie").Should().BeFalse();
    }

    [Fact]
    public async Task A_browser_of_somebody_signed_in_gets_the_same_and_no_cookie()
    {
        var strange = await program.GetAsync(OfHost);
        await program.SignInAsync(SamplePeople.ClaireMartin);

        var answer = await program.GetAsync(OfHost);

        answer.Html.Should().Be(strange.Html);
        answer.Response.Headers.Contains("Set-Cookie").Should().BeFalse();
    }

    [Fact]
    public async Task Programs_learn_the_servers_with_tokens_before_passwords()
    {
        var config = XDocument.Parse((await program.GetAsync(OfHost)).Html).Root!;
        var provider = config.Element("emailProvider")!;

        provider.Elements("domain").Select(domain => domain.Value).Should().Equal("ac-rouen.fr", "region-academique.example");
        Said(provider.Element("incomingServer")!).Should().Equal("imap.ac-rouen.fr", "993", "SSL", "OAuth2", "password-cleartext", "%EMAILADDRESS%");
        Said(provider.Element("outgoingServer")!).Should().Equal("smtp.ac-rouen.fr", "465", "SSL", "OAuth2", "password-cleartext", "%EMAILADDRESS%");
        Said(config.Element("setupServer")!).Should().StartWith(["imap.ac-rouen.fr", "4190", "STARTTLS"]);
        Said(config.Element("calendar")!).Should().StartWith(["https://agenda.ac-rouen.fr/SOGo/dav/", "OAuth2", "Basic"]);
        config.Element("webMail")!.Element("loginPage")!.Attribute("url")!.Value.Should().Be("https://messagerie.ac-rouen.fr/");
    }

    [Fact]
    public async Task The_documentation_is_our_page_in_both_languages()
    {
        var documentation = XDocument.Parse((await program.GetAsync(OfHost)).Html).Descendants("documentation").Single();

        documentation.Elements("descr").Select(description => (description.Attribute("lang")!.Value, description.Value)).Should().Equal(("fr", "Configurer ma messagerie"), ("en", "Set up my mail"));
        (await program.GetAsync(new Uri(documentation.Attribute("url")!.Value).PathAndQuery)).Heading.Should().Be("Configurer ma messagerie");
    }

    [Fact]
    public async Task Nobody_learns_whether_an_address_exists()
    {
        var known = await program.GetAsync($"{OfHost}?emailaddress=claire.martin@ac-rouen.fr");
        var unknown = await program.GetAsync($"{OfHost}?emailaddress=xqzvw.xqzvw@AC-Rouen.fr");
        var strange = await program.GetAsync($"{OfHost}?emailaddress=%22%3Cscript%3E@%22%C3%A9@region-academique.example");

        known.Status.Should().Be(HttpStatusCode.OK);
        unknown.Html.Should().Be(known.Html);
        strange.Html.Should().Be(known.Html);
        known.Response.Headers.CacheControl!.NoStore.Should().BeTrue("the address stands in the URL");
    }

    [Theory]
    [InlineData("claire.martin@example.org", HttpStatusCode.NotFound)]
    [InlineData("claire.martin@mail.ac-rouen.fr", HttpStatusCode.NotFound)]
    [InlineData("claire.martin@ac-rouen.fr.", HttpStatusCode.NotFound)]
    [InlineData("claire.martin@ac-rouen.fr%00", HttpStatusCode.NotFound)]
    [InlineData("ac-rouen.fr", HttpStatusCode.BadRequest)]
    [InlineData("@ac-rouen.fr", HttpStatusCode.BadRequest)]
    [InlineData("claire.martin@", HttpStatusCode.BadRequest)]
    [InlineData("", HttpStatusCode.BadRequest)]
    [InlineData("a@ac-rouen.fr&emailaddress=b@ac-rouen.fr", HttpStatusCode.BadRequest)]
    public async Task What_is_not_of_the_académie_is_refused(string asked, HttpStatusCode status) =>
        (await program.GetAsync($"{OfDomain}?emailaddress={asked}")).Status.Should().Be(status);

    [Fact]
    public async Task An_endless_address_is_refused() =>
        (await program.GetAsync($"{OfDomain}?emailaddress={new string('a', 9000)}@ac-rouen.fr")).Status.Should().Be(HttpStatusCode.BadRequest);

    [Fact]
    public async Task Without_application_passwords_no_program_is_told_to_ask_for_one()
    {
        await using var careful = await MailSettings.StartAsync(("Passwords", "false"));
        using var asking = careful.NewBrowser();

        var answer = await asking.GetAsync(OfHost);

        XmlGrammar.ProblemsOfAutoconfig(answer.Html).Should().BeEmpty();
        answer.Html.Should().Contain("OAuth2").And.NotContain("password-cleartext").And.NotContain("Basic");
    }

    [Fact]
    public async Task An_académie_that_configured_no_mail_service_serves_nothing()
    {
        await using var silent = await ProviderHost.StartAsync();
        using var asking = silent.NewBrowser();

        foreach (var path in new[] { OfHost, OfDomain, $"{OfHost}?emailaddress=claire.martin@ac-rouen.fr", "/.well-known/user-agent-configuration.json" })
            (await asking.GetAsync(path)).Status.Should().Be(HttpStatusCode.NotFound, path);
    }

    private static IEnumerable<string> Said(XElement server) => server.Elements().Select(element => element.Value);
}
