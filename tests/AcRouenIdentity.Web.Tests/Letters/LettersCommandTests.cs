using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Domain.Letters;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Infrastructure.Audit;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Testing.Databases;
using AcRouenIdentity.Testing.Hosts;
using AcRouenIdentity.Web.Tests.Provisioning;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Tests.Letters;

/// <summary>The command as an officer runs it: the program itself, in a process of its own, over slapd and a database.</summary>
public sealed class LettersCommandTests(PostgreSql server) : IClassFixture<PostgreSql>, IAsyncLifetime
{
    private static readonly string Typist = $"{Environment.UserName}@{Environment.MachineName}";

    private ProgramOnSlapd? program;
    private string? postgreSql;

    private ProgramOnSlapd Program => program!;

    private string School => Program.Generator.PeopleOf(0).First().School.Uai;

    private string[] KeysOfSchool => [.. Program.Generator.PeopleOf(0).Where(person => person.School.Uai == School).Select(person => person.Key.Value)];

    [SkippableFact]
    public async Task Letters_of_a_run_are_printed_once_and_wait_for_an_officer_to_download_them()
    {
        await StartAsync(people: 24);

        var (printed, output) = await LettersAsync("print", "run", "1");
        var (again, refusal) = await LettersAsync("print", "run", "1");
        var list = await LettersAsync("list");
        var shown = await LettersAsync("show", "1");

        printed.Should().Be(0, output);
        output.Should().Contain("Lot 1 : 24 courriers à imprimer").And.Contain("Lot 1 : 24 courriers imprimés").And.Contain("/courriers/1");
        again.Should().Be(1, refusal);
        refusal.Should().Contain("Personne n’y a besoin de ce courrier");
        await using var db = Open();
        var batch = await db.LetterBatches.SingleAsync();
        (batch.State, batch.Printed, batch.AskedBy).Should().Be((BatchState.Ready, 24, Typist));
        (await db.LetterParts.Where(part => part.Content == null || part.DownloadedAt != null).AnyAsync()).Should().BeFalse();
        Directory.GetFiles(Program.Folder, "*.pdf", SearchOption.AllDirectories).Should().BeEmpty();
        list.Output.Should().Contain(Environment.UserName).And.Contain("chargement");
        shown.Output.Should().Contain("Jamais téléchargé").And.NotContain("Fatal");
    }

