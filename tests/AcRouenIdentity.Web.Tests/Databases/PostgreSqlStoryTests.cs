using System.Globalization;
using System.Text.Json;
using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Domain.Recovery;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Testing.Databases;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;
using AcRouenIdentity.Testing.Recovery;
using AcRouenIdentity.Web.Features.Shared.Notices;
using AcRouenIdentity.Web.Tests.Audit;
using AcRouenIdentity.Web.Tests.Colleagues;
using AcRouenIdentity.Web.Tests.HelpDesk;
using AcRouenIdentity.Web.Tests.MyAccount;
using AcRouenIdentity.Web.Tests.OpenId;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Tests.Databases;

/// <summary>What the database decides when several come at once, and the main story, on a real PostgreSQL server.</summary>
public sealed class PostgreSqlStoryTests(PostgreSql server) : IClassFixture<PostgreSql>
{
    private const string Wrong = "pas celui-ci du tout";

    [SkippableFact]
    public async Task A_teacher_signs_in_gets_tokens_and_signs_out_and_two_nodes_agree_on_it()
    {
        var database = await server.CreateDatabaseAsync();
        await using var node = await StartAsync(database);
        using var browser = node.NewBrowser();
        await browser.SignInAsync(SamplePeople.ClaireMartin);
        using var roundcube = node.Roundcube();
        using var mail = node.Mail();
        var tokens = await roundcube.SignInAsync(browser);
        (await mail.IntrospectAsync(tokens.AccessToken)).IsActive.Should().BeTrue();
        tokens = await roundcube.RefreshAsync(tokens.RefreshToken);

        await browser.SubmitAsync(await browser.GetAsync("/deconnexion"));

        (await mail.IntrospectAsync(tokens.AccessToken)).IsActive.Should().BeFalse();
        (await roundcube.RefreshAsync(tokens.RefreshToken)).Error.Should().Be("invalid_grant");
        await using var other = await StartAsync(database);
        (await other.AskAsync((IdentityDb db) => db.Sessions.AllAsync(session => session.EndedAt != null))).Should().BeTrue();
    }

    [SkippableFact]
    public async Task Thirty_tries_at_once_are_not_checked_more_often_than_thirty_in_a_row()
    {
        await using var node = await StartAsync(await server.CreateDatabaseAsync());
        var browsers = Enumerable.Range(0, 30).Select(_ => node.NewBrowser()).ToList();
        var forms = new List<(PlainBrowser Browser, WebPage Form)>();
        foreach (var browser in browsers)
            forms.Add((browser, await browser.GetAsync("/connexion")));

        await Task.WhenAll(forms.Select(each => each.Browser.SubmitAsync(each.Form, ("Form.Name", "cmartin1"), ("Form.Password", Wrong))));

        node.Directory.Binds.Should().BeInRange(1, 5);
        browsers.ForEach(browser => browser.Dispose());
    }

    [SkippableFact]
    public async Task The_same_choice_sent_three_times_at_once_sets_one_password()
    {
        await using var node = await StartAsync(await server.CreateDatabaseAsync());
        using var browser = node.NewBrowser();
        var form = await browser.FollowAsync(await browser.SignInAsync(SamplePeople.FrancoisDurand));

        string[] passwords = [SamplePeople.AnotherPassword, "goéland pierre lanterne ancre", "tambour citron velours neige"];
        var answers = await Task.WhenAll(passwords.Select(password =>
            browser.SubmitAsync(form, ("Form.Password", password), ("Form.Confirmation", password))));

        answers.Count(answer => answer.Redirect?.AbsolutePath == "/connexion/suite").Should().Be(1);
        var working = 0;
        foreach (var password in passwords)
            working += await node.Directory.CheckPasswordAsync(SamplePeople.FrancoisDurand, password, CancellationToken.None) is PasswordCheck.Accepted ? 1 : 0;
        working.Should().Be(1);
    }

