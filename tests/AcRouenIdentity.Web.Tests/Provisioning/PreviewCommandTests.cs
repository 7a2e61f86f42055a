using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using AcRouenIdentity.Domain.Provisioning.Planning;
using AcRouenIdentity.Infrastructure.Directory;
using AcRouenIdentity.Ldap;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Feeds;

namespace AcRouenIdentity.Web.Tests.Provisioning;

/// <summary>The command as an officer runs it: the program itself, in a process of its own, over slapd with the sample people.</summary>
public sealed partial class PreviewCommandTests : IAsyncLifetime
{
    private const int People = 120;
    private const string Header =
        "JOINTURE;NUMEN;NOM_NAISSANCE;DATE_NAISSANCE;DATE_DEBUT;DATE_FIN;ADRESSE_1;ADRESSE_2;ADRESSE_3;CODE_POSTAL;VILLE";

    private ProgramOnSlapd? program;

    private ProgramOnSlapd Program => program!;

    private string Feeds => Program.Feeds;

    private string Report => Program.Report;

    [SkippableFact]
    public async Task A_whole_academie_is_previewed_and_nothing_changes_anywhere()
    {
        await StartAsync();
        Program.WriteFeeds();
        var before = await EverythingAsync();

        var (exitCode, output) = await PreviewAsync(Feeds, "--csv", Report, "--lang", "fr");

        exitCode.Should().Be(0, output);
        output.Should().MatchRegex($@"Créations\W+{People}\b").And.MatchRegex($@"Inchangés\W+{SamplePeople.All.Count}\b");
        output.Should().Contain("Création | AC-ROUEN$100000 |").And.Contain("nouvelle personne dans les fichiers").And.Contain(".xml:");
        (await EverythingAsync()).Should().Equal(before);
        File.Exists(Program.Database).Should().BeFalse();
    }

    [SkippableFact]
    public async Task A_directory_that_holds_an_export_is_left_alone_by_it_and_a_later_one_that_closes_too_many_stops()
    {
        await StartAsync();
        Program.WriteFeeds();
        await FillAsync();
        var (again, unchanged) = await PreviewAsync(Feeds, "--lang", "fr");
        Program.WriteFeeds(export: 3);

        var (later, changed) = await PreviewAsync(Feeds, "--lang", "fr");

        again.Should().Be(0, unchanged);
        unchanged.Should().MatchRegex($@"Inchangés\W+{People + SamplePeople.All.Count}\b").And.MatchRegex(@"Modifications\W+0\b");
        later.Should().Be(1, changed);
        changed.Should().Contain("Départ | AC-ROUEN$").And.Contain("Mutation | AC-ROUEN$").And.Contain("accès fermé à partir du ")
            .And.MatchRegex(@"[0-9]+ comptes fermeraient sur [0-9]+ ouverts").And.MatchRegex(@"Modifications\W+0\b");
    }

    [SkippableFact]
    public async Task Neither_the_terminal_nor_the_report_shows_a_NUMEN()
    {
        await StartAsync();
        Program.WriteFeeds();
        File.WriteAllText(Path.Combine(Feeds, "rh-2.csv"), $"{Header}\r\n2828;21E0599999ZZZ;MARTIN 21E0599999ZZZ;12/04/1979;;;;;;;\r\n", Encoding.UTF8);

        var (_, output) = await PreviewAsync(Feeds, "--csv", Report, "--lang", "fr");

        output.Should().Contain("valeur confidentielle").And.NotMatchRegex(Numen().ToString());
        var report = await File.ReadAllTextAsync(Report);
        report.Should().Contain("valeur confidentielle").And.NotMatchRegex(Numen().ToString());
    }

