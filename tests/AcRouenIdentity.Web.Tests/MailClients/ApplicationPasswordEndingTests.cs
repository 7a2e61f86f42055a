using AcRouenIdentity.Domain.ApplicationPasswords;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Domain.SignIn;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;
using AcRouenIdentity.Testing.Recovery;
using AcRouenIdentity.Web.Features.Provisioning.People;
using AcRouenIdentity.Web.Features.Shared.Sessions;
using AcRouenIdentity.Web.Tests.Alarms;
using AcRouenIdentity.Web.Tests.HelpDesk;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Tests.MailClients;

/// <summary>Whatever shuts somebody out shuts their mail programs out (DESIGN, invariant 4), whether the directory answers at that moment or not.</summary>
public sealed class ApplicationPasswordEndingTests : ApplicationPasswordOwner
{
    [Fact]
    public async Task A_password_that_its_owner_changes_ends_them()
    {
        await Browser.MakePasswordAsync("Téléphone");

        await Browser.PressAsync(await Browser.GetAsync("/compte/mot-de-passe"), "Continuer");
        await Browser.ChoosePasswordAsync();

        await Host.AreGoneAsync();
    }

    [Fact]
    public async Task A_recovery_ends_them_and_those_of_nobody_else()
    {
        await Browser.MakePasswordAsync("Téléphone");
        using var neighbour = Host.NewBrowser();
        await neighbour.SignInAsync(SamplePeople.BaoNguyen);
        var theirs = await neighbour.MakePasswordAsync("Téléphone");

        await Host.RecoverAsync(Claire);

        await Eventually.BeTrueAsync(() => Task.FromResult(Host.ApplicationPasswords.Count == 1));
        Host.Reads(SamplePeople.BaoNguyen, theirs).Should().BeTrue();
    }

    [Theory]
    [InlineData(AccountAlarm.Hacked), InlineData(AccountAlarm.Contested)]
    public async Task An_alarm_ends_them(AccountAlarm alarm)
    {
        await Browser.MakePasswordAsync("Téléphone");

        await Host.RaiseAsync(Claire, alarm);

        await Host.AreGoneAsync();
    }

    [Fact]
    public async Task Whoever_contests_the_making_of_one_ends_it()
    {
        await Browser.MakePasswordAsync("Téléphone");
        using var owner = Host.NewBrowser();

        await owner.ContestAsync(await Host.ContestCodeAsync("claire.martin@ac-rouen.fr"));

        await Host.AreGoneAsync();
    }

    [Fact]
    public async Task After_an_alarm_none_is_made_while_mail_is_closed()
    {
        await Host.RaiseAsync(Claire, AccountAlarm.Hacked);
        await Host.RecoverAsync(Claire);
        using var again = Host.NewBrowser();
        await again.SignInAsync("cmartin1", SamplePeople.AnotherPassword);

        var refused = await again.AskForPasswordAsync("Téléphone");

        refused.Main.Should().Contain("fermée pour quelques heures");
        Host.ApplicationPasswords.Count.Should().Be(0);
    }

    [Theory]
    [InlineData(SessionEnd.AccountClosed), InlineData(SessionEnd.EndedByAssistance)]
    public async Task They_end_where_every_session_does_even_where_none_is_open(SessionEnd reason)
    {
        await Browser.MakePasswordAsync("Téléphone");
        await Browser.SubmitAsync(await Browser.GetAsync("/deconnexion"));
        var subject = (await Host.ApplicationPasswordsAsync()).Single().Subject;

        await Host.AskAsync<SessionEnding, bool>(async ending =>
        {
            await ending.EndAllAsync(subject, reason, default);
            return true;
        });

        await Host.AreGoneAsync();
    }

    [Fact]
    public async Task A_suspension_ends_them()
    {
        await using var story = await HelpDeskStory.OpenAsync(("MailClients:Passwords", "true"));
        using var owner = story.Host.NewBrowser();
        await owner.SignInAsync(Claire);
        await owner.MakePasswordAsync("Téléphone");

        await story.Host.AskAsync<PersonDesk, PersonDecision>(desk => desk.SuspendAsync(Claire.Login, null, new Decider("oroux1", "Enquête"), default));

        await story.Host.AreGoneAsync();
    }