    [SkippableFact]
    public async Task A_password_comes_back_by_mail_over_two_nodes_and_the_same_code_at_once_gives_one_right()
    {
        const string Outside = "claire@exemple.fr";
        var database = await server.CreateDatabaseAsync();
        await using var node = await StartAsync(database);
        using var browser = node.NewBrowser();
        using var thief = node.NewBrowser();
        var ina = (await node.PrepareRecoveryAsync(SamplePeople.ClaireMartin, Outside)).RevealInGroups();
        await thief.AskForCodeAsync(ina, Outside);
        await node.CodesAsync();
        var asked = await browser.AskForCodeAsync(ina, Outside, $"{RecoveryStory.ByMail}?piratage=true");
        var code = await node.LastCodeAsync(Outside);
        await using var other = await StartAsync(database);

        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => browser.GiveMailCodeAsync(asked, code)));
        var arrived = await browser.ChoosePasswordAsync();

        arrived.Address.AbsolutePath.Should().Be("/");
        (await node.CodesAsync()).Should().HaveCount(2, "the second node left alone what the first took down");
        (await other.AskAsync<IdentityDb, int>(db => db.PasswordGrants.CountAsync())).Should().Be(1);
        var account = await other.AskAsync<IdentityDb, Account>(db => db.Accounts.SingleAsync());
        (account.Alarm, account.MailClosedUntil > node.Clock.GetUtcNow()).Should().Be((null, true));
    }

    [SkippableFact]
    public async Task Browsers_that_add_backup_addresses_at_once_do_not_pass_the_limit_and_one_that_was_removed_comes_again()
    {
        await using var node = await StartAsync(await server.CreateDatabaseAsync());
        using var browser = node.NewBrowser();
        await browser.SignInAsync(SamplePeople.ClaireMartin);
        await browser.AddAddressAsync(node, "claire@exemple.fr");
        var confirmations = new List<Func<Task<WebPage>>>();
        for (var number = 0; number < 3; number++)
            confirmations.Add(await node.BeginToAddAsync(SamplePeople.ClaireMartin, $"claire{number}@exemple.fr"));
        var answers = await Task.WhenAll(confirmations.Select(confirm => confirm()));
        await browser.RemoveAddressAsync("claire@exemple.fr", BackupAddressLoss.UntilAnotherServes);
        var again = await browser.AddAddressAsync(node, "claire@exemple.fr");

        answers.Count(answer => answer.Redirect is not null).Should().Be(2);
        again.Redirect!.Query.Should().Be("?fait=Waits");
        (await node.CountThereAsync(SamplePeople.ClaireMartin)).Should().Be(3);
    }

    [SkippableFact]
    public async Task A_person_chooses_a_name_which_the_directory_shows_and_takes_their_data_away()
    {
        await using var node = await StartAsync(await server.CreateDatabaseAsync());
        await node.RecordAsync(SamplePeople.ClaireMartin);
        using var browser = node.NewBrowser();
        await browser.SignInAsync(SamplePeople.ClaireMartin);
        using var ent = node.Ent();
        await ent.SignInAsync(browser);
        await browser.SubmitAsync(await browser.GetAsync("/compte/preferences"), ("ChosenLanguage", "en"), ("ChosenName", "Birth"));
        await node.RestartAsync();
        var found = await ColleaguesStory.FindAsync(browser, "Claire Martin");
        var page = await browser.GetAsync("/compte/donnees");
        var json = JsonDocument.Parse((await browser.PressAsync(page, "Download the JSON")).Html).RootElement;

        found.Should().Equal("Claire Delasecrète");
        json.GetProperty("preferences").GetProperty("nameForm").GetString().Should().Be("Birth");
        json.GetProperty("applications").GetArrayLength().Should().Be(1);
        json.GetProperty("sessions").GetArrayLength().Should().Be(1);
        (await browser.PressAsync(page, "Download the PDF")).Response.Content.Headers.ContentType!.MediaType.Should().Be("application/pdf");
    }

    [SkippableFact]
    public async Task The_help_desk_finds_verifies_and_helps_somebody_and_is_seen_in_figures_and_in_the_trail()
    {
        await using var story = await HelpDeskStory.OpenAsync(SettingsOf(await server.CreateDatabaseAsync(), server.PasswordFile));
        var found = await CallerStory.FindAsync(await story.BrowserOfAsync(HelpDeskStory.Agent), "cla martin");
        var page = await story.VerifyAsync(await story.CallAsync(HelpDeskStory.Caller), HelpDeskStory.Caller);
        page = await story.PressAsync(page, "Donner un code d’assistance");
        await (await story.BrowserOfAsync(HelpDeskStory.Caller)).GetAsync("/");
        var subject = await story.Host.SubjectOfAsync(HelpDeskStory.Caller);
        await story.Host.HappenAsync([.. Enumerable.Repeat(new AuditEvent.RecoveryProven(subject, RecoveryWay.Assistance, "otp"), 3)]);

        var figures = await (await story.BrowserOfAsync(HelpDeskStory.Supervisor)).GetAsync("/assistance/pilotage");
        var today = PublicDay.Of(story.Host.Clock).ToString("O", CultureInfo.InvariantCulture);
        var trail = await (await story.BrowserOfAsync(HelpDeskStory.Auditor)).GetAsync($"/journal?personne=cmartin1&du={today}&au={today}");

        found.Should().ContainSingle().Which.Should().Contain("Claire");
        page.Document.QuerySelector(".case__digits").Should().NotBeNull();
        figures.Main.Should().Contain("Comptes récupérés 3 fois ou plus").And.Contain("Claire Martin");
        figures.Document.QuerySelectorAll("svg rect").Select(bar => bar.TextContent).Should().Contain("Encore ouvert : 1");
        trail.Main.Should().Contain(HelpDeskStory.ReferenceOf(page));
    }

    [SkippableFact]
    public async Task A_database_that_goes_away_is_an_outage_and_not_a_wrong_password()
    {
        await using var lost = new PostgreSqlLease();
        await using var node = await StartAsync(await lost.Server.CreateDatabaseAsync(), lost.Server.PasswordFile);
        using var browser = node.NewBrowser();
        var form = await browser.GetAsync("/connexion");
        await lost.DisposeAsync();

        var page = await browser.SubmitAsync(form, ("Form.Name", "cmartin1"), ("Form.Password", SamplePeople.Password));

        ((int)page.Status).Should().Be(503);
        page.Main.Should().NotContain("n’est pas le bon");
    }

    private Task<ProviderHost> StartAsync(string database) => StartAsync(database, server.PasswordFile);

    private static Task<ProviderHost> StartAsync(string database, string passwordFile) => Applications.StartAsync([.. SettingsOf(database, passwordFile)]);

    private static (string Key, string Value)[] SettingsOf(string database, string passwordFile) =>
        [("Database:Provider", "PostgreSql"), ("Database:ConnectionString", database), ("Database:PasswordFile", passwordFile)];

    /// <summary>A server of one test, which may stop it.</summary>
    private sealed class PostgreSqlLease : IAsyncDisposable
    {
        private bool stopped;

        public PostgreSql Server { get; } = new();

        public async ValueTask DisposeAsync()
        {
            if (stopped)
                return;
            stopped = true;
            await Server.DisposeAsync();
        }
    }
}
