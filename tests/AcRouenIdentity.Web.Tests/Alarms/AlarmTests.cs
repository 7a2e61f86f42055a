using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;
using AcRouenIdentity.Testing.Passkeys;
using AcRouenIdentity.Testing.Recovery;
using AcRouenIdentity.Testing.SecondFactors;
using AcRouenIdentity.Web.Features.Alarms;
using AcRouenIdentity.Web.Tests.Recovery;
using AcRouenIdentity.Web.Tests.SecondFactors;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AcRouenIdentity.Web.Tests.Alarms;

/// <summary>A blocked account: every way in, and the one that gives it back.</summary>
public sealed class AlarmTests : IAsyncLifetime
{
    private const string Outside = "claire@exemple.fr";
    private static readonly Person Claire = SamplePeople.ClaireMartin;
    private ProviderHost host = null!;
    private PlainBrowser browser = null!;

    public async Task InitializeAsync()
    {
        host = await ProviderHost.StartAsync();
        browser = host.NewBrowser();
    }

    public async Task DisposeAsync()
    {
        browser.Dispose();
        await host.DisposeAsync();
    }

    [Theory]
    [InlineData(AccountAlarm.Hacked, "déclaré piraté", RecoveryStory.Choice)]
    [InlineData(AccountAlarm.Contested, "signalé un changement", "/mot-de-passe-oublie/demander-un-courrier")]
    public async Task A_right_password_opens_nothing_and_its_owner_reads_why_and_what_to_do(AccountAlarm alarm, string why, string whereTo)
    {
        await host.RaiseAsync(Claire, alarm);

        var page = await browser.FollowAsync(await browser.SignInAsync(Claire));

        page.Heading.Should().Be(AlarmStory.Blocked);
        page.Main.Should().Contain(why);
        page.Document.QuerySelector("main a.fr-btn")!.GetAttribute("href").Should().Be(whereTo);
        page.Html.Should().NotContain("Claire").And.NotContain("cmartin1");
        (await browser.IsSignedInAsync()).Should().BeFalse();
        (await host.AskAsync<IdentityDb, int>(db => db.Sessions.CountAsync())).Should().Be(0);
    }

    [Fact]
    public async Task Whoever_proves_nothing_reads_of_a_blocked_account_what_they_read_of_any()
    {
        var before = EqualSilence.Of(await browser.SignInAsync("cmartin1", "faux"));
        await host.RaiseAsync(Claire, AccountAlarm.Hacked);
        using var later = host.NewBrowser();

        EqualSilence.Of(await later.SignInAsync("cmartin1", "faux")).Should().Be(before);
    }

    [Fact]
    public async Task A_passkey_opens_nothing_either()
    {
        using var authenticator = new SoftAuthenticator(host.Address);
        await browser.SignInAsync(Claire);
        await browser.AddPasskeyAsync(authenticator);
        await host.RaiseAsync(Claire, AccountAlarm.Hacked);

        var page = await browser.FollowAsync(await browser.SignInAsync(authenticator));

        page.Heading.Should().Be(AlarmStory.Blocked);
        (await browser.IsSignedInAsync()).Should().BeFalse();
    }

    [Fact]
    public async Task A_sign_in_that_waits_for_its_second_factor_ends_and_the_next_reads_why_only_after_both()
    {
        var app = await host.EnrolAsync(Claire);
        var waiting = await browser.FollowAsync(await browser.SignInAsync(Claire));
        await host.RaiseAsync(Claire, AccountAlarm.Hacked);

        var code = app.Code();
        (await browser.GiveCodeAsync(waiting, code)).Redirect!.AbsolutePath.Should().Be("/connexion");
        var again = await browser.GivePasswordAsync(Claire);
        again.Heading.Should().NotBe(AlarmStory.Blocked, "a thief of the password alone learns nothing");
        var told = await browser.FollowAsync(await browser.GiveCodeAsync(again, code));

        told.Heading.Should().Be(AlarmStory.Blocked);
        (await browser.IsSignedInAsync()).Should().BeFalse();
    }

