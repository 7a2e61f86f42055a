using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using AcRouenIdentity.Testing;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;
using AcRouenIdentity.Testing.Mails;
using AcRouenIdentity.Web.Tests.OpenId.OpenRegistration;

namespace AcRouenIdentity.Web.Tests.OpenId;

/// <summary>The command, in processes of its own, on the database of a provider that runs.</summary>
public sealed partial class ClientsCommandTests : IAsyncLifetime
{
    private ProviderHost host = null!;
    private IReadOnlyList<KeyValuePair<string, string?>> settings = [];

    public async Task InitializeAsync() => host = await Applications.StartAsync();

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task An_application_lives_from_its_first_command_to_its_last_while_the_provider_runs()
    {
        var added = await RunAsync("clients", "add", "cantine", "--template", "SimpleWebmail", "--name", "Cantine", "--redirect-uri", RegistrationStory.ReturnAddress);
        using var canteen = host.Play("cantine", SecretIn(added.Output));
        using var browser = host.NewBrowser();
        await browser.SignInAsync(SamplePeople.ClaireMartin);
        var tokens = await canteen.SignInAsync(browser);
        var listed = await RunAsync("clients", "list");
        var shown = await RunAsync("clients", "show", "cantine");
        var renewed = await RunAsync("clients", "secret", "cantine", "--former", "None");
        var early = await RunAsync("clients", "remove", "cantine", "--yes");
        var disabled = await RunAsync("clients", "disable", "cantine");

        added.ExitCode.Should().Be(0, added.Output);
        listed.Output.Should().Contain("cantine");
        shown.Output.Should().Contain(RegistrationStory.ReturnAddress).And.NotContain(canteen.Secret);
        SecretIn(renewed.Output).Should().NotBe(canteen.Secret);
        early.ExitCode.Should().Be(1);
        disabled.ExitCode.Should().Be(0);
        (await canteen.RefreshAsync(tokens.RefreshToken)).Error.Should().NotBeNullOrEmpty();
        (await RunAsync("clients", "enable", "cantine")).ExitCode.Should().Be(0);
        (await RunAsync("clients", "disable", "cantine")).ExitCode.Should().Be(0);
        (await RunAsync("clients", "remove", "cantine")).Output.Should().Contain("--yes");
        (await RunAsync("clients", "remove", "cantine", "--yes")).ExitCode.Should().Be(0);
        (await RunAsync("clients", "show", "cantine")).ExitCode.Should().Be(2);
    }

    [Fact]
    public async Task Those_that_registered_themselves_are_listed_apart_and_ended_together()
    {
        await using var open = await Applications.StartAsync(UnknownProgram.Open, ("Database:ConnectionString", $"Data Source={host.Database};Default Timeout=10"));
        await open.RegisterProgramAsync();
        using var program = await open.PlayProgramAsync();

        var listed = await RunAsync("clients", "list");
        var apart = await RunAsync("clients", "list", "--registrar", "Itself");
        var disabled = await RunAsync("clients", "disable-all");
        var unsure = await RunAsync("clients", "remove-all");
        var removed = await RunAsync("clients", "remove-all", "--yes");

        listed.Output.Should().NotContain(UnknownProgram.Name).And.Contain("Inscrites d’elles-mêmes\u00a0: 2");
        apart.Output.Should().Contain(UnknownProgram.Name).And.NotContain("roundcube");
        disabled.Output.Should().Contain("Désactivées\u00a0: 2.");
        (unsure.ExitCode, removed.ExitCode).Should().Be((1, 0));
        removed.Output.Should().Contain("Retirées\u00a0: 2.");
        (await RunAsync("clients", "list", "--registrar", "Itself")).Output.Should().NotContain(UnknownProgram.Name);
        using var browser = open.NewBrowser();
        program.Answer(await browser.GetAsync(program.AuthorizePath())).Should().ContainKey("error", "the provider still knows where it is answered").And.NotContainKey("code");
    }

    [Fact]
    public async Task An_import_says_first_and_changes_when_it_is_told_to()
    {
        var file = Path.Combine(Path.GetDirectoryName(host.Database)!, "applications.json");
        await File.WriteAllTextAsync(file, """[{"Id":"agenda","Name":"Agenda","Kind":"Resource"},{"Id":"mail","Name":"Autre","Kind":"Resource"}]""");

        var planned = await RunAsync("clients", "import", file);
        var between = await RunAsync("clients", "export");
        var applied = await RunAsync("clients", "import", file, "--apply");
        var after = await RunAsync("clients", "export", "agenda");

        planned.ExitCode.Should().Be(1, "one line is refused");
        planned.Output.Should().Contain("agenda : à ajouter").And.Contain("mail : refusée").And.Contain("--apply");
        between.Output.Should().NotContain("agenda");
        SecretIn(applied.Output).Should().HaveLength(43);
        after.Output.Should().Contain("\"Id\": \"agenda\"").And.NotContain(SecretIn(applied.Output));
    }

