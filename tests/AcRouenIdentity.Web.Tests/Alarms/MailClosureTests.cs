using System.Net;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;
using AcRouenIdentity.Web.Tests.OpenId;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Tests.Alarms;

/// <summary>After a hack: which applications open again, which stay closed, and until when.</summary>
public sealed class MailClosureTests : IAsyncLifetime
{
    private static readonly TimeSpan Closure = TimeSpan.FromHours(48);
    private static readonly Person Claire = SamplePeople.ClaireMartin;
    private ProviderHost host = null!;
    private PlainBrowser browser = null!;
    private RelyingParty ent = null!;
    private RelyingParty roundcube = null!;
    private RelyingParty thunderbird = null!;
    private RelyingParty mail = null!;

    public async Task InitializeAsync()
    {
        host = await Applications.StartAsync();
        browser = host.NewBrowser();
        (ent, roundcube, thunderbird, mail) = (host.Ent(), host.Roundcube(), host.Thunderbird(), host.Mail());
        await browser.SignInAsync(Claire);
    }

    public async Task DisposeAsync()
    {
        browser.Dispose();
        ent.Dispose();
        roundcube.Dispose();
        thunderbird.Dispose();
        mail.Dispose();
        await host.DisposeAsync();
    }

    [Theory]
    [InlineData(AccountAlarm.Hacked), InlineData(AccountAlarm.Contested)]
    public async Task Every_token_given_before_is_dead(AccountAlarm alarm)
    {
        var tokens = await roundcube.SignInAsync(browser);
        var code = await ent.GetCodeAsync(browser);

        await host.RaiseAsync(Claire, alarm);

        (await mail.IntrospectAsync(tokens.AccessToken)).IsActive.Should().BeFalse();
        (await roundcube.RefreshAsync(tokens.RefreshToken)).Error.Should().Be("invalid_grant");
        (await ent.RedeemAsync(code)).Error.Should().Be("invalid_grant");
    }

    [Fact]
    public async Task A_token_that_escaped_the_ending_is_worth_nothing_while_the_account_is_blocked()
    {
        var tokens = await roundcube.SignInAsync(browser);
        await SetAsync(AccountAlarm.Contested, mailClosedUntil: null);

        (await mail.IntrospectAsync(tokens.AccessToken)).IsActive.Should().BeFalse();
        (await roundcube.RefreshAsync(tokens.RefreshToken)).Error.Should().Be("invalid_grant");
        (await roundcube.UserInfoAsync(tokens.AccessToken)).Status.Should().Be(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task With_mail_closed_no_side_door_reads_it_and_other_applications_notice_nothing()
    {
        var tokens = await roundcube.SignInAsync(browser);
        var program = await thunderbird.SignInAsync(browser);
        var code = await roundcube.GetCodeAsync(browser);
        var portal = await ent.SignInAsync(browser);
        await SetAsync(alarm: null, host.Clock.GetUtcNow() + Closure);

        (await mail.IntrospectAsync(tokens.AccessToken)).IsActive.Should().BeFalse();
        (await mail.IntrospectAsync(program.AccessToken)).IsActive.Should().BeFalse("its scope goes by another name");
        (await roundcube.RefreshAsync(tokens.RefreshToken)).Error.Should().Be("invalid_grant");
        (await roundcube.RefreshAsync(tokens.RefreshToken, ("scope", "openid profile"))).Error.Should().Be("invalid_grant", "the next one would have all scopes again");
        (await thunderbird.RefreshAsync(program.RefreshToken)).Error.Should().Be("invalid_grant");
        (await roundcube.RedeemAsync(code)).Error.Should().Be("invalid_grant");
        (await ent.UserInfoAsync(portal.AccessToken)).Status.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task After_recovery_business_applications_open_and_mail_says_until_when_it_is_closed()
    {
        await host.RaiseAsync(Claire, AccountAlarm.Hacked);
        await host.RecoverAsync(Claire);
        await SignInAgainAsync();

        var asked = await browser.GetAsync(roundcube.AuthorizePath());
        var told = await browser.FollowAsync(asked);
        var silent = roundcube.Answer(await browser.GetAsync(roundcube.AuthorizePath(("prompt", "none"))));

        (await ent.SignInAsync(browser)).Has("access_token").Should().BeTrue();
        told.Address.AbsolutePath.Should().Be("/connexion/messagerie-fermee");
        var until = TimeZoneInfo.ConvertTime(host.Clock.GetUtcNow() + Closure, TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris"));
        told.Main.Should().Contain(until.ToString("HH:mm", null)).And.Contain(until.ToString("yyyy", null));
        silent["error"].Should().Be("access_denied");
    }

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    public async Task Mail_opens_again_when_it_was_said_and_not_a_second_before(int seconds, bool isOpen)
    {
        await host.RaiseAsync(Claire, AccountAlarm.Hacked);
        await host.RecoverAsync(Claire);
        await host.ReadMailsAsync();
        host.Clock.AdjustTime(host.Clock.GetUtcNow() + Closure + TimeSpan.FromSeconds(seconds));
        await SignInAgainAsync();

        var answer = await browser.GetAsync(roundcube.AuthorizePath());

        answer.Redirect!.AbsolutePath.Should().Be(isOpen ? new Uri(roundcube.RedirectUri).AbsolutePath : "/connexion/messagerie-fermee");
    }

    [Fact]
    public async Task A_contest_closes_the_account_and_after_recovery_leaves_mail_open()
    {
        await host.RaiseAsync(Claire, AccountAlarm.Contested);
        await host.RecoverAsync(Claire);
        await SignInAgainAsync();

        (await roundcube.SignInAsync(browser)).Has("access_token").Should().BeTrue();
        (await browser.GetAsync("/connexion/messagerie-fermee")).Heading.Should().Be("Votre messagerie est ouverte");
    }

    private async Task SignInAgainAsync() => (await browser.SignInAsync("cmartin1", SamplePeople.AnotherPassword)).Redirect.Should().NotBeNull();

    /// <summary>As it is for a request that comes between the two halves of another.</summary>
    private Task<int> SetAsync(AccountAlarm? alarm, DateTimeOffset? mailClosedUntil) => host.AskAsync<IdentityDb, int>(db => db.Accounts.ExecuteUpdateAsync(update => update
        .SetProperty(account => account.Alarm, alarm).SetProperty(account => account.MailClosedUntil, mailClosedUntil)));
}
