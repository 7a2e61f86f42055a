using AcRouenIdentity.Domain.Codes;
using AcRouenIdentity.Domain.Mail;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Infrastructure.Mail;
using AcRouenIdentity.Infrastructure.Mail.Templates;
using AcRouenIdentity.Testing.Hosts;
using AcRouenIdentity.Testing.Mails;
using Microsoft.Extensions.DependencyInjection;

namespace AcRouenIdentity.Web.Tests.Shared;

public sealed class MailTests : IAsyncLifetime
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);
    private readonly CapturedLog log = new();
    private readonly DirectoryInfo themes = Directory.CreateTempSubdirectory("acrouen-themes-");
    private ProviderHost host = null!;

    public async Task InitializeAsync() => host = await StartAsync([]);

    public async Task DisposeAsync()
    {
        await host.DisposeAsync();
        themes.Delete(recursive: true);
    }

    [Fact]
    public async Task A_mail_that_is_saved_reaches_its_reader_with_the_name_and_the_address_of_the_service()
    {
        await SendAsync(host, MailLanguage.French);

        var mail = (await host.ReadMailsAsync()).Should().ContainSingle().Subject;
        mail.To.Should().Be("claire@exemple.fr");
        mail.Text.Should().Contain("7K3M-9QXA").And.Contain("15 minutes").And.Contain(host.Address.GetLeftPart(UriPartial.Authority)).And.Contain("02 00 00 00 00");
        mail.Message.From.Mailboxes.Single().Address.Should().Be("ne-pas-repondre@ac-rouen.fr");
        mail.Html.Should().Contain("7K3M-9QXA");
        host.Mails.Violations.Should().BeEmpty();
    }

    [Fact]
    public async Task It_is_in_the_language_of_its_reader()
    {
        await SendAsync(host, MailLanguage.English);

        (await host.ReadMailsAsync()).Single().Subject.Should().Be("Your code to confirm your backup address");
    }

    [Fact]
    public async Task A_provider_that_restarts_sends_what_was_left()
    {
        host.Mails.At(SmtpStep.Greeting, SmtpReaction.HangUp);
        await SendAsync(host, MailLanguage.French);
        await Eventually.BeTrueAsync(() => Task.FromResult(host.Mails.Connections > 0));

        host.Mails.Behave();
        await host.RestartAsync();

        (await host.ReadMailsAsync()).Should().ContainSingle();
    }

    [Fact]
    public async Task The_log_names_neither_reader_nor_code()
    {
        host.Mails.At(SmtpStep.Recipient, SmtpReaction.Answer("550 5.1.1 <claire@exemple.fr>: 7K3M-9QXA"));
        await SendAsync(host, MailLanguage.French);
        await host.ReadMailsAsync();
        await Eventually.BeTrueAsync(() => Task.FromResult(log.Lines.Any(line => line.Contains("550", StringComparison.Ordinal))));

        log.Lines.Should().NotContain(line => line.Contains("exemple.fr", StringComparison.Ordinal) || line.Contains("7K3M", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Themes_kept_elsewhere_without_mails_send_those_of_the_program()
    {
        Write("neutral/theme.json", """{ "serviceName": "Le vieux thème" }""");
        await using var elsewhere = await StartAsync(new() { ["Theme:Folder"] = themes.FullName });

        await SendAsync(elsewhere, MailLanguage.French);

        (await elsewhere.ReadMailsAsync()).Single().Text.Should().Contain("Le vieux thème");
    }

    [Fact]
    public async Task A_broken_mail_of_a_theme_is_said_at_start_and_its_templates_are_served_to_nobody()
    {
        Write("neutral/theme.json", """{ "serviceName": "Le service", "stylesheets": ["neutral.css"] }""");
        Write("neutral/neutral.css", "body { color: black; }");
        Write("neutral/mails/backup-address-code.fr.liquid", "Sujet\n\n{{ kode }}\n");
        await using var elsewhere = await StartAsync(new() { ["Theme:Folder"] = themes.FullName });
        using var browser = elsewhere.NewBrowser();

        log.Lines.Should().ContainSingle(line => line.StartsWith("Error Mail template", StringComparison.Ordinal) && line.Contains("line 3", StringComparison.Ordinal));
        var style = (await browser.GetAsync("/aide")).Document.QuerySelector("link[rel=stylesheet]")!.GetAttribute("href")!;
        (await browser.GetAsync(style.Replace("neutral.css", "mails/backup-address-code.fr.liquid", StringComparison.Ordinal))).Status.Should().Be(System.Net.HttpStatusCode.NotFound);
    }

    private Task<ProviderHost> StartAsync(Dictionary<string, string?> settings) => ProviderHost.StartAsync(
        new Dictionary<string, string?>(settings) { ["Assistance:Phone"] = "02 00 00 00 00" },
        services => services.AddSingleton<Serilog.Core.ILogEventSink>(log));

    private static async Task SendAsync(ProviderHost provider, MailLanguage language)
    {
        PrintedCode.TryParse("7K3M9QXA", 8, out var code).Should().BeTrue();
        await using var scope = provider.Services.CreateAsyncScope();
        var message = provider.Services.GetRequiredService<MailTemplates>()
            .Write(new MailContent.BackupAddressCode("Claire", code, Lifetime), MailRecipient.Of(OutsideAddress.Parse("claire@exemple.fr")), language);
        scope.ServiceProvider.GetRequiredService<MailOutbox>().Add(message, Lifetime);
        await scope.ServiceProvider.GetRequiredService<IdentityDb>().SaveChangesAsync();
    }

    private void Write(string file, string text)
    {
        var path = Path.Combine(themes.FullName, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
