using AcRouenIdentity.Domain.ApplicationPasswords;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Domain.SignIn;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;
using AcRouenIdentity.Testing.Recovery;
using AcRouenIdentity.Web.Features.Shared.Sessions;
using AcRouenIdentity.Web.Tests.Alarms;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Tests.MailClients;

/// <summary>Whatever shuts somebody out shuts their mail programs out (DESIGN, invariant 4), whether the directory answers at that moment or not.</summary>
public sealed class ApplicationPasswordEndingTests : IAsyncLifetime
{
    private static readonly Person Claire = SamplePeople.ClaireMartin;
    private ProviderHost host = null!;
    private PlainBrowser browser = null!;

    public async Task InitializeAsync()
    {
        host = await MailSettings.StartAsync();
        browser = host.NewBrowser();
        await browser.SignInAsync(Claire);
    }

    public async Task DisposeAsync()
    {
        browser.Dispose();
        await host.DisposeAsync();
    }

    [Fact]
    public async Task A_password_that_its_owner_changes_ends_them()
    {
        await browser.MakePasswordAsync("Téléphone");

        await browser.PressAsync(await browser.GetAsync("/compte/mot-de-passe"), "Continuer");
        await browser.ChoosePasswordAsync();

        await host.AreGoneAsync();
    }

    [Fact]
    public async Task A_recovery_ends_them_and_those_of_nobody_else()
    {
        await browser.MakePasswordAsync("Téléphone");
        using var neighbour = host.NewBrowser();
        await neighbour.SignInAsync(SamplePeople.BaoNguyen);
        var theirs = await neighbour.MakePasswordAsync("Téléphone");

        await host.RecoverAsync(Claire);

        await Eventually.BeTrueAsync(() => Task.FromResult(host.ApplicationPasswords.Count == 1));
        host.Reads(SamplePeople.BaoNguyen, theirs).Should().BeTrue();
    }

    [Theory]
    [InlineData(AccountAlarm.Hacked), InlineData(AccountAlarm.Contested)]
    public async Task An_alarm_ends_them(AccountAlarm alarm)
    {
        await browser.MakePasswordAsync("Téléphone");

        await host.RaiseAsync(Claire, alarm);

        await host.AreGoneAsync();
    }

    [Fact]
    public async Task Whoever_contests_the_making_of_one_ends_it()
    {
        await browser.MakePasswordAsync("Téléphone");
        using var owner = host.NewBrowser();

        await owner.ContestAsync(await host.ContestCodeAsync("claire.martin@ac-rouen.fr"));

        await host.AreGoneAsync();
    }

    [Fact]
    public async Task After_an_alarm_none_is_made_while_mail_is_closed()
    {
        await host.RaiseAsync(Claire, AccountAlarm.Hacked);
        await host.RecoverAsync(Claire);
        using var again = host.NewBrowser();
        await again.SignInAsync("cmartin1", SamplePeople.AnotherPassword);

        var refused = await again.AskForPasswordAsync("Téléphone");

        refused.Main.Should().Contain("fermée pour quelques heures");
        host.ApplicationPasswords.Count.Should().Be(0);
    }

    [Theory]
    [InlineData(SessionEnd.AccountClosed), InlineData(SessionEnd.EndedByAssistance)]
    public async Task They_end_where_every_session_does_even_where_none_is_open(SessionEnd reason)
    {
        await browser.MakePasswordAsync("Téléphone");
        await browser.SubmitAsync(await browser.GetAsync("/deconnexion"));
        var subject = (await host.ApplicationPasswordsAsync()).Single().Subject;

        await host.AskAsync<SessionEnding, bool>(async ending =>
        {
            await ending.EndAllAsync(subject, reason, default);
            return true;
        });

        await host.AreGoneAsync();
    }

    [Fact]
    public async Task Signing_out_ends_none()
    {
        var password = await browser.MakePasswordAsync("Téléphone");

        await browser.SubmitAsync(await browser.GetAsync("/deconnexion"));

        (await host.ApplicationPasswordsAsync()).Should().ContainSingle().Which.EndedAt.Should().BeNull();
        host.Reads(Claire, password).Should().BeTrue();
    }