    [Fact]
    public async Task Signing_out_ends_none()
    {
        var password = await Browser.MakePasswordAsync("Téléphone");

        await Browser.SubmitAsync(await Browser.GetAsync("/deconnexion"));

        (await Host.ApplicationPasswordsAsync()).Should().ContainSingle().Which.EndedAt.Should().BeNull();
        Host.Reads(Claire, password).Should().BeTrue();
    }

    [Fact]
    public async Task An_outage_at_that_moment_delays_the_end_and_loses_it_never()
    {
        var password = await Browser.MakePasswordAsync("Téléphone");
        Host.ApplicationPasswords.RefusesRemovals = true;
        await Host.RaiseAsync(Claire, AccountAlarm.Contested);
        await Host.ReadMailsAsync();
        await Host.RestartAsync();
        Host.Reads(Claire, password).Should().BeTrue("the directory was not to be reached");
        (await Host.ApplicationPasswordsAsync()).Should().ContainSingle().Which.EndedAt.Should().NotBeNull();

        Host.ApplicationPasswords.RefusesRemovals = false;
        Host.Clock.Advance(TimeSpan.FromSeconds(20));

        await Host.AreGoneAsync();
    }

    [Fact]
    public async Task A_crash_while_one_is_made_leaves_none()
    {
        Host.ApplicationPasswords.WhileAdding = () => throw new DirectoryUnavailableException("Fell silent.");
        (await Browser.AskForPasswordAsync("Téléphone")).Status.Should().Be(System.Net.HttpStatusCode.ServiceUnavailable);
        (await Host.ApplicationPasswordsAsync()).Should().ContainSingle().Which.EndedBy.Should().Be(ApplicationPasswordEnd.Unfinished);

        Host.ApplicationPasswords.WhileAdding = null;
        Host.Clock.Advance(ApplicationPassword.MakingTime);

        await Host.AreGoneAsync();
        (await Browser.GetAsync(ApplicationPasswordStory.Place)).Main.Should().NotContain("Téléphone");
    }

    [Fact]
    public async Task One_that_is_being_made_while_all_are_ended_is_none()
    {
        Host.ApplicationPasswords.WhileAdding = () => Host.RaiseAsync(Claire, AccountAlarm.Contested);

        var refused = await Browser.AskForPasswordAsync("Téléphone");

        ApplicationPasswordStory.PasswordIn(refused).Should().BeNull();
        await Host.ReadMailsAsync();
        Host.Clock.Advance(ApplicationPassword.MakingTime);
        await Host.AreGoneAsync();
    }

    [Fact]
    public async Task One_that_is_used_lives_on_and_one_that_is_not_ends_after_twelve_months()
    {
        var (used, unused) = (await Browser.MakePasswordAsync("Téléphone"), await Browser.MakePasswordAsync("Tablette"));
        await Host.ReadMailsAsync();
        Host.Clock.Advance(TimeSpan.FromDays(200));
        Host.Reads(Claire, used).Should().BeTrue();

        Host.Clock.Advance(TimeSpan.FromDays(165) + TimeSpan.FromHours(1));
        await Eventually.BeTrueAsync(() => Task.FromResult(Host.ApplicationPasswords.Count == 1));

        (Host.Reads(Claire, used), Host.Reads(Claire, unused)).Should().Be((true, false));
    }

    [Fact]
    public async Task What_the_directory_has_and_nobody_knows_goes()
    {
        await Browser.MakePasswordAsync("Téléphone");
        await Host.AskAsync<IdentityDb, int>(db => db.ApplicationPasswords.ExecuteDeleteAsync());

        await Host.ReadMailsAsync();
        Host.Clock.Advance(TimeSpan.FromHours(1));

        await Host.AreGoneAsync();
    }

    [Fact]
    public async Task Two_that_are_asked_for_at_once_are_two_or_one_and_never_two_of_a_name()
    {
        var page = await Browser.GetAsync(ApplicationPasswordStory.Making);

        var made = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Browser.PressAsync(page, "Faire le mot de passe", ("Form.Name", "Téléphone"), ("Form.Use", "Read"))));

        made.Count(one => ApplicationPasswordStory.PasswordIn(one) is not null).Should().Be(1);
        Host.ApplicationPasswords.Count.Should().Be(1);
    }
}