    [Fact]
    public async Task An_API_is_added_with_its_name_and_an_application_that_may_use_it()
    {
        const string name = "https://agenda.exemple.fr/api";
        var api = await RunAsync("clients", "add", "agenda", "--template", "Api", "--name", "Agenda", "--resource-uri", name);
        var portal = await RunAsync("clients", "add", "cantine", "--template", "Portal", "--name", "Cantine", "--redirect-uri", RegistrationStory.ReturnAddress, "--resource", name);
        using var canteen = new RelyingParty(host.Address, "cantine", SecretIn(portal.Output)) { RedirectUri = RegistrationStory.ReturnAddress, Resources = [name] };
        using var agenda = new RelyingParty(host.Address, "agenda", SecretIn(api.Output));
        using var browser = host.NewBrowser();
        await browser.SignInAsync(SamplePeople.ClaireMartin);

        (await agenda.IntrospectAsync((await canteen.SignInAsync(browser)).AccessToken)).Get("aud").Should().Be(name);
        (await RunAsync("clients", "show", "cantine")).Output.Should().Contain(name);
    }

    [Fact]
    public async Task An_application_that_is_known_by_a_certificate_is_refused_where_certificates_are_not_looked_at()
    {
        var file = Path.Combine(Path.GetDirectoryName(host.Database)!, "cantine.pem");
        using var certificate = Authority.SelfSigned("CN=cantine", host.Clock.GetUtcNow().AddDays(1));
        await File.WriteAllTextAsync(file, certificate.ExportCertificatePem());
        string[] add = ["clients", "add", "cantine", "--template", "Api", "--name", "Cantine"];

        var off = await RunAsync([.. add, "--certificate-name", "CN=cantine"]);
        settings = [new("OpenId:MutualTls:Source", "Connection")];
        var unread = await RunAsync([.. add, "--certificate-file", "/rien/ici.pem"]);
        var added = await RunAsync([.. add, "--certificate-file", file]);
        var shown = await RunAsync("clients", "export", "cantine");

        off.ExitCode.Should().Be(1, off.Output);
        off.Output.Should().Contain("OpenId:MutualTls");
        unread.ExitCode.Should().Be(2, unread.Output);
        added.ExitCode.Should().Be(0, added.Output);
        added.Output.Should().NotContain("ecret");
        shown.Output.Should().Contain("self_signed_tls_client_auth").And.Contain("BEGIN CERTIFICATE");
    }

    [Theory]
    [InlineData(1, "clients", "add", "cantine", "--template", "Api", "--name", "Cantine", "--resource-uri", "https://cantine.exemple.fr/api#ici")]
    [InlineData(2, "clients", "disable", "ent")]
    [InlineData(2, "clients", "secret", "personne")]
    [InlineData(1, "clients", "add", "cantine", "--template", "Portal", "--name", "Cantine", "--redirect-uri", "javascript:alert(1)")]
    [InlineData(1, "clients", "add", "ENT", "--template", "Api", "--name", "Agenda")]
    [InlineData(2, "clients", "import", "/rien/ici.json")]
    public async Task What_cannot_be_is_refused_with_a_sentence_and_a_code(int code, params string[] arguments)
    {
        var (exitCode, output) = await RunAsync(arguments);

        exitCode.Should().Be(code, output);
        output.Should().NotContain("   at ").And.NotBeEmpty();
    }

    private async Task<(int ExitCode, string Output)> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [BuiltProgram.Assembly, .. arguments, "--lang", "fr"]) { RedirectStandardOutput = true, RedirectStandardError = true, StandardOutputEncoding = Encoding.UTF8 };
        foreach (var (name, value) in SettingsOf(host).Concat(settings))
            start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output + await errors);
    }

    private static IEnumerable<KeyValuePair<string, string?>> SettingsOf(ProviderHost host) =>
    [
        .. Applications.Settings,
        new("PublicUrl", host.Address.GetLeftPart(UriPartial.Authority)),
        new("Database:Provider", "Sqlite"),
        new("Database:ConnectionString", $"Data Source={host.Database};Default Timeout=10"),
        new("Directory:Servers:0", "ldap://127.0.0.1:1"),
        new("Directory:Encryption", "OffOnLoopback"),
        new("Directory:BindDn", "cn=acrouen-identity,ou=services,dc=ac-rouen,dc=fr"),
        new("Directory:BindPassword", "obviously-fake"),
        new("Directory:DecoyDn", "cn=decoy,ou=services,dc=ac-rouen,dc=fr"),
        new("Directory:People:Base", "ou=people,dc=ac-rouen,dc=fr"),
        new("Directory:Structures:Base", "ou=structures,dc=ac-rouen,dc=fr"),
        new("Directory:GroupsBase", "ou=groups,dc=ac-rouen,dc=fr"),
        new("Mail:Host", "127.0.0.1"),
        new("Mail:FromAddress", "ne-pas-repondre@ac-rouen.fr"),
    ];

    private static string SecretIn(string output) => Secret().Match(output) is { Success: true } found ? found.Groups[1].Value : throw new InvalidOperationException(output);

    [GeneratedRegex("seule fois\u00a0: ([A-Za-z0-9_-]{43})")]
    private static partial Regex Secret();
}
