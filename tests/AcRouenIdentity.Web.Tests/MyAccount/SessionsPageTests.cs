using System.Net;
using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;
using AcRouenIdentity.Web.Tests.OpenId;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Tests.MyAccount;

public sealed class SessionsPageTests : IAsyncLifetime
{
    private const string Firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
    private LogoutReceiver receiver = null!;
    private ProviderHost host = null!;
    private PlainBrowser browser = null!;
    private PlainBrowser other = null!;
    private RelyingParty ent = null!;
    private RelyingParty mail = null!;
    private RelyingParty roundcube = null!;

    public async Task InitializeAsync()
    {
        receiver = await LogoutReceiver.StartAsync();
        host = await Applications.StartAsync(
            ("OpenId:Clients:1:BackChannelLogoutUri", receiver.Address.ToString()),
            ("Places:Networks:0:Name", "Réseau des établissements"),
            ("Places:Networks:0:Range", "127.0.0.0/8"));
        (browser, other) = (host.NewBrowser(), host.NewBrowser());
        (ent, mail, roundcube) = (host.Ent(), host.Mail(), host.Roundcube());
        await browser.SignInAsync(SamplePeople.ClaireMartin);
        await other.SignInAsync(SamplePeople.ClaireMartin);
    }

    public async Task DisposeAsync()
    {
        browser.Dispose();
        other.Dispose();
        ent.Dispose();
        mail.Dispose();
        roundcube.Dispose();
        await host.DisposeAsync();
        await receiver.DisposeAsync();
    }

    [Fact]
    public async Task Each_browser_is_told_by_its_device_and_its_place_and_this_one_is_marked()
    {
        using var third = host.NewBrowser();
        var form = await third.GetAsync("/connexion");
        await third.SendAsync(SignInRequest(form, Firefox));
        var page = await browser.GetAsync("/compte/connexions");
        var browsers = page.Document.QuerySelector("ul.state")!.QuerySelectorAll("li");

        browsers.Should().HaveCount(3);
        browsers.Select(item => item.TextContent).Should().ContainSingle(text => text.Contains("Firefox sur Linux") && text.Contains("Réseau des établissements"));
        browsers.Should().ContainSingle(item => item.QuerySelector(".fr-badge") != null);
    }

    [Fact]
    public async Task To_end_a_sign_in_elsewhere_ends_its_tokens_and_tells_its_applications()
    {
        var tokens = await ent.SignInAsync(other);
        var page = await browser.PressAsync(await browser.GetAsync("/compte/connexions"), "Fermer Navigateur inconnu");

        (await browser.FollowAsync(page)).Html.Should().Contain("Connexion fermée");
        (await other.IsSignedInAsync()).Should().BeFalse();
        (await browser.IsSignedInAsync()).Should().BeTrue();
        (await ent.UserInfoAsync(tokens.AccessToken)).Status.Should().Be(HttpStatusCode.Unauthorized);
        await Eventually.BeTrueAsync(() => Task.FromResult(receiver.Tokens.Count == 1));
    }

    [Fact]
    public async Task To_end_all_others_leaves_this_browser_alone_signed_in()
    {
        using var third = host.NewBrowser();
        await third.SignInAsync(SamplePeople.ClaireMartin);
        await browser.PressAsync(await browser.GetAsync("/compte/connexions"), "Fermer toutes les autres");

        (await other.IsSignedInAsync()).Should().BeFalse();
        (await third.IsSignedInAsync()).Should().BeFalse();
        (await browser.IsSignedInAsync()).Should().BeTrue();
    }