    [SkippableFact]
    public async Task The_report_opens_in_a_spreadsheet_with_accents_and_without_formulas()
    {
        await StartAsync();
        Program.WriteFeeds();
        CallSomebody("=HYPERLINK(\"http://example.fr\")");

        await PreviewAsync(Feeds, "--csv", Report, "--lang", "fr");

        var bytes = await File.ReadAllBytesAsync(Report);
        bytes[..3].Should().Equal(0xEF, 0xBB, 0xBF);
        var lines = Encoding.UTF8.GetString(bytes[3..]).Split("\r\n");
        lines[0].Should().Be("Rubrique,Quoi,Motif,Clé,Personne,Établissement,Nom de l’établissement,Avant,Après,Fichier,Ligne");
        var school = Program.Generator.PeopleOf(0).First().School;
        lines.Should().Contain(line => line.Contains($",{school.Uai},", StringComparison.Ordinal) && line.Contains(school.Name, StringComparison.OrdinalIgnoreCase));
        lines.Count(line => line.StartsWith("Plan,Création,", StringComparison.Ordinal)).Should().Be(People);
        lines.Should().ContainSingle(line => line.Contains("\"'=HYPERLINK(\"\"http://example.fr\"\")", StringComparison.Ordinal));
        lines.Should().NotContain(line => Formula().IsMatch(line));
        lines[..^1].Should().OnlyContain(line => Cell().Count(line) == 11, "a comma inside a cell is quoted");
        if (!OperatingSystem.IsWindows())
            File.GetUnixFileMode(Report).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [SkippableFact]
    public async Task The_lines_shown_are_those_asked_and_the_summary_stays_whole()
    {
        await StartAsync();
        Program.WriteFeeds();

        var (exitCode, output) = await PreviewAsync(Feeds, "--kind", "depart", "--lang", "en");

        exitCode.Should().Be(0, output);
        output.Should().MatchRegex($@"Creations\W+{People}\b").And.NotContain("Creation | AC-ROUEN");
    }

    [SkippableFact]
    public async Task What_stops_a_preview_is_told_by_its_exit_code()
    {
        await StartAsync();
        Program.WriteFeeds();
        var empty = Directory.CreateDirectory(Path.Combine(Program.Folder, "empty")).FullName;

        (await PreviewAsync(empty)).ExitCode.Should().Be(1);
        (await PreviewAsync(Path.Combine(Program.Folder, "nowhere"))).ExitCode.Should().Be(2);
        (await PreviewAsync(Feeds, "--school", "Rouen")).ExitCode.Should().Be(2);
        (await PreviewAsync(Feeds, "--csv", Path.Combine(Program.Folder, "nowhere", "report.csv"))).ExitCode.Should().Be(2);
        await Program.Slapd.StopAsync();
        (await PreviewAsync(Feeds)).ExitCode.Should().Be(2);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (program is not null)
            await program.DisposeAsync();
    }

    [GeneratedRegex("[0-9]{2}[A-Z][0-9]{7}[A-Z]{3}")]
    private static partial Regex Numen();

    [GeneratedRegex("(?:^|,)(?:\"(?:[^\"]|\"\")*\"|[^\",]*)(?=,|$)")]
    private static partial Regex Cell();

    [GeneratedRegex("(?<=<attr name=\"givenName\">\\s*<value>)[^<]+")]
    private static partial Regex FirstName();

    [GeneratedRegex("(^|,)\"?[=+@-]")]
    private static partial Regex Formula();

    private async Task StartAsync() => program = await ProgramOnSlapd.StartAsync(People);

    private async Task FillAsync()
    {
        var (exitCode, output) = await Program.RunAsync("provision", "apply", Feeds);
        exitCode.Should().Be(0, output);
    }

    private void CallSomebody(string givenName)
    {
        var file = Directory.GetFiles(Feeds, "*PersEducNat*").Single();
        var text = File.ReadAllText(file);
        var called = FirstName().Replace(text, givenName.Replace("\"", "&quot;", StringComparison.Ordinal), 1);
        called.Should().NotBe(text);
        File.WriteAllText(file, called);
    }

    /// <summary>All entries with all that they hold, operational attributes included, and all files of the feeds.</summary>
    private async Task<IReadOnlyList<string>> EverythingAsync()
    {
        await using var admin = await Program.ConnectAsAdminAsync();
        var all = new LdapSearch(LdapDn.Parse(Slapd.Suffix), LdapSearchScope.Subtree, new LdapFilter.Present("objectClass")) { Attributes = ["*", "+"] };
        var found = await admin.SearchAsync(all, default);
        var entries = found.Entries.SelectMany(entry => entry.Attributes.Select(attribute => $"{entry.Dn} {attribute.Name} {string.Join('|', entry.Texts(attribute.Name))}"));
        var files = Directory.GetFiles(Feeds).Select(file => $"{file} {Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)))}");
        return [.. entries.Concat(files).Order(StringComparer.Ordinal)];
    }

    private Task<(int ExitCode, string Output)> PreviewAsync(params string[] arguments) => Program.RunAsync(["provision", "preview", .. arguments]);
}
