using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Domain.Provisioning.Identifiers;
using AcRouenIdentity.Domain.Provisioning.Planning;
using AcRouenIdentity.Domain.Provisioning.Runs;
using AcRouenIdentity.Domain.SecondFactors;
using AcRouenIdentity.Infrastructure.Audit;
using AcRouenIdentity.Infrastructure.Provisioning;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Feeds;
using AcRouenIdentity.Web.Features.Shared.Accounts;
using AcRouenIdentity.Testing.Hosts;
using AcRouenIdentity.Web.Features.Provisioning.People;
using AcRouenIdentity.Web.Features.Provisioning.Runs;
using AcRouenIdentity.Web.Features.Shared.Notices;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AcRouenIdentity.Web.Tests.Provisioning;

public sealed class ApplyTests : IAsyncLifetime
{
    private Academy academy = null!;

    [Fact]
    public async Task Everybody_of_a_first_export_gets_an_account_an_address_and_an_INA()
    {
        var run = await academy.ApplyAsync(academy.ExportWithStaff(0));

        run.State.Should().Be(RunState.Applied);
        RunSummary.Read(run.Summary).Applied.Should().Be(Academy.People);
        var somebody = academy.Generator.PeopleOf(0).First();
        var person = await academy.Directory.FindAsync(somebody.Key, default);
        person!.State.Should().Be(AccountState.Announced);
        person.Address!.Value.Domain.Should().Be("ac-rouen.fr");
        person.Numen.Should().Be(NumenOf(somebody));
        var ina = await academy.Host.AskAsync<InaIssuing, Ina?>(inas => inas.FindAsync(somebody.Key, default));
        (await academy.Host.AskAsync<InaIssuing, DirectoryKey?>(inas => inas.FindOwnerAsync(ina!.Value, default))).Should().Be(somebody.Key);
        (await academy.AskDatabaseAsync(db => db.Inas.CountAsync())).Should().Be(Academy.People + SamplePeople.All.Count);
        (await academy.AskDatabaseAsync(db => db.People.CountAsync())).Should().Be(Academy.People + SamplePeople.All.Count);
    }

    [Fact]
    public async Task An_export_applied_again_changes_nobody_and_leaves_no_line()
    {
        var export = academy.ExportWithStaff(0);
        await academy.ApplyAsync(export);

        var run = await academy.ApplyAsync(export);

        RunSummary.Read(run.Summary).Should().BeEquivalentTo(new { Applied = 0, Failed = 0, Unchanged = Academy.People + SamplePeople.All.Count });
        (await academy.AskDatabaseAsync(db => db.PersonChanges.CountAsync(change => change.RunId == run.Id))).Should().Be(0);
    }

    [Fact]
    public async Task Establishments_that_the_directory_refuses_are_counted_in_every_run_and_people_are_opened_all_the_same()
    {
        academy.Directory.RefusesNewEstablishments = true;

        var first = RunSummary.Read((await academy.ApplyAsync(academy.Export(0))).Summary);
        var again = RunSummary.Read((await academy.ApplyAsync(academy.Export(0))).Summary);
        academy.Directory.RefusesNewEstablishments = false;
        var last = RunSummary.Read((await academy.ApplyAsync(academy.Export(0))).Summary);

        first.EstablishmentsRefused.Should().BePositive().And.Be(first.Establishments).And.Be(again.EstablishmentsRefused);
        (first.Applied, first.Failed, first.IsWhole).Should().Be((Academy.People, 0, false));
        (last.EstablishmentsRefused, last.IsWhole).Should().Be((0, true));
    }