    [Fact]
    public async Task An_outage_at_that_moment_delays_the_end_and_loses_it_never()
    {
        var password = await browser.MakePasswordAsync("Téléphone");
        host.ApplicationPasswords.RefusesRemovals = true;
        await host.RaiseAsync(Claire, AccountAlarm.Contested);
        await host.ReadMailsAsync();
        await host.RestartAsync();
        host.Reads(Claire, password).Should().BeTrue("the directory was not to be reached");
        (await host.ApplicationPasswordsAsync()).Should().ContainSingle().Which.EndedAt.Should().NotBeNull();

        host.ApplicationPasswords.RefusesRemovals = false;
        host.Clock.Advance(TimeSpan.FromSeconds(20));

        await host.AreGoneAsync();
    }

    [Fact]
    public async Task A_crash_while_one_is_made_leaves_none()
    {
        host.ApplicationPasswords.WhileAdding = () => throw new DirectoryUnavailableException("Fell silent.");
        (await browser.AskForPasswordAsync("Téléphone")).Status.Should().Be(System.Net.HttpStatusCode.ServiceUnavailable);
        (await host.ApplicationPasswordsAsync()).Should().ContainSingle().Which.EndedBy.Should().Be(ApplicationPasswordEnd.Unfinished);

        host.ApplicationPasswords.WhileAdding = null;
        host.Clock.Advance(ApplicationPassword.MakingTime);

        await host.AreGoneAsync();
        (await browser.GetAsync(ApplicationPasswordStory.Place)).Main.Should().NotContain("Téléphone");
    }

    [Fact]
    public async Task One_that_is_being_made_while_all_are_ended_is_none()
    {
        host.ApplicationPasswords.WhileAdding = () => host.RaiseAsync(Claire, AccountAlarm.Contested);

        var refused = await browser.AskForPasswordAsync("Téléphone");

        ApplicationPasswordStory.PasswordIn(refused).Should().BeNull();
        await host.ReadMailsAsync();
        host.Clock.Advance(ApplicationPassword.MakingTime);
        await host.AreGoneAsync();
    }

    [Fact]
    public async Task One_that_is_used_lives_on_and_one_that_is_not_ends_after_twelve_months()
    {
        var (used, unused) = (await browser.MakePasswordAsync("Téléphone"), await browser.MakePasswordAsync("Tablette"));
        await host.ReadMailsAsync();
        host.Clock.Advance(TimeSpan.FromDays(200));
        host.Reads(Claire, used).Should().BeTrue();

        host.Clock.Advance(TimeSpan.FromDays(165) + TimeSpan.FromHours(1));
        await Eventually.BeTrueAsync(() => Task.FromResult(host.ApplicationPasswords.Count == 1));

        (host.Reads(Claire, used), host.Reads(Claire, unused)).Should().Be((true, false));
    }

    [Fact]
    public async Task What_the_directory_has_and_nobody_knows_goes()
    {
        await browser.MakePasswordAsync("Téléphone");
        await host.AskAsync<IdentityDb, int>(db => db.ApplicationPasswords.ExecuteDeleteAsync());

        await host.ReadMailsAsync();
        host.Clock.Advance(TimeSpan.FromHours(1));

        await host.AreGoneAsync();
    }

    [Fact]
    public async Task Two_that_are_asked_for_at_once_are_two_or_one_and_never_two_of_a_name()
    {
        var page = await browser.GetAsync(ApplicationPasswordStory.Making);

        var made = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => browser.PressAsync(page, "Faire le mot de passe", ("Form.Name", "Téléphone"), ("Form.Use", "Read"))));

        made.Count(one => ApplicationPasswordStory.PasswordIn(one) is not null).Should().Be(1);
        host.ApplicationPasswords.Count.Should().Be(1);
    }
}
