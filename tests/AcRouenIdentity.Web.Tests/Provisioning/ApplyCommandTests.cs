using AcRouenIdentity.Domain.Provisioning.Planning;
using AcRouenIdentity.Domain.Provisioning.Runs;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Feeds;
using AcRouenIdentity.Testing.Hosts;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Tests.Provisioning;

/// <summary>The command as an officer runs it: the program itself, in a process of its own, over slapd with the sample people.</summary>
public sealed class ApplyCommandTests : IAsyncLifetime
{
    private ProgramOnSlapd? program;

    private ProgramOnSlapd Program => program!;

    [SkippableFact]
    public async Task Two_exports_one_after_the_other_open_move_and_announce_departures_on_slapd()
    {
        await StartAsync(people: 120);
        Program.Settings["Provisioning:LargestShareClosed"] = "0.5";
        Program.WriteFeeds();
        var (first, firstOutput) = await Program.RunAsync("provision", "apply", Program.Feeds, "--lang", "fr");
        var (again, againOutput) = await Program.RunAsync("provision", "apply", Program.Feeds, "--lang", "fr");
        var before = await EntriesAsync();
        Program.WriteFeeds(export: 1);

        var (next, nextOutput) = await Program.RunAsync("provision", "apply", Program.Feeds, "--lang", "fr");

        (first, again, next).Should().Be((0, 0, 0), firstOutput + againOutput + nextOutput);
        firstOutput.Should().Contain("120 personnes écrites");
        againOutput.Should().Contain("0 personnes écrites");
        var after = await EntriesAsync();
        var moved = Program.Generator.ChangesUpTo(1).Where(change => change.Kind == FictionalChangeKind.Moved).Select(change => change.Person).ToList();
        moved.Should().NotBeEmpty().And.OnlyContain(person => after[person.Key.Value].MainUai == person.School.Uai && after[person.Key.Value].Login == before[person.Key.Value].Login);
        after.Keys.Should().Contain(Program.Generator.ChangesUpTo(1).Where(change => change.Kind == FictionalChangeKind.Arrived).Select(change => change.Person.Key.Value));
        (await Program.RunAsync("provision", "show", "3", "--lang", "fr")).Output.Should().Contain("sha256:").And.Contain("absente d’un export complet");
        (await Program.RunAsync("provision", "runs", "--lang", "fr")).Output.Should().Contain("Appliqué");
    }

    [SkippableFact]
    public async Task A_command_killed_on_the_way_is_taken_up_by_the_next_one_with_nobody_lost_or_doubled()
    {
        const int people = 1600;
        await StartAsync(people);
        Program.WriteFeeds();
        using (var killed = Program.Start("provision", "apply", Program.Feeds, "--lang", "fr"))
        {
            killed.BeginOutputReadLine();
            killed.BeginErrorReadLine();
            // At the first who is written, so that the command has as much left to do as can be.
            await Eventually.BeTrueAsync(async () => killed.HasExited || (await Program.SearchAsync(Slapd.PeopleBase, "acRouenJointure", "uid")).Count > SamplePeople.All.Count);
            killed.HasExited.Should().BeFalse("the test must be faster than the command");
            killed.Kill();
            await killed.WaitForExitAsync();
        }

        var written = (await EntriesAsync()).Count - SamplePeople.All.Count;

        var (exitCode, output) = await Program.RunAsync("provision", "apply", Program.Feeds, "--lang", "fr");

        written.Should().BeInRange(1, people - 1);
        exitCode.Should().Be(0, output);
        output.Should().Contain("Reprise du chargement 1").And.MatchRegex(@"\b1\W600 personnes écrites");
        var keys = Program.Generator.PeopleOf(0).Select(person => person.Key.Value).ToList();
        var entries = await EntriesAsync();
        entries.Keys.Should().Contain(keys).And.HaveCount(people + SamplePeople.All.Count);
        entries.Values.Select(entry => entry.Login).Should().OnlyHaveUniqueItems();
        await using var db = new SqliteIdentityDb(new DbContextOptionsBuilder<SqliteIdentityDb>().UseSqlite($"Data Source={Program.Database}").Options);
        (await db.PersonChanges.Where(change => change.Kind == PlanKind.Create && change.Stage == ChangeStage.Done).Select(change => change.DirectoryKey).ToListAsync()).Should().BeEquivalentTo(keys);
        (await db.PersonChanges.CountAsync(change => change.Stage == ChangeStage.Pending)).Should().Be(0);
        (await db.People.Where(person => keys.Contains(person.DirectoryKey)).Select(person => person.Login).ToListAsync()).Should().BeEquivalentTo(keys.Select(key => entries[key].Login));
        (await db.Inas.CountAsync()).Should().Be(people + SamplePeople.All.Count);
        (await Program.RunAsync("provision", "preview", Program.Feeds, "--lang", "fr")).Output.Should().MatchRegex(@"Créations\W+0\b").And.MatchRegex(@"Modifications\W+0\b");
    }