    [Fact]
    public async Task People_who_move_keep_their_login_and_those_who_leave_lose_access_after_the_days_of_grace()
    {
        await academy.ApplyAsync(academy.Export(0));
        var moving = academy.Changed(1, FictionalChangeKind.Moved).First(person => person.School.Uai != academy.Generator.PeopleOf(0).Single(one => one.Key == person.Key).School.Uai);
        var leaving = academy.Changed(1, FictionalChangeKind.Left)[0];
        var before = (await academy.Directory.FindAsync(moving.Key, default))!;

        await academy.ApplyAsync(academy.Export(1));

        var after = (await academy.Directory.FindAsync(moving.Key, default))!;
        (after.Login, after.Address).Should().Be((before.Login, before.Address));
        after.Postings[0].Rne.ToString().Should().Be(moving.School.Uai);
        (await StateOfAsync(leaving.Key)).Should().Be(AccountState.Announced);
        await academy.PassAsync(29);
        (await StateOfAsync(leaving.Key)).Should().Be(AccountState.Announced);
        await academy.PassAsync(1);
        (await StateOfAsync(leaving.Key)).Should().Be(AccountState.Departed);
        (await academy.HistoryOfAsync(leaving.Key)).Select(change => change.Kind).Should().Equal(PlanKind.Create, PlanKind.Depart, PlanKind.Depart);
    }

    [Fact]
    public async Task Sessions_die_with_the_account_and_only_the_right_password_learns_why()
    {
        await academy.ApplyAsync(academy.Export(0));
        var leaving = academy.Changed(1, FictionalChangeKind.Left)[0];
        var person = await ActivateAsync(leaving.Key);
        using var browser = academy.Host.NewBrowser();
        await browser.SignInAsync(person);

        await academy.ApplyAsync(academy.Export(1));
        await academy.PassAsync(30);

        (await academy.AskDatabaseAsync(db => db.Sessions.CountAsync(session => session.DirectoryKey == leaving.Key.Value && session.EndedAt == null))).Should().Be(0);
        using var again = academy.Host.NewBrowser();
        (await again.SignInAsync(person)).Main.Should().Contain("l’accès de ce compte a été retiré");
        (await again.SignInAsync(person.Login.ToString(), "not the password at all")).Main.Should().NotContain("l’accès de ce compte a été retiré");
    }

    [Fact]
    public async Task A_directory_that_goes_away_on_the_way_loses_nobody_and_doubles_nobody()
    {
        var export = academy.ExportWithStaff(0);
        academy.Directory.FailAfterWrites(120);
        var first = () => academy.ApplyAsync(export);
        await first.Should().ThrowAsync<DirectoryUnavailableException>();
        var interrupted = await academy.FindRunAsync(1);

        academy.Directory.FailAfterWrites(int.MaxValue);
        academy.Directory.IsDown = false;
        var run = await academy.WorkAsync(1, Approval.Confirmed);

        interrupted!.State.Should().Be(RunState.Applying);
        run.State.Should().Be(RunState.Applied);
        var keys = academy.Generator.PeopleOf(0).Select(person => person.Key.Value).ToList();
        var created = await academy.AskDatabaseAsync(db => db.PersonChanges.Where(change => change.RunId == 1).ToListAsync());
        created.Should().OnlyContain(change => change.Stage == ChangeStage.Done && change.Kind == PlanKind.Create);
        created.Select(change => change.DirectoryKey).Should().BeEquivalentTo(keys);
        var logins = await academy.AskDatabaseAsync(db => db.People.Where(person => keys.Contains(person.DirectoryKey)).Select(person => person.Login).ToListAsync());
        logins.Should().HaveCount(keys.Count).And.OnlyHaveUniqueItems();
        (await academy.PreviewAsync(export)).Lines.Should().BeEmpty();
    }

    [Fact]
    public async Task Two_runs_are_never_worked_at_together()
    {
        var opening = academy.Host.Services.GetRequiredService<RunOpening>();
        var first = await opening.OpenAsync(academy.Export(0), "one", default);

        var second = await opening.OpenAsync(academy.Export(1), "other", default);

        first.Run.Should().NotBeNull();
        second.Should().Be(new OpenedRun(null, IsResumed: false, first.Run!.Id));
    }

