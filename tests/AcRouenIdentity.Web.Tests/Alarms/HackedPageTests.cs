using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;
using AcRouenIdentity.Testing.Passkeys;
using AcRouenIdentity.Testing.Recovery;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Tests.Alarms;

/// <summary>The one page for whoever still gets in, and so does somebody else.</summary>
public sealed class HackedPageTests : IAsyncLifetime
{
    private const string Path = "/compte/piratage";
    private const string Button = "Fermer tout et bloquer le compte";
    private static readonly Person Claire = SamplePeople.ClaireMartin;
    private ProviderHost host = null!;
    private PlainBrowser browser = null!;

    public async Task InitializeAsync()
    {
        host = await ProviderHost.StartAsync();
        browser = host.NewBrowser();
        await browser.SignInAsync(Claire);
    }

    public async Task DisposeAsync()
    {
        browser.Dispose();
        await host.DisposeAsync();
    }

    [Fact]
    public async Task It_ends_everything_this_browser_too_and_leads_to_recovery()
    {
        using var thief = host.NewBrowser();
        await thief.SignInAsync(Claire);

        var after = await browser.FollowAsync(await browser.PressAsync(await browser.GetAsync(Path), Button));

        after.Heading.Should().Be(AlarmStory.Blocked);
        after.Document.QuerySelector("main a.fr-btn")!.GetAttribute("href").Should().Be(RecoveryStory.Choice);
        (await browser.IsSignedInAsync()).Should().BeFalse();
        (await thief.IsSignedInAsync()).Should().BeFalse();
        (await host.AlarmOfAsync(Claire)).Should().Be(AccountAlarm.Hacked);
        (await host.AskAsync<IdentityDb, DateTimeOffset?>(db => db.Accounts.Select(account => account.MailClosedUntil).SingleAsync())).Should().Be(host.Clock.GetUtcNow() + TimeSpan.FromHours(48));
    }

    [Fact]
    public async Task It_shows_what_happened_and_what_was_added_of_late_with_where_to_remove_it()
    {
        using var authenticator = new SoftAuthenticator(host.Address);
        await browser.AddPasskeyAsync(authenticator);
        await host.GiveBackupAddressAsync(Claire, "voleur@exemple.fr", host.Clock.GetUtcNow());

        var page = await browser.GetAsync(Path);

        page.Main.Should().Contain("voleur@exemple.fr").And.Contain("48 heures");
        page.Document.QuerySelectorAll("main .state a").Select(link => link.GetAttribute("href")).Should().BeEquivalentTo("/compte/cles", "/compte/adresses");
        page.Document.QuerySelectorAll("main table tbody tr").Should().HaveCountGreaterThan(1);
    }

    [Fact]
    public async Task What_was_added_long_ago_is_not_shown_among_what_is_new()
    {
        await host.GiveBackupAddressAsync(Claire, "claire@exemple.fr", host.Clock.GetUtcNow());
        await host.ReadMailsAsync();
        host.Clock.AdjustTime(host.Clock.GetUtcNow() + TimeSpan.FromDays(30) + TimeSpan.FromSeconds(1));
        await browser.SignInAsync(Claire);

        (await browser.GetAsync(Path)).Main.Should().NotContain("claire@exemple.fr").And.Contain("Rien n’a été ajouté");
    }

    [Fact]
    public async Task Opening_it_changes_nothing()
    {
        await browser.GetAsync(Path);
        await browser.GetAsync($"{Path}?handler=Post");

        (await host.AlarmOfAsync(Claire)).Should().BeNull();
        (await browser.IsSignedInAsync()).Should().BeTrue();
    }

    [Fact]
    public async Task Somebody_at_a_browser_that_was_left_open_is_asked_who_they_are_first()
    {
        var page = await browser.GetAsync(Path);
        await host.ReadMailsAsync();
        host.Clock.AdjustTime(host.Clock.GetUtcNow() + TimeSpan.FromMinutes(30));

        var pressed = await browser.PressAsync(page, Button);

        pressed.Redirect!.AbsolutePath.Should().Be("/connexion");
        (await host.AlarmOfAsync(Claire)).Should().BeNull();
    }

    [Fact]
    public async Task Whoever_cannot_sign_in_finds_the_way_from_the_help_of_the_sign_in_page()
    {
        using var stranger = host.NewBrowser();

        var link = (await stranger.GetAsync("/aide/connexion")).Document.QuerySelectorAll("main a").Single(link => link.TextContent == "Mon compte s’est fait pirater");

        link.GetAttribute("href").Should().Be("/mot-de-passe-oublie?piratage=true");
        ((int)(await stranger.GetAsync(link.GetAttribute("href")!)).Status).Should().Be(200);
    }

    [Theory]
    [InlineData("/compte"), InlineData("/compte/connexions"), InlineData("/compte/activite"), InlineData("/aide")]
    public async Task Pages_where_somebody_notices_it_lead_here(string path) =>
        (await browser.GetAsync(path)).Document.QuerySelectorAll($"main a[href='{Path}']").Should().NotBeEmpty();
}