    [SkippableFact]
    public async Task A_PDF_that_the_command_writes_is_its_one_download_recorded_under_who_typed_it()
    {
        await StartAsync(people: 24);
        var folder = Path.Combine(Program.Folder, "pdf");

        var (exitCode, output) = await LettersAsync("print", "school", School.ToLowerInvariant(), "--output", folder);
        var (again, _) = await LettersAsync("print", "school", School, "--output", folder);

        exitCode.Should().Be(0, output);
        again.Should().Be(1);
        output.Should().Contain(Typist);
        await using var db = Open();
        var parts = await db.LetterParts.ToListAsync();
        parts.Should().NotBeEmpty().And.OnlyContain(part => part.DownloadedBy == Typist);
        var files = Directory.GetFiles(folder);
        files.Should().HaveCount(parts.Count);
        foreach (var file in files)
        {
            (await File.ReadAllBytesAsync(file)).AsSpan(0, 5).ToArray().Should().Equal("%PDF-"u8.ToArray());
            if (!OperatingSystem.IsWindows())
                File.GetUnixFileMode(file).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        (await EventsAsync(db, AuditKind.LettersDownloaded)).Should().Be(parts.Count);
        (await EventsAsync(db, AuditKind.LettersAsked)).Should().Be(1);
    }

    [SkippableFact]
    public async Task Where_a_PDF_cannot_be_written_it_does_not_count_as_downloaded_and_the_next_command_writes_it()
    {
        await StartAsync(people: 24);
        var folder = Directory.CreateDirectory(Path.Combine(Program.Folder, "pdf")).FullName;
        var inTheWay = Path.Combine(folder, $"courriers-1-001-{School}.pdf");
        await File.WriteAllTextAsync(inTheWay, "somebody's");

        var (blocked, why) = await LettersAsync("print", "school", School, "--output", folder);
        await using var db = Open();
        var downloaded = await db.LetterParts.CountAsync(part => part.DownloadedAt != null);
        var other = Path.Combine(Program.Folder, "other");
        var (exitCode, output) = await LettersAsync("print", "school", School, "--output", other);

        (blocked, exitCode).Should().Be((2, 0), why + output);
        (await File.ReadAllTextAsync(inTheWay)).Should().Be("somebody's");
        downloaded.Should().Be(0);
        output.Should().Contain("Reprise du lot 1");
        Directory.GetFiles(other).Should().HaveCount(await db.LetterParts.CountAsync());
        (await db.LetterParts.AnyAsync(part => part.DownloadedAt == null)).Should().BeFalse();
    }

    [SkippableFact]
    public async Task People_are_named_by_login_or_NUMEN_and_a_NUMEN_is_never_kept_or_repeated()
    {
        await StartAsync(people: 24);
        var (one, other) = Program.Generator.PeopleOf(0).Where(person => person.Numen is not null).Take(2).ToArray() is [var first, var second] ? (first, second) : throw new InvalidOperationException("Nobody has a NUMEN.");
        await using var db = Open();
        var login = (await db.People.SingleAsync(person => person.DirectoryKey == one.Key.Value)).Login!;

        var (both, output) = await LettersAsync("print", "person", login, other.Numen!);
        var (unknown, refusal) = await LettersAsync("print", "person", login, "21E9999999ZZZ");
        var (nobody, none) = await LettersAsync("print", "person", "cmartin1");

        (both, unknown, nobody).Should().Be((0, 2, 1), output + refusal + none);
        var batch = await db.LetterBatches.SingleAsync();
        (batch.Scope, batch.ScopeValue).Should().Be((BatchScope.Chosen, "2"));
        (await db.Letters.Select(letter => letter.DirectoryKey).ToListAsync()).Should().BeEquivalentTo(one.Key.Value, other.Key.Value);
        refusal.Should().Contain("n° 2").And.NotContain("21E9999999ZZZ");
        (output + (await LettersAsync("list")).Output).Should().NotContain(other.Numen!);
    }

    [SkippableFact]
    public async Task Letters_that_people_asked_for_are_listed_and_printed_once()
    {
        await StartAsync(people: 24);
        await using var db = Open();
        var key = KeysOfSchool[0];
        await db.People.Where(person => person.DirectoryKey == key).ExecuteUpdateAsync(update => update.SetProperty(person => person.State, AccountState.Active));
        var name = await db.People.Where(person => person.DirectoryKey == key).Select(person => $"{person.Surname} {person.GivenName}").SingleAsync();
        db.Add(LetterRequest.Of(key, DateTimeOffset.UnixEpoch.AddYears(56)));
        await db.SaveChangesAsync();

        var listed = await LettersAsync("requests");
        var malformed = await LettersAsync("print", "requests", "--school", "76");
        var elsewhere = await LettersAsync("print", "requests", "--school", "0769999Z");
        var (printed, output) = await LettersAsync("print", "requests", "--school", School.ToLowerInvariant(), "--output", Path.Combine(Program.Folder, "pdf"));
        var again = await LettersAsync("print", "requests");

        (listed.ExitCode, malformed.ExitCode, elsewhere.ExitCode, printed, again.ExitCode).Should().Be((0, 2, 1, 0, 1), listed.Output + output + again.Output);
        listed.Output.Should().Contain(name).And.Contain(School);
        Directory.GetFiles(Path.Combine(Program.Folder, "pdf")).Should().ContainSingle();
        (await db.Letters.AsNoTracking().SingleAsync()).Should().Match<Letter>(letter => letter.Kind == LetterKind.Recovery && letter.DirectoryKey == key && letter.CodeLookup == null);
        (await db.LetterRequests.AsNoTracking().SingleAsync()).State.Should().Be(LetterRequestState.Printed);
        again.Output.Should().Contain("Aucun courrier INA");
    }

    [SkippableFact]
    public async Task What_does_not_exist_or_cannot_be_asked_for_is_said_with_its_exit_code()
    {
        await StartAsync(people: 8);

        var malformed = await LettersAsync("print", "school", "76");
        var noSchool = await LettersAsync("print", "school", "0999999Z");
        var noRun = await LettersAsync("print", "run", "77");
        var noBatch = await LettersAsync("show", "77");
        var noKind = await LettersAsync("print", "person", "cmartin1", "--kind", "AddressChange");
        await Program.Slapd.StopAsync();
        var noDirectory = await LettersAsync("print", "run", "1");
        await using var db = Open();
        var batch = await db.LetterBatches.SingleAsync();

        malformed.Should().Be((2, "Ce n’est pas un UAI : sept chiffres et une lettre, comme 0769001W.\n"));
        (noSchool.ExitCode, noRun.ExitCode, noBatch.ExitCode, noDirectory.ExitCode).Should().Be((2, 2, 2, 2), noSchool.Output + noRun.Output + noBatch.Output + noDirectory.Output);
        noKind.ExitCode.Should().NotBe(0);
        noDirectory.Output.Should().Contain("Lot 1 interrompu").And.Contain("La même commande le reprendra");
        (batch.Printed, batch.Trouble).Should().Be((0, "DirectoryAway"));
    }

    [SkippableFact]
    public async Task A_command_killed_on_the_way_is_taken_up_and_everybody_has_exactly_one_letter()
    {
        const int people = 160;
        await StartAsync(people);
        Program.Settings["Letters:LettersOfAPart"] = "4";
        await using var db = Open();
        using (var killed = Program.Start("letters", "print", "run", "1", "--lang", "fr"))
        {
            killed.BeginOutputReadLine();
            killed.BeginErrorReadLine();
            await Eventually.BeTrueAsync(async () => killed.HasExited || await db.LetterParts.CountAsync() > 3);
            killed.HasExited.Should().BeFalse("the test must be faster than the command");
            killed.Kill();
            await killed.WaitForExitAsync();
        }

        var between = await db.LetterBatches.AsNoTracking().SingleAsync();
        var printedBetween = await db.Letters.CountAsync(letter => letter.PrintedAt != null);

        var (exitCode, output) = await LettersAsync("print", "run", "1");

        (between.State, between.Printed).Should().Be((BatchState.Printing, printedBetween));
        between.Printed.Should().BeInRange(1, people - 1);
        exitCode.Should().Be(0, output);
        output.Should().Contain($"Reprise du lot 1 : {between.Printed} courriers sur {people}");
        await EverybodyHasOneLetterAsync(db, Program.Generator.PeopleOf(0).Select(person => person.Key.Value));
    }

    [SkippableTheory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.PostgreSql)]
    public async Task Two_officers_who_print_one_school_at_once_give_each_person_one_letter(DatabaseProvider provider)
    {
        await StartAsync(people: 60, provider);
        Program.Settings["Letters:LettersOfAPart"] = "2";

        var ends = await Task.WhenAll(LettersAsync("print", "school", School), LettersAsync("print", "school", School));

        var told = string.Concat(ends.Select(end => end.Output));
        ends.Select(end => end.ExitCode).Should().Contain(0, told).And.OnlyContain(exitCode => exitCode == 0 || exitCode == 1, told);
        await using var db = Open();
        await EverybodyHasOneLetterAsync(db, KeysOfSchool);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (program is not null)
            await program.DisposeAsync();
    }