    [Fact]
    public async Task A_plan_that_closes_too_many_waits_and_is_applied_under_the_name_of_who_confirms_it()
    {
        await using var strict = await Academy.OpenAsync([]);
        await strict.ApplyAsync(strict.Export(0));

        var stopped = await strict.ApplyAsync(strict.Export(1), Approval.WhenNothingStops);
        var lines = await strict.AskDatabaseAsync(db => db.PersonChanges.CountAsync(change => change.RunId == stopped.Id && change.Stage == ChangeStage.Planned));
        var wrong = await strict.Host.AskAsync<RunDesk, bool>(desk => desk.ConfirmAsync(stopped.Id, "oroux1", "closed 1 300", default));
        var right = await strict.Host.AskAsync<RunDesk, bool>(desk => desk.ConfirmAsync(stopped.Id, "oroux1", stopped.Stops!, default));
        await Eventually.BeTrueAsync(async () => (await strict.FindRunAsync(stopped.Id))!.State == RunState.Applied);

        stopped.State.Should().Be(RunState.Stopped);
        lines.Should().BeGreaterThan(0);
        (wrong, right).Should().Be((false, true));
        var officer = await strict.Host.AskAsync<AccountBook, string>(book => Task.FromResult(book.SubjectOf(SamplePeople.OdileRoux.Key)));
        var applied = (await strict.FindRunAsync(stopped.Id))!;
        (applied.ConfirmedBy, applied.ApprovedBy).Should().Be(("oroux1", "oroux1"));
        (await strict.AskDatabaseAsync(db => db.AuditEntries.CountAsync(entry => entry.Kind == AuditKind.ProvisioningApproved && entry.Json.Contains("\"officer\":\"" + officer + "\"")))).Should().Be(1);
        (await strict.AskDatabaseAsync(db => db.AuditEntries.CountAsync(entry => entry.Json.Contains("oroux1")))).Should().Be(0, "the trail names people by their subject alone");
    }

    [Fact]
    public async Task A_suspension_by_the_rectorat_outlives_every_feed_and_ends_on_its_day()
    {
        await academy.ApplyAsync(academy.Export(0));
        var person = await ActivateAsync(academy.Generator.PeopleOf(0).First().Key);
        var today = PublicDay.Of(academy.Clock);

        var done = await DecideAsync(desk => desk.SuspendAsync(person.Login, today.AddDays(10), new Decider("oroux1", "Enquête"), default));
        await academy.ApplyAsync(academy.Export(0));
        var meanwhile = await StateOfAsync(person.Key);
        await academy.PassAsync(9);
        var lastDay = await StateOfAsync(person.Key);
        await academy.PassAsync(2);

        done.Should().Be(PersonDecision.Done);
        (meanwhile, lastDay).Should().Be((AccountState.Suspended, AccountState.Suspended));
        (await StateOfAsync(person.Key)).Should().Be(AccountState.Active);
        var history = await academy.HistoryOfAsync(person.Key);
        history.Should().Contain(change => change.Reason == PlanReason.SuspendedByRectorat && change.By == "oroux1" && change.Note == "Enquête");
        history.Should().Contain(change => change.Reason == PlanReason.SuspensionOver && change.By == null);
    }

    [Fact]
    public async Task An_account_that_an_administrator_closed_in_the_directory_loses_its_sessions_and_opens_again_as_it_was()
    {
        await academy.ApplyAsync(academy.Export(0));
        var person = await ActivateAsync(academy.Generator.PeopleOf(0).First().Key);
        await academy.ApplyAsync(academy.Export(0));
        using var browser = academy.Host.NewBrowser();
        await browser.SignInAsync(person);
        academy.Directory.Put(person with { State = AccountState.Suspended });

        await academy.ApplyAsync(academy.Export(0));
        var (state, isSignedIn) = (await StateOfAsync(person.Key), await browser.IsSignedInAsync());
        var restored = await DecideAsync(desk => desk.RestoreAsync(person.Login, new Decider("oroux1", null), default));

        (state, isSignedIn, restored).Should().Be((AccountState.Suspended, false, PersonDecision.Done));
        (await StateOfAsync(person.Key)).Should().Be(AccountState.Active);
    }

