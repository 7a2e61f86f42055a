using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Tests.MailClients;

public sealed class MailClientsStartTests
{
    [Theory]
    [InlineData("Domains:0", "Ac-Rouen.fr", "not a domain")]
    [InlineData("Domains:0", "@ac-rouen.fr", "not a domain")]
    [InlineData("Domains:0", "region-academique.example", "stands once")]
    [InlineData("Name", " ", "Name has")]
    [InlineData("ShortName", "Messagerie de l’académie", "ShortName has")]
    [InlineData("Imap:Host", "", "name of a host")]
    [InlineData("Imap:Host", "imap.ac-rouen.fr:993", "name of a host")]
    [InlineData("Imap:Port", "70000", "not a port")]
    [InlineData("Imap:Security", "None", "without TLS")]
    [InlineData("Calendars", "http://agenda.ac-rouen.fr/", "Calendars")]
    [InlineData("Contacts", "carnet", "Contacts")]
    [InlineData("Webmails:0:Url", "javascript:alert(1)", "Webmails")]
    [InlineData("Profile:CertificateFile", "/rien/ici.p12", "must exist")]
    public async Task What_cannot_be_stops_the_start_and_is_named(string key, string value, string said)
    {
        var start = () => MailSettings.StartAsync((key, value));

        (await start.Should().ThrowAsync<OptionsValidationException>()).WithMessage($"*{said}*");
    }

    [Fact]
    public async Task A_domain_without_a_server_stops_the_start()
    {
        var start = () => Testing.Hosts.ProviderHost.StartAsync(new Dictionary<string, string?> { ["MailClients:Domains:0"] = "ac-rouen.fr" });

        (await start.Should().ThrowAsync<OptionsValidationException>()).WithMessage("*go together*");
    }

    [Fact]
    public async Task Application_passwords_without_a_place_in_the_directory_stop_the_start()
    {
        var settings = MailSettings.Whole;
        settings["Directory:ApplicationPasswords:Base"] = "";
        var start = () => Testing.Hosts.ProviderHost.StartAsync(settings);

        (await start.Should().ThrowAsync<OptionsValidationException>()).WithMessage("*Directory:ApplicationPasswords:Base*");
    }

    [Theory, InlineData(""), InlineData("bonjour")]
    public async Task A_certificate_that_cannot_sign_stops_the_start(string content)
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, content);
        var start = () => MailSettings.StartAsync(("Profile:CertificateFile", file));

        (await start.Should().ThrowAsync<OptionsValidationException>()).WithMessage("*does not open*");
        File.Delete(file);
    }
}