    private async Task StartAsync(int people, DatabaseProvider provider = DatabaseProvider.Sqlite)
    {
        program = await ProgramOnSlapd.StartAsync(people);
        if (provider == DatabaseProvider.PostgreSql)
        {
            postgreSql = await server.CreateDatabaseAsync();
            Program.Settings["Database:Provider"] = nameof(DatabaseProvider.PostgreSql);
            Program.Settings["Database:ConnectionString"] = postgreSql.Replace("Pooling=false", "Pooling=true", StringComparison.Ordinal);
            Program.Settings["Database:PasswordFile"] = server.PasswordFile;
        }

        Program.WriteFeeds();
        var (exitCode, output) = await Program.RunAsync("provision", "apply", Program.Feeds, "--lang", "fr");
        exitCode.Should().Be(0, output);
    }

    private Task<(int ExitCode, string Output)> LettersAsync(params string[] arguments) => Program.RunAsync(["letters", .. arguments, "--lang", "fr"]);

    private IdentityDb Open() => postgreSql is null
        ? new SqliteIdentityDb(new DbContextOptionsBuilder<SqliteIdentityDb>().UseSqlite($"Data Source={Program.Database}").Options)
        : new PostgreSqlIdentityDb(new DbContextOptionsBuilder<PostgreSqlIdentityDb>().UseNpgsql($"{postgreSql};Password={File.ReadAllText(server.PasswordFile)}").Options);

    private static Task<int> EventsAsync(IdentityDb db, AuditKind kind) => db.AuditEntries.CountAsync(entry => entry.Kind == kind);

    /// <summary>In the list of letters, in the PDF, and in the audit trail.</summary>
    private static async Task EverybodyHasOneLetterAsync(IdentityDb db, IEnumerable<string> keys)
    {
        var expected = keys.ToList();
        var letters = await db.Letters.AsNoTracking().ToListAsync();
        letters.Select(letter => letter.DirectoryKey).Should().BeEquivalentTo(expected);
        letters.Should().OnlyContain(letter => letter.PrintedAt != null && letter.SecretHash != null && letter.Part != null);
        var parts = await db.LetterParts.AsNoTracking().ToListAsync();
        parts.Should().OnlyContain(part => letters.Count(letter => letter.Part == part.Number) == part.Letters);
        parts.Sum(part => part.Letters).Should().Be(expected.Count);
        var batches = await db.LetterBatches.AsNoTracking().ToListAsync();
        batches.Should().ContainSingle().Which.Printed.Should().Be(expected.Count);
        var printed = await db.AuditEntries.Where(entry => entry.Kind == AuditKind.LetterPrinted).Select(entry => entry.Subject).ToListAsync();
        printed.Should().HaveCount(expected.Count).And.OnlyHaveUniqueItems();
    }
}