    [Fact]
    public async Task What_is_known_of_a_departed_person_is_erased_and_their_login_is_nobody_elses_for_ever()
    {
        await academy.ApplyAsync(academy.ExportWithStaff(0));
        var leaving = academy.Changed(1, FictionalChangeKind.Left)[0];
        var person = (await academy.Directory.FindAsync(leaving.Key, default))!;
        await academy.AskDatabaseAsync(db =>
        {
            db.Add(new BackupAddress
            {
                DirectoryKey = leaving.Key.Value, Protected = "•", Lookup = "h", Slot = 1, VerifiedAt = academy.Clock.GetUtcNow(), ServesFrom = academy.Clock.GetUtcNow(),
            });
            return db.SaveChangesAsync();
        });
        await academy.ApplyAsync(academy.ExportWithStaff(1));
        await academy.PassAsync(30);
        await academy.PassAsync(366);

        (await academy.Directory.FindAsync(leaving.Key, default)).Should().BeNull();
        (await academy.AskDatabaseAsync(db => db.People.CountAsync(record => record.DirectoryKey == leaving.Key.Value))).Should().Be(0);
        (await academy.AskDatabaseAsync(db => db.Inas.CountAsync(ina => ina.DirectoryKey == leaving.Key.Value))).Should().Be(0);
        (await academy.AskDatabaseAsync(db => db.BackupAddresses.CountAsync())).Should().Be(0);
        (await academy.HistoryOfAsync(leaving.Key)).Should().OnlyContain(change => change.Name == null && change.Before == null && change.After == null);
        (await academy.AskDatabaseAsync(db => db.Set<GivenIdentifier>().Where(given => given.DirectoryKey == leaving.Key.Value).Select(given => given.Text).ToListAsync()))
            .Should().BeEquivalentTo(person.Login.ToString(), person.Address.ToString());
    }

    [Fact]
    public async Task What_a_departed_person_left_with_us_of_their_own_is_erased_too()
    {
        await academy.ApplyAsync(academy.ExportWithStaff(0));
        var leaving = academy.Changed(1, FictionalChangeKind.Left)[0];
        var subject = await academy.Host.AskAsync<AccountBook, string>(book => Task.FromResult(book.SubjectOf(leaving.Key)));
        await academy.AskDatabaseAsync(db =>
        {
            db.Add(new AuthenticatorApp { Subject = subject, ProtectedSecret = "p", AddedAt = academy.Clock.GetUtcNow(), LastStep = 1 });
            db.Add(new RecoveryCode { Subject = subject, Hash = "h", MadeAt = academy.Clock.GetUtcNow() });
            db.Add(new Account { Subject = subject, DirectoryKey = leaving.Key.Value, CreatedAt = academy.Clock.GetUtcNow(), Language = "en", NameForm = NameForm.Birth });
            db.Add(new BackupAddress { DirectoryKey = leaving.Key.Value, Protected = "p", Lookup = "l", Slot = 1, VerifiedAt = academy.Clock.GetUtcNow(), ServesFrom = academy.Clock.GetUtcNow() });
            db.Add(new BackupAddress { DirectoryKey = "somebody else", Protected = "p", Lookup = "l", Slot = 1, VerifiedAt = academy.Clock.GetUtcNow(), ServesFrom = academy.Clock.GetUtcNow() });
            return db.SaveChangesAsync();
        });
        await academy.ApplyAsync(academy.ExportWithStaff(1));
        await academy.PassAsync(30);
        await academy.PassAsync(366);

        (await academy.AskDatabaseAsync(db => db.BackupAddresses.Select(address => address.DirectoryKey).ToListAsync())).Should().Equal("somebody else");
        (await academy.AskDatabaseAsync(async db => await db.AuthenticatorApps.CountAsync() + await db.RecoveryCodes.CountAsync())).Should().Be(0);
        (await academy.AskDatabaseAsync(db => db.Accounts.SingleAsync(account => account.DirectoryKey == leaving.Key.Value))).Should().BeEquivalentTo(new { Language = (string?)null, NameForm = (NameForm?)null });
    }

