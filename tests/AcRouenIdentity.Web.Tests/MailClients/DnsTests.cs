using AcRouenIdentity.Testing;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace AcRouenIdentity.Web.Tests.MailClients;

public sealed class DnsTests
{
    [Theory, InlineData("ac-rouen.fr"), InlineData("region-academique.example")]
    public async Task The_zone_of_each_domain_leads_to_the_servers_and_the_documents(string domain)
    {
        await using var host = await MailSettings.StartAsync(("Submission:Security", "StartTls"));

        var lines = (await host.ReadZonesAsync()).Where(line => line.Split(' ')[0].EndsWith($".{domain}.", StringComparison.Ordinal));

        lines.Where(line => !line.StartsWith("_ua-auto-config", StringComparison.Ordinal)).Should().BeEquivalentTo(
            $"_imaps._tcp.{domain}. 3600 IN SRV 0 1 993 imap.ac-rouen.fr.",
            $"_imap._tcp.{domain}. 3600 IN SRV 0 0 0 .",
            $"_submissions._tcp.{domain}. 3600 IN SRV 0 0 0 .",
            $"_submission._tcp.{domain}. 3600 IN SRV 0 1 587 smtp.ac-rouen.fr.",
            $"_pop3s._tcp.{domain}. 3600 IN SRV 0 0 0 .",
            $"_pop3._tcp.{domain}. 3600 IN SRV 0 0 0 .",
            $"_sieve._tcp.{domain}. 3600 IN SRV 0 1 4190 imap.ac-rouen.fr.",
            $"_caldavs._tcp.{domain}. 3600 IN SRV 0 1 443 agenda.ac-rouen.fr.",
            $"_caldavs._tcp.{domain}. 3600 IN TXT \"path=/SOGo/dav/\"",
            $"_carddavs._tcp.{domain}. 3600 IN SRV 0 1 443 agenda.ac-rouen.fr.",
            $"_carddavs._tcp.{domain}. 3600 IN TXT \"path=/SOGo/dav/\"",
            $"autoconfig.{domain}. 3600 IN CNAME localhost.",
            $"ua-auto-config.{domain}. 3600 IN CNAME localhost.",
            $"autodiscover.{domain}. 3600 IN CNAME localhost.",
            $"_autodiscover._tcp.{domain}. 3600 IN SRV 0 1 443 localhost.");
    }

    [Fact]
    public async Task Without_application_passwords_outlook_is_led_nowhere()
    {
        await using var host = await MailSettings.StartAsync(("Passwords", "false"));

        (await host.ReadZonesAsync()).Should().NotBeEmpty().And.NotContain(line => line.Contains("autodiscover"));
    }

    [Fact]
    public async Task An_administrator_reads_them_domain_by_domain()
    {
        await using var host = await MailSettings.StartAsync();
        using var administrator = host.NewBrowser();
        await administrator.SignInAsync(SamplePeople.OdileRoux);

        var page = await administrator.GetAsync("/administration/messagerie");

        page.Document.QuerySelectorAll("main h2").Select(title => title.TextContent).Should().Equal("ac-rouen.fr", "region-academique.example");
        page.Main.Should().Contain("_imaps._tcp.ac-rouen.fr").And.Contain("0 1 993 imap.ac-rouen.fr.");
        (await administrator.GetAsync("/")).Document.QuerySelectorAll("main a[href='/administration/messagerie']").Should().ContainSingle();
    }

    [Fact]
    public async Task The_command_prints_the_lines_of_the_page()
    {
        await using var host = await MailSettings.StartAsync();

        var (exitCode, output) = await BuiltProgram.RunAsync(SettingsOf(host), "mail", "dns", "--lang", "fr");

        exitCode.Should().Be(0, output);
        output.Split('\n').Where(line => line.Contains(" IN ", StringComparison.Ordinal)).Should().Equal(await host.ReadZonesAsync());
    }

    [Fact]
    public async Task The_command_says_that_no_domain_is_configured()
    {
        await using var host = await ProviderHost.StartAsync();

        var (exitCode, output) = await BuiltProgram.RunAsync(SettingsOf(host), "mail", "dns", "--lang", "fr");

        exitCode.Should().Be(1, output);
        output.Should().Contain("MailClients:Domains");
    }

    private static IEnumerable<KeyValuePair<string, string?>> SettingsOf(ProviderHost host) =>
        host.Services.GetRequiredService<IConfiguration>().AsEnumerable().Where(setting => setting.Value is { Length: > 0 } && (setting.Key.Contains(':', StringComparison.Ordinal) || setting.Key == "PublicUrl"));
}