    [Fact]
    public async Task Nobody_ends_the_sign_in_of_somebody_else()
    {
        using var stranger = host.NewBrowser();
        using var second = host.NewBrowser();
        await stranger.SignInAsync(SamplePeople.OdileRoux);
        await second.SignInAsync(SamplePeople.OdileRoux);
        var id = await host.AskAsync<IdentityDb, string>(db => db.Sessions.Where(session => session.DirectoryKey == SamplePeople.ClaireMartin.Key.Value).Select(session => session.Id).FirstAsync());
        await stranger.PressAsync(await stranger.GetAsync("/compte/connexions"), "Fermer Navigateur inconnu", ("id", id));

        (await browser.IsSignedInAsync()).Should().BeTrue();
        (await other.IsSignedInAsync()).Should().BeTrue();
        (await second.IsSignedInAsync()).Should().BeTrue();
    }

    [Fact]
    public async Task Applications_say_what_they_receive()
    {
        await ent.SignInAsync(other);
        await roundcube.SignInAsync(browser);
        var page = await browser.GetAsync("/compte/connexions");
        var applications = page.Document.QuerySelector("h2 ~ ul.state")!.QuerySelectorAll("li").Select(item => item.TextContent).ToList();

        applications.Should().HaveCount(2);
        applications.Should().ContainSingle(text => text.Contains("Messagerie") && text.Contains("boîte aux lettres"));
        applications.Should().ContainSingle(text => text.Contains("Espace numérique de travail") && text.Contains("établissements") && !text.Contains("boîte aux lettres"));
    }

    [Fact]
    public async Task An_application_whose_access_is_withdrawn_holds_nothing_any_more_and_is_told()
    {
        var tokens = await ent.SignInAsync(other);
        var mailTokens = await roundcube.SignInAsync(other);
        var page = await browser.PressAsync(await browser.GetAsync("/compte/connexions"), "Retirer l’accès Espace numérique de travail");

        (await browser.FollowAsync(page)).Html.Should().Contain("L’accès de l’application est retiré").And.NotContain("Reçoit : votre identifiant anonyme, votre nom et votre identifiant, votre adresse professionnelle, vos établissements");
        (await ent.UserInfoAsync(tokens.AccessToken)).Status.Should().Be(HttpStatusCode.Unauthorized);
        (await mail.IntrospectAsync(mailTokens.AccessToken)).IsActive.Should().BeTrue("another application is another matter");
        (await other.IsSignedInAsync()).Should().BeTrue();
        await Eventually.BeTrueAsync(() => Task.FromResult(receiver.Tokens.Count == 1));
    }

    [Fact]
    public async Task An_application_that_was_withdrawn_may_be_opened_anew()
    {
        await ent.SignInAsync(other);
        await browser.PressAsync(await browser.GetAsync("/compte/connexions"), "Retirer l’accès Espace numérique de travail");
        var tokens = await ent.SignInAsync(other);

        (await ent.UserInfoAsync(tokens.AccessToken)).Status.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task What_its_owner_ended_stands_in_the_trail_once()
    {
        await browser.PressAsync(await browser.GetAsync("/compte/connexions"), "Fermer toutes les autres");

        (await host.AskAsync<IdentityDb, int>(db => db.AuditEntries.CountAsync(entry => entry.Kind == AuditKind.SessionsEnded && entry.Json.Contains("EndedByOwner")))).Should().Be(1);
    }

    [Fact]
    public async Task A_User_Agent_of_any_length_signs_in()
    {
        using var third = host.NewBrowser();
        var signedIn = await third.SendAsync(SignInRequest(await third.GetAsync("/connexion"), string.Concat(Enumerable.Repeat("Firefox/1 ", 400))));

        signedIn.Redirect.Should().NotBeNull();
    }

    private static HttpRequestMessage SignInRequest(WebPage form, string agent)
    {
        var token = form.Form.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var request = new HttpRequestMessage(HttpMethod.Post, "/connexion")
        {
            Content = new FormUrlEncodedContent(
            [
                new("__RequestVerificationToken", token), new("Form.Name", SamplePeople.ClaireMartin.Login.ToString()), new("Form.Password", SamplePeople.Password),
            ]),
        };
        request.Headers.TryAddWithoutValidation("User-Agent", agent);
        return request;
    }
}
