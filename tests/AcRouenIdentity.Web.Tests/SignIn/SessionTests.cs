using System.Net;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Tests.SignIn;

public sealed class SessionTests : IAsyncLifetime
{
    private const string CookieName = "acrouen-session";
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

    [Fact]
    public async Task On_a_shared_computer_which_is_the_default_the_session_ends_with_the_browser()
    {
        var page = await browser.SignInAsync(SamplePeople.ClaireMartin);

        CookieOf(page).Should().NotContainEquivalentOf("expires=").And.ContainEquivalentOf("httponly").And.ContainEquivalentOf("samesite=lax");
    }

    [Fact]
    public async Task On_a_device_of_ones_own_the_session_outlives_the_browser()
    {
        var page = await browser.SignInOnOwnDeviceAsync(SamplePeople.ClaireMartin);

        CookieOf(page).Should().ContainEquivalentOf("expires=");
    }

    [Fact]
    public async Task A_restart_of_the_provider_signs_nobody_out()
    {
        await browser.SignInAsync(SamplePeople.ClaireMartin);
        await host.RestartAsync();

        (await browser.IsSignedInAsync()).Should().BeTrue();
    }

    [Fact]
    public async Task A_shared_computer_left_alone_for_an_hour_knows_nobody_any_more()
    {
        await browser.SignInAsync(SamplePeople.ClaireMartin);
        host.Clock.Advance(TimeSpan.FromMinutes(59));
        (await browser.IsSignedInAsync()).Should().BeTrue("59 minutes are less than an hour, and this visit counts");
        host.Clock.Advance(TimeSpan.FromMinutes(59));
        (await browser.IsSignedInAsync()).Should().BeTrue("the last visit was 59 minutes ago");
        host.Clock.Advance(TimeSpan.FromMinutes(60));
        (await browser.IsSignedInAsync()).Should().BeFalse();
    }

    [Fact]
    public async Task Even_a_session_that_is_always_used_ends_after_twelve_hours()
    {
        await browser.SignInAsync(SamplePeople.ClaireMartin);
        for (var visit = 0; visit < 15; visit++)
        {
            host.Clock.Advance(TimeSpan.FromMinutes(50));
            await browser.GetAsync("/connexion");
        }

        (await browser.IsSignedInAsync()).Should().BeFalse();
    }

    [Fact]
    public async Task Signing_out_is_asked_first_and_then_final_even_for_a_stolen_cookie()
    {
        await browser.SignInAsync(SamplePeople.ClaireMartin);
        var stolen = browser.Cookies.GetCookies(host.Address)[CookieName]!.Value;
        var asked = await browser.GetAsync("/deconnexion");
        (await browser.IsSignedInAsync()).Should().BeTrue("asking is not signing out");

        var answer = await browser.FollowAsync(await browser.SubmitAsync(asked));

        answer.Heading.Should().Be("Vous êtes déconnecté");
        using var thief = host.NewBrowser();
        thief.Cookies.Add(host.Address, new Cookie(CookieName, stolen));
        (await thief.IsSignedInAsync()).Should().BeFalse();
    }

    [Fact]
    public async Task A_colleague_who_signs_in_on_the_same_computer_ends_the_session_before()
    {
        await browser.SignInAsync(SamplePeople.ClaireMartin);
        var first = browser.Cookies.GetCookies(host.Address)[CookieName]!.Value;
        await browser.SignInAsync(SamplePeople.BaoNguyen, "/connexion?verification=1");

        using var left = host.NewBrowser();
        left.Cookies.Add(host.Address, new Cookie(CookieName, first));
        (await left.IsSignedInAsync()).Should().BeFalse();
        (await browser.IsSignedInAsync()).Should().BeTrue();
    }

    [Fact]
    public async Task Proving_it_again_renews_the_same_session()
    {
        await browser.SignInAsync(SamplePeople.ClaireMartin);
        host.Clock.Advance(TimeSpan.FromMinutes(30));
        await browser.SignInAsync(SamplePeople.ClaireMartin, "/connexion?verification=1");

        var sessions = await host.AskAsync((IdentityDb db) => db.Sessions.ToListAsync());
        sessions.Should().ContainSingle().Which.AuthenticatedAt.Should().BeCloseTo(host.Clock.GetUtcNow(), TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task A_session_that_reached_its_limit_is_ended_without_anybody_coming()
    {
        await browser.SignInAsync(SamplePeople.ClaireMartin);
        host.Clock.Advance(TimeSpan.FromHours(12));
        host.Clock.Advance(TimeSpan.FromMinutes(1));

        await Eventually.BeTrueAsync(async () =>
            await host.AskAsync((IdentityDb db) => db.Sessions.AllAsync(session => session.EndedAt != null)));
    }

    [Fact]
    public async Task A_session_that_was_over_a_year_ago_is_forgotten_and_a_later_one_is_not()
    {
        foreach (var _ in Enumerable.Range(0, 2))
        {
            using var one = host.NewBrowser();
            await one.SignInAsync(SamplePeople.ClaireMartin);
        }

        var now = host.Clock.GetUtcNow();
        await host.AskAsync((IdentityDb db) => db.Sessions.OrderBy(session => session.Id).Take(1).ExecuteUpdateAsync(update => update.SetProperty(session => session.EndedAt, now.AddDays(-366))));
        await host.AskAsync((IdentityDb db) => db.Sessions.Where(session => session.EndedAt == null).ExecuteUpdateAsync(update => update.SetProperty(session => session.EndedAt, now.AddDays(-364))));
        host.Clock.Advance(TimeSpan.FromMinutes(2));

        await Eventually.BeTrueAsync(async () => await host.AskAsync((IdentityDb db) => db.Sessions.CountAsync()) == 1);
        (await host.AskAsync((IdentityDb db) => db.Sessions.SingleAsync())).EndedAt.Should().Be(now.AddDays(-364));
    }

    private static string CookieOf(WebPage page) =>
        page.Response.Headers.GetValues("Set-Cookie").Single(cookie => cookie.StartsWith(CookieName, StringComparison.Ordinal));
}