    [SkippableFact]
    public async Task A_plan_that_closes_too_many_is_applied_only_under_a_name()
    {
        await StartAsync(people: 120);
        Program.WriteFeeds();
        await Program.RunAsync("provision", "apply", Program.Feeds);
        Program.WriteFeeds(export: 3);

        var (stopped, why) = await Program.RunAsync("provision", "apply", Program.Feeds, "--lang", "fr");
        var (confirmed, output) = await Program.RunAsync("provision", "apply", Program.Feeds, "--confirm", "Odile Roux", "--lang", "fr");

        stopped.Should().Be(1, why);
        why.Should().Contain("--confirm").And.Contain("Rien n’est appliqué");
        confirmed.Should().Be(0, output);
        (await Program.RunAsync("provision", "show", "3", "--lang", "fr")).Output.Should().Contain("Confirmé par Odile Roux");
    }

    [SkippableFact]
    public async Task People_are_found_shown_suspended_and_restored_from_the_command_line()
    {
        await StartAsync(people: 20);
        Program.WriteFeeds();
        await Program.RunAsync("provision", "apply", Program.Feeds);

        var found = await Program.RunAsync("people", "find", "lefevre", "--lang", "fr");
        var suspended = await Program.RunAsync("people", "suspend", "hlefevre1", "--reason", "Enquête en cours", "--lang", "fr");
        var state = (await EntriesAsync())["AC-ROUEN$2831"].State;
        var restored = await Program.RunAsync("people", "restore", "hlefevre1", "--reason", "Enquête close", "--lang", "fr");
        var shown = await Program.RunAsync("people", "show", "hlefevre1", "--lang", "fr");

        found.Output.Should().Contain("hlefevre1");
        (suspended.ExitCode, restored.ExitCode).Should().Be((0, 0), suspended.Output + restored.Output);
        state.Should().Be("suspended");
        (await EntriesAsync())["AC-ROUEN$2831"].State.Should().Be("active");
        shown.Output.Should().Contain("Enquête").And.Contain("rectorat");
        (await Program.RunAsync("people", "show", "nobody9")).ExitCode.Should().Be(2);
        (await Program.RunAsync("people", "restore", "cmartin1", "--reason", "x")).ExitCode.Should().Be(1);
    }

    [SkippableFact]
    public async Task Somebody_whom_no_feed_names_gets_an_account_until_a_day_from_the_command_line()
    {
        await StartAsync(people: 20);
        var end = DateTime.UtcNow.AddDays(60).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        var school = SamplePeople.CollegeJacquesTati.Rne.ToString();

        var vague = await DelegateZoeAsync(school, end);
        var unknown = await DelegateZoeAsync("0769999F", end, "--mission", "Théâtre");
        var opened = await DelegateZoeAsync(school, end, "--mission", "Théâtre", "--reason", "Demande du collège");
        var twice = await DelegateZoeAsync(school, end, "--mission", "Théâtre");
        var namesake = await DelegateZoeAsync(school, end, "--mission", "Théâtre", "--somebody-else");
        var late = await DelegateZoeAsync(school, "2090-01-01", "--mission", "Théâtre", "--somebody-else");

        (vague.ExitCode, opened.ExitCode, twice.ExitCode, namesake.ExitCode, late.ExitCode).Should().Be((2, 0, 1, 0, 1), vague.Output + unknown.Output + opened.Output + twice.Output + late.Output);
        vague.Output.Should().Contain("Décrivez la mission");
        unknown.ExitCode.Should().Be(2, unknown.Output);
        opened.Output.Should().Contain("zdelegue1").And.Contain("zoe.delegue@");
        twice.Output.Should().Contain("zdelegue1").And.Contain("--somebody-else");
        namesake.Output.Should().Contain("zdelegue2");
        late.Output.Should().Contain("dans un an au plus tard");
        (await Program.RunAsync("people", "show", "zdelegue1", "--lang", "fr")).Output.Should().Contain("Demande du collège").And.Contain(school);
        (await Program.SearchAsync(Slapd.PeopleBase, "uid", "uid")).Select(entry => entry.FindText("uid")).Should().Contain("zdelegue1", "zdelegue2");
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (program is not null)
            await program.DisposeAsync();
    }

    private Task<(int ExitCode, string Output)> DelegateZoeAsync(string school, string until, params string[] more) => Program.RunAsync(
    [
        "people", "delegate", "--lang", "fr", "--given-name", "Zoé", "--surname", "Délégué", "--birth-date", "29/02/1980", "--function", "Mission", "--school", school, "--until", until, .. more,
    ]);

    private async Task StartAsync(int people) => program = await ProgramOnSlapd.StartAsync(people);

    private async Task<Dictionary<string, (string Login, string? MainUai, string? State)>> EntriesAsync() =>
        (await Program.SearchAsync(Slapd.PeopleBase, "acRouenJointure", "uid", "acRouenJointure", "acRouenMainUai", "acRouenAccountState"))
            .ToDictionary(entry => entry.FindText("acRouenJointure")!, entry => (entry.FindText("uid")!, entry.FindText("acRouenMainUai"), entry.FindText("acRouenAccountState")));
}