    [Fact]
    public async Task Who_comes_back_after_years_has_the_login_and_the_address_they_had()
    {
        await academy.ApplyAsync(academy.Export(0));
        var leaving = academy.Changed(1, FictionalChangeKind.Left)[0];
        var before = (await academy.Directory.FindAsync(leaving.Key, default))!;
        await academy.ApplyAsync(academy.Export(1));
        await academy.PassAsync(30);
        await academy.PassAsync(366);

        await academy.ApplyAsync(academy.Export(0));

        var after = (await academy.Directory.FindAsync(leaving.Key, default))!;
        (after.Login, after.Address, after.State).Should().Be((before.Login, before.Address, AccountState.Announced));
    }

    [Fact]
    public async Task A_NUMEN_may_pass_from_one_person_to_another_in_one_run()
    {
        var export = academy.ExportWithStaff(0);
        await academy.ApplyAsync(export);
        var (one, other) = academy.Generator.PeopleOf(0).Where(person => person.Numen is not null).Take(2).ToArray() is [var a, var b] ? (a, b) : throw new InvalidOperationException();
        var table = Path.Combine(export, "rh.csv");
        var text = await File.ReadAllTextAsync(table);
        await File.WriteAllTextAsync(table, text.Replace(one.Numen!, "@", StringComparison.Ordinal)
            .Replace(other.Numen!, one.Numen, StringComparison.Ordinal).Replace("@", other.Numen, StringComparison.Ordinal));

        var run = await academy.ApplyAsync(export);

        RunSummary.Read(run.Summary).Failed.Should().Be(0);
        (await academy.Directory.FindAsync(one.Key, default))!.Numen.Should().Be(NumenOf(other));
        (await academy.Directory.FindAsync(other.Key, default))!.Numen.Should().Be(NumenOf(one));
    }

    [Fact]
    public async Task Nothing_confidential_stands_in_the_database_in_clear()
    {
        await academy.ApplyAsync(academy.ExportWithStaff(0));
        var somebody = academy.Generator.PeopleOf(0).First(person => person.Numen is not null);
        var ina = await academy.Host.AskAsync<InaIssuing, Ina?>(inas => inas.FindAsync(somebody.Key, default));
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();

        var bytes = string.Concat(Directory.GetFiles(Path.GetDirectoryName(academy.Host.Database)!, "identity.db*").Select(file => System.Text.Encoding.Latin1.GetString(ReadShared(file))));

        bytes.Should().Contain(somebody.Key.Value).And.NotContain(somebody.Numen).And.NotContain(ina!.Value.Reveal());
        bytes.Should().NotContain(somebody.BirthDate.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Every_change_is_in_the_audit_which_holds()
    {
        await academy.ApplyAsync(academy.Export(0));

        (await academy.AskDatabaseAsync(db => db.AuditEntries.CountAsync(entry => entry.Kind == AuditKind.PersonChanged))).Should().Be(Academy.People);
        await academy.Host.AskAsync<AuditSealing, bool>(async sealing =>
        {
            await sealing.SealAsync(default);
            return true;
        });
        (await academy.Host.AskAsync<AuditVerification, string>(async audit => (await audit.VerifyAsync(null, default)).Match(intact: _ => "intact", broken: chain => chain.ToString()!)))
            .Should().Be("intact");
    }

    public async Task InitializeAsync() => academy = await Academy.OpenAsync();

    public async Task DisposeAsync() => await academy.DisposeAsync();

    private static Numen? NumenOf(FictionalPerson person) => person.Numen is { } numen ? Numen.Parse(numen) : null;

    private static byte[] ReadShared(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return memory.ToArray();
    }

    private async Task<AccountState?> StateOfAsync(DirectoryKey key) => (await academy.Directory.FindAsync(key, default))?.State;

    /// <summary>The person has chosen a password.</summary>
    private async Task<Person> ActivateAsync(DirectoryKey key)
    {
        var person = (await academy.Directory.FindAsync(key, default))! with { State = AccountState.Active };
        academy.Directory.Put(person, SamplePeople.Password);
        return person;
    }

    private Task<PersonDecision> DecideAsync(Func<PersonDesk, Task<PersonDecision>> decide) => academy.Host.AskAsync(decide);
}