    [Fact]
    public async Task Sessions_are_worth_nothing_even_where_one_escaped_the_ending()
    {
        await browser.SignInAsync(Claire);
        await host.AskAsync<IdentityDb, int>(db => db.Accounts.ExecuteUpdateAsync(update => update
            .SetProperty(account => account.Alarm, AccountAlarm.Hacked).SetProperty(account => account.AlarmedAt, host.Clock.GetUtcNow())));

        (await browser.GetAsync("/compte")).Redirect!.AbsolutePath.Should().Be("/connexion");
    }

    [Fact]
    public async Task Every_session_ends_everywhere_and_every_address_is_told()
    {
        using var other = host.NewBrowser();
        await host.GiveBackupAddressAsync(Claire, Outside, host.Clock.GetUtcNow());
        await browser.SignInAsync(Claire);
        await other.SignInAsync(Claire);

        await host.RaiseAsync(Claire, AccountAlarm.Hacked);

        (await browser.IsSignedInAsync()).Should().BeFalse();
        (await other.IsSignedInAsync()).Should().BeFalse();
        (await host.ReadMailsAsync()).Where(mail => mail.Subject.Contains("déclaré piraté", StringComparison.Ordinal)).Select(mail => mail.To)
            .Should().BeEquivalentTo(Outside, "claire.martin@ac-rouen.fr");
        (await host.CountEventsAsync(AuditKind.AlarmRaised)).Should().Be(1);
    }

    [Fact]
    public async Task A_right_to_choose_a_password_for_another_reason_lapses_and_none_is_given()
    {
        var due = SamplePeople.FrancoisDurand;
        var form = await browser.FollowAsync(await browser.SignInAsync(due));
        await host.RaiseAsync(due, AccountAlarm.Hacked);

        var chosen = await browser.SubmitAsync(form, ("Form.Password", SamplePeople.AnotherPassword), ("Form.Confirmation", SamplePeople.AnotherPassword));
        var next = await browser.FollowAsync(await browser.SignInAsync(due));

        chosen.Redirect!.AbsolutePath.Should().Be("/connexion");
        next.Heading.Should().Be(AlarmStory.Blocked, "the old password is the one there is, and opens nothing");
        (await host.AskAsync<IdentityDb, int>(db => db.PasswordGrants.CountAsync(grant => grant.ExpiresAt > host.Clock.GetUtcNow()))).Should().Be(0);
    }

    [Fact]
    public async Task A_recovery_proven_before_the_alarm_chooses_nothing_and_one_proven_since_lifts_it()
    {
        using var thief = host.NewBrowser();
        await host.ProveByAssistanceAsync(thief, Claire);
        await host.RaiseAsync(Claire, AccountAlarm.Hacked);

        (await thief.GetAsync(RecoveryStory.PasswordPage)).Redirect!.AbsolutePath.Should().Be("/connexion");
        (await host.AlarmOfAsync(Claire)).Should().Be(AccountAlarm.Hacked);
        await host.ProveByAssistanceAsync(browser, Claire);
        (await browser.ChoosePasswordAsync()).Address.AbsolutePath.Should().Be("/");

        (await host.AlarmOfAsync(Claire)).Should().BeNull();
        (await browser.IsSignedInAsync()).Should().BeTrue();
        (await host.CountEventsAsync(AuditKind.AlarmLifted)).Should().Be(1);
    }

