using AcRouenIdentity.Domain.Provisioning.Planning;
using AcRouenIdentity.Domain.Provisioning.Runs;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Testing.Databases;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Feeds;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Tests.Provisioning;

/// <summary>As several nodes run it: the program in processes of its own, over slapd and PostgreSQL.</summary>
public sealed class ApplyOnPostgreSqlTests(PostgreSql server) : IClassFixture<PostgreSql>, IAsyncLifetime
{
    private const int People = 120;

    private ProgramOnSlapd? program;
    private string database = "";

    private ProgramOnSlapd Program => program!;

    [SkippableFact]
    public async Task Two_exports_one_after_the_other_open_change_and_announce_departures_and_the_last_one_again_changes_nothing()
    {
        await StartAsync();
        var first = await ApplyAsync(export: 0);
        var next = await ApplyAsync(export: 1);
        var before = await EverythingAsync();

        var again = await ApplyAsync(export: 1);

        (first.ExitCode, next.ExitCode, again.ExitCode).Should().Be((0, 0, 0), first.Output + next.Output + again.Output);
        first.Output.Should().Contain($"{People} personnes écrites");
        again.Output.Should().Contain("0 personnes écrites");
        (await EverythingAsync()).Should().BeEquivalentTo(before, options => options.WithStrictOrdering());
        await using var db = Open();
        await HistoryTellsTheChangesAsync(db);
        await DirectoryRecordsAndInasAgreeAsync(db);
    }

    [SkippableFact]
    public async Task Of_two_nodes_that_apply_at_once_one_does_it_and_the_other_says_that_a_run_is_under_way()
    {
        await StartAsync();
        Program.Settings["Directory:ConnectTimeout"] = "00:00:40";
        Program.Settings["Directory:OperationTimeout"] = "00:00:40";
        Program.WriteFeeds();

        // The one that works cannot end before the other has answered.
        await Program.Slapd.PauseAsync();
        Task<(int ExitCode, string Output)>[] nodes = [ApplyAsync(), ApplyAsync()];
        var told = await await Task.WhenAny(nodes);
        await Program.Slapd.ResumeAsync();
        var ends = await Task.WhenAll(nodes);

        told.ExitCode.Should().Be(2, told.Output);
        told.Output.Should().Contain("Un autre chargement est en cours (1)");
        ends.Select(end => end.ExitCode).Should().BeEquivalentTo([0, 2]);
        ends.Single(end => end.ExitCode == 0).Output.Should().Contain($"{People} personnes écrites");
        await using var db = Open();
        (await db.ProvisioningRuns.Select(run => run.State).ToListAsync()).Should().Equal(RunState.Applied);
        await DirectoryRecordsAndInasAgreeAsync(db);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (program is not null)
            await program.DisposeAsync();
    }

    private async Task StartAsync()
    {
        database = await server.CreateDatabaseAsync();
        program = await ProgramOnSlapd.StartAsync(People);
        Program.Settings["Database:Provider"] = nameof(DatabaseProvider.PostgreSql);
        Program.Settings["Database:ConnectionString"] = database.Replace("Pooling=false", "Pooling=true", StringComparison.Ordinal);
        Program.Settings["Database:PasswordFile"] = server.PasswordFile;
        Program.Settings["Provisioning:LargestShareClosed"] = "0.5";
    }

    private Task<(int ExitCode, string Output)> ApplyAsync(int export)
    {
        Program.WriteFeeds(export);
        return ApplyAsync();
    }

    private Task<(int ExitCode, string Output)> ApplyAsync() => Program.RunAsync("provision", "apply", Program.Feeds, "--lang", "fr");

    private PostgreSqlIdentityDb Open() =>
        new(new DbContextOptionsBuilder<PostgreSqlIdentityDb>().UseNpgsql($"{database};Password={File.ReadAllText(server.PasswordFile)}").Options);

    /// <summary>Entries with the mark of their last writing, records, INA, and history.</summary>
    private async Task<object> EverythingAsync()
    {
        await using var db = Open();
        return new
        {
            Entries = (await Program.SearchAsync(Slapd.Suffix, "entryCSN", "entryCSN")).Select(entry => $"{entry.Dn} {entry.FindText("entryCSN")}").Order(StringComparer.Ordinal),
            Records = await db.People.AsNoTracking().OrderBy(record => record.DirectoryKey).ToListAsync(),
            Inas = await db.Inas.AsNoTracking().OrderBy(ina => ina.DirectoryKey).ToListAsync(),
            History = await db.PersonChanges.AsNoTracking().OrderBy(change => change.Id).ToListAsync(),
        };
    }

    private async Task HistoryTellsTheChangesAsync(PostgreSqlIdentityDb db)
    {
        var history = await db.PersonChanges.Select(change => new { change.RunId, change.DirectoryKey, change.Kind, change.Stage }).ToListAsync();
        var changes = Program.Generator.ChangesUpTo(1);

        history.Should().OnlyContain(change => change.Stage == ChangeStage.Done);
        history.Where(change => change.RunId == 1).Should().OnlyContain(change => change.Kind == PlanKind.Create);
        history.Where(change => change.RunId == 1).Select(change => change.DirectoryKey).Should().BeEquivalentTo(Program.Generator.PeopleOf(0).Select(person => person.Key.Value));
        foreach (var (kind, expected) in new[] { (PlanKind.Create, FictionalChangeKind.Arrived), (PlanKind.Move, FictionalChangeKind.Moved), (PlanKind.Depart, FictionalChangeKind.Left) })
        {
            history.Where(change => change.RunId == 2 && change.Kind == kind).Select(change => change.DirectoryKey)
                .Should().BeEquivalentTo(changes.Where(change => change.Kind == expected).Select(change => change.Person.Key.Value), kind.ToString());
        }
    }

    /// <summary>Everybody has one entry, one record and one INA, and is called alike in the directory and in the database.</summary>
    private async Task DirectoryRecordsAndInasAgreeAsync(PostgreSqlIdentityDb db)
    {
        var entries = (await Program.SearchAsync(Slapd.PeopleBase, "acRouenJointure", "uid", "acRouenJointure", "mail"))
            .Select(entry => (Key: entry.FindText("acRouenJointure"), Login: entry.FindText("uid"), Address: entry.FindText("mail"))).ToList();
        var records = (await db.People.Select(record => new { record.DirectoryKey, record.Login, record.Address }).ToListAsync())
            .Select(record => (Key: (string?)record.DirectoryKey, record.Login, record.Address)).ToList();

        entries.Should().HaveCountGreaterThanOrEqualTo(People + SamplePeople.All.Count).And.OnlyHaveUniqueItems(entry => entry.Login).And.OnlyHaveUniqueItems(entry => entry.Key);
        records.Should().BeEquivalentTo(entries);
        (await db.Inas.Select(ina => ina.DirectoryKey).ToListAsync()).Should().BeEquivalentTo(entries.Select(entry => entry.Key));
        (await db.PersonChanges.CountAsync(change => change.Stage == ChangeStage.Pending)).Should().Be(0);
    }
}