    [Theory]
    [InlineData(RecoveryStory.ByMail), InlineData($"{RecoveryStory.ByMail}?piratage=true")]
    public async Task No_code_leaves_for_the_backup_address_of_a_contested_account_and_the_page_is_that_of_any(string path)
    {
        var ina = (await host.PrepareRecoveryAsync(Claire, Outside)).RevealInGroups();
        using var before = host.NewBrowser();
        var expected = EqualSilence.Of(await before.AskForCodeAsync(ina, Outside, path));
        await host.CodesAsync();
        await host.RaiseAsync(Claire, AccountAlarm.Contested);

        EqualSilence.Of(await browser.AskForCodeAsync(ina, Outside, path)).Should().Be(expected);

        (await host.CodesAsync()).Should().HaveCount(1, "of the time before");
        (await host.AlarmOfAsync(Claire)).Should().Be(AccountAlarm.Contested);
    }

    [Fact]
    public async Task A_code_that_left_before_the_alarm_is_none_any_more()
    {
        var ina = (await host.PrepareRecoveryAsync(Claire, Outside)).RevealInGroups();
        var asked = await browser.AskForCodeAsync(ina, Outside);
        var code = await host.LastCodeAsync(Outside);
        await host.RaiseAsync(Claire, AccountAlarm.Contested);

        (await browser.GiveMailCodeAsync(asked, code)).Redirect.Should().BeNull();

        (await host.AskAsync<IdentityDb, int>(db => db.PasswordGrants.CountAsync())).Should().Be(0);
    }

    [Fact]
    public async Task A_mail_gives_a_hacked_account_back()
    {
        var ina = (await host.PrepareRecoveryAsync(Claire, Outside)).RevealInGroups();
        await host.RaiseAsync(Claire, AccountAlarm.Hacked);
        await browser.GiveMailCodeAsync(await browser.AskForCodeAsync(ina, Outside), await host.LastCodeAsync(Outside));

        await browser.ChoosePasswordAsync();

        (await host.AlarmOfAsync(Claire)).Should().BeNull();
        (await browser.IsSignedInAsync()).Should().BeTrue();
    }

    [Fact]
    public async Task A_right_that_a_mail_gave_chooses_nothing_once_the_account_is_contested()
    {
        var ina = (await host.PrepareRecoveryAsync(Claire, Outside)).RevealInGroups();
        var form = await browser.FollowAsync(await browser.GiveMailCodeAsync(await browser.AskForCodeAsync(ina, Outside), await host.LastCodeAsync(Outside)));
        await host.RaiseAsync(Claire, AccountAlarm.Contested);

        var chosen = await browser.SubmitAsync(form, ("Form.Password", SamplePeople.AnotherPassword), ("Form.Confirmation", SamplePeople.AnotherPassword));

        chosen.Redirect!.AbsolutePath.Should().Be("/connexion");
        (await host.AlarmOfAsync(Claire)).Should().Be(AccountAlarm.Contested);
    }

    [Fact]
    public async Task A_contested_account_that_is_declared_hacked_stays_contested()
    {
        await host.RaiseAsync(Claire, AccountAlarm.Contested);
        await host.RaiseAsync(Claire, AccountAlarm.Hacked);

        (await host.AlarmOfAsync(Claire)).Should().Be(AccountAlarm.Contested);
    }

    [Fact]
    public async Task A_recovery_under_way_lifts_no_alarm_that_it_did_not_see()
    {
        await host.RaiseAsync(Claire, AccountAlarm.Hacked);
        await host.ProveByAssistanceAsync(browser, Claire);
        await using var scope = host.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IdentityDb>();
        var grant = await db.PasswordGrants.SingleAsync();
        await scope.ServiceProvider.GetRequiredService<AccountAlarms>().LiftAsync(Claire, grant, default);
        host.Clock.AdjustTime(host.Clock.GetUtcNow() + TimeSpan.FromSeconds(1));
        await host.RaiseAsync(Claire, AccountAlarm.Hacked);

        await FluentActions.Awaiting(() => db.SaveChangesAsync()).Should().ThrowAsync<DbUpdateConcurrencyException>();

        (await host.AlarmOfAsync(Claire)).Should().Be(AccountAlarm.Hacked);
    }
}
