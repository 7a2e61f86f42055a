using System.Net;
using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Tests.OpenId;

/// <summary>A screen in a staff room and its like (RFC 8628): it has no browser, shows a code and waits until its owner typed it elsewhere.</summary>
public sealed class DeviceAuthorizationTests : IAsyncLifetime
{
    private const string Path = "/appareil";
    private const string Next = "Continuer";
    private const string Allow = "Oui, connecter cet appareil";
    private const string Refuse = "Non, refuser";

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private ProviderHost host = null!;
    private PlainBrowser browser = null!;
    private RelyingParty device = null!;
    private RelyingParty ent = null!;

    public async Task InitializeAsync()
    {
        host = await Applications.StartAsync(
            ("OpenId:Clients:4:Id", "ecran"), ("OpenId:Clients:4:Name", "Écran de la salle des professeurs"), ("OpenId:Clients:4:Kind", "Public"), ("OpenId:Clients:4:DeviceAuthorization", "Allowed"),
            ("OpenId:Clients:4:Scopes:0", "openid"), ("OpenId:Clients:4:Scopes:1", "profile"), ("OpenId:Clients:4:Scopes:2", "offline_access"), ("OpenId:Clients:4:Scopes:3", "mail"));
        browser = host.NewBrowser();
        device = new RelyingParty(host.Address, "ecran", secret: null);
        ent = host.Ent();
        await browser.SignInAsync(SamplePeople.ClaireMartin);
    }

    public async Task DisposeAsync()
    {
        browser.Dispose();
        device.Dispose();
        ent.Dispose();
        await host.DisposeAsync();
    }

    [Fact]
    public async Task A_device_is_told_where_its_owner_goes_and_what_they_type()
    {
        var asked = await AskAsync();

        asked.Get("user_code").Should().MatchRegex("^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$");
        asked.Get("verification_uri").Should().Be(new Uri(host.Address, "appareil").ToString());
        asked.Json.GetProperty("expires_in").GetInt32().Should().BeInRange(595, 600);
        asked.Has("verification_uri_complete").Should().BeFalse("a code that stands in an address was chosen by whoever made the address");
    }

    [Fact]
    public async Task Its_owner_types_the_code_sees_who_asks_and_lets_it_in()
    {
        var asked = await AskAsync();
        (await PollAsync(asked)).Error.Should().Be("authorization_pending");

        var question = await TypeAsync(asked.Get("user_code"));
        question.Heading.Should().Be("Connecter cet appareil à Écran de la salle des professeurs ?");
        question.Main.Should().Contain(asked.Get("user_code")).And.Contain("Claire Martin").And.Contain("127.0.0.1").And.Contain("Firefox sur Android").And.NotContain("ConsentScope");
        var done = await browser.FollowAsync(await browser.PressAsync(question, Allow));
        var tokens = await PollAsync(asked);

        done.Heading.Should().Be("L’appareil est connecté");
        Jwt.Body(tokens.IdToken).GetProperty("preferred_username").GetString().Should().Be("cmartin1");
        Jwt.Body(tokens.IdToken).GetProperty("aud").GetString().Should().Be("ecran");
        Jwt.Names(tokens.IdToken).Should().NotContain(name => name.StartsWith("device", StringComparison.Ordinal));
        Jwt.Names(tokens.AccessToken).Should().NotContain(name => name.StartsWith("device", StringComparison.Ordinal));
        (await device.RefreshAsync(tokens.RefreshToken)).Has("access_token").Should().BeTrue();
        (await host.AskAsync((IdentityDb db) => db.AuditEntries.SingleAsync(entry => entry.Kind == AuditKind.DeviceLetIn))).Json.Should().Contain("ecran");
    }

    [Fact]
    public async Task A_device_is_told_what_its_owner_read_and_nothing_by_name()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/connect/device");
        request.Content = new FormUrlEncodedContent([new("client_id", "ecran"), new("scope", "openid"), new("claims", """{"id_token":{"name":null},"userinfo":{"name":null}}""")]);
        var asked = await device.SendAsync(request);
        await browser.PressAsync(await TypeAsync(asked.Get("user_code")), Allow);

        var tokens = await PollAsync(asked);

        Jwt.Names(tokens.IdToken).Should().NotContain("name");
        (await device.UserInfoAsync(tokens.AccessToken)).Has("name").Should().BeFalse();
    }

    [Fact]
    public async Task A_code_is_read_as_it_was_meant()
    {
        var asked = await AskAsync();

        (await TypeAsync($" {asked.Get("user_code").Replace("-", "  ").Replace('0', 'o').Replace('1', 'l').ToLowerInvariant()} ")).Heading.Should().StartWith("Connecter cet appareil à");
    }

    [Fact]
    public async Task Whoever_refuses_ends_it_and_the_device_is_told()
    {
        var asked = await AskAsync();

        var done = await browser.FollowAsync(await browser.PressAsync(await TypeAsync(asked.Get("user_code")), Refuse));

        done.Heading.Should().Be("L’appareil a été refusé");
        (await PollAsync(asked)).Error.Should().Be("access_denied");
        (await TypeAsync(asked.Get("user_code"))).Main.Should().Contain("a déjà servi");
    }

    [Fact]
    public async Task A_code_lets_one_device_in_once()
    {
        var asked = await AskAsync();
        var question = await TypeAsync(asked.Get("user_code"));
        var again = await TypeAsync(asked.Get("user_code"));

        await browser.PressAsync(question, Allow);
        var twice = await browser.PressAsync(again, Allow);
        var first = await PollAsync(asked);
        var second = await PollAsync(asked);

        twice.Main.Should().Contain("a déjà servi");
        first.Has("access_token").Should().BeTrue("a second press of the button throws nobody out");
        second.Has("access_token").Should().BeFalse();
        second.Error.Should().Be("invalid_grant");
    }

    [Fact]
    public async Task Only_one_of_two_people_who_type_the_same_code_lets_it_in()
    {
        using var other = host.NewBrowser();
        await other.SignInAsync(SamplePeople.EtienneJoubert);
        var asked = await AskAsync();
        var question = await TypeAsync(asked.Get("user_code"));
        var others = await TypeAsync(asked.Get("user_code"), other);

        var pressed = await Task.WhenAll(browser.PressAsync(question, Allow), other.PressAsync(others, Allow));
        pressed.Where(page => page.Redirect?.Query == "?fait=Allowed").Should().ContainSingle("whoever came second is not told that it was they");
        pressed.Where(page => page.Main.Contains("a déjà servi", StringComparison.Ordinal)).Should().ContainSingle();
        var tokens = await PollAsync(asked);

        (await host.AskAsync((IdentityDb db) => db.AuditEntries.Where(entry => entry.Kind == AuditKind.DeviceLetIn).ToListAsync()))
            .Should().ContainSingle().Which.Subject.Should().Be(Jwt.Body(tokens.IdToken).GetProperty("sub").GetString());
    }

    [Fact]
    public async Task A_code_is_over_after_ten_minutes_for_its_owner_and_for_the_device()
    {
        var asked = await AskAsync();
        var question = await TypeAsync(asked.Get("user_code"));

        host.Clock.Advance(TimeSpan.FromMinutes(11));

        (await browser.PressAsync(question, Allow)).Main.Should().Contain("a expiré");
        (await PollAsync(asked)).Error.Should().Be("expired_token");
    }

    [Fact]
    public async Task A_device_that_asks_too_often_is_told_to_slow_down_and_is_answered_once_it_does()
    {
        var asked = await AskAsync();
        (await PollAsync(asked)).Error.Should().Be("authorization_pending");

        (await PollAsync(asked, TimeSpan.FromSeconds(1))).Error.Should().Be("slow_down");
        (await PollAsync(asked)).Error.Should().Be("slow_down", "it waits five seconds longer from then on");
        (await PollAsync(asked, 3 * Interval)).Error.Should().Be("authorization_pending");
    }

    [Fact]
    public async Task Nobody_types_a_code_before_they_are_signed_in()
    {
        using var stranger = host.NewBrowser();

        (await stranger.GetAsync(Path)).Redirect!.PathAndQuery.Should().Be("/connexion?retour=%2Fappareil");
    }

    [Fact]
    public async Task A_code_in_an_address_is_passed_over_and_one_that_another_site_posts_is_refused()
    {
        var asked = await AskAsync();
        var fromLink = await browser.GetAsync($"{Path}?user_code={asked.Get("user_code")}&Code={asked.Get("user_code")}&decision=autoriser");
        using var forged = new HttpRequestMessage(HttpMethod.Post, Path)
        {
            Content = new FormUrlEncodedContent([KeyValuePair.Create("Code", asked.Get("user_code")), KeyValuePair.Create("user_code", asked.Get("user_code")), KeyValuePair.Create("decision", "autoriser")]),
        };

        fromLink.Heading.Should().Be("Connecter un appareil");
        fromLink.Main.Should().NotContain(asked.Get("user_code"));
        fromLink.Form.OuterHtml.Should().NotContain(asked.Get("user_code"));
        (await browser.SendAsync(forged)).Status.Should().Be(HttpStatusCode.BadRequest);
        (await PollAsync(asked)).Error.Should().Be("authorization_pending");
    }

    [Fact]
    public async Task Guessing_is_slowed_down_for_whoever_guesses_and_for_nobody_else()
    {
        var asked = await AskAsync();
        for (var tries = 0; tries < 20; tries++)
            (await TypeAsync("ABCD-EFGH")).Main.Should().Contain("n’est pas connu");
        using var other = host.NewBrowser();
        await other.SignInAsync(SamplePeople.EtienneJoubert);

        (await TypeAsync("ABCD-EFGH")).Main.Should().Contain("n’est pas connu");
        var slowed = await TypeAsync(asked.Get("user_code"));
        slowed.Main.Should().Contain("Réessayez dans");
        slowed.Status.Should().Be(HttpStatusCode.TooManyRequests);
        (await TypeAsync(asked.Get("user_code"), other)).Heading.Should().StartWith("Connecter cet appareil à");
    }

    [Theory]
    [InlineData("")]
    [InlineData("trop court")]
    [InlineData("ÉÀÇÙ-ÉÀÇÙ")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("' OR 1=1 --")]
    public async Task What_is_no_code_is_said_to_be_none(string typed) => (await TypeAsync(typed)).Main.Should().Contain("Ce n’est pas un code d’appareil");

    [Fact]
    public async Task What_the_device_calls_itself_is_shown_as_words_and_never_as_markup()
    {
        var asked = await AskAsync(agent: "<script>alert(1)</script> Firefox/140");

        (await TypeAsync(asked.Get("user_code"))).Html.Should().Contain("Firefox").And.NotContain("<script>alert");
    }

    [Fact]
    public async Task Its_tokens_end_with_the_session_that_let_it_in()
    {
        var asked = await AskAsync();
        await browser.PressAsync(await TypeAsync(asked.Get("user_code")), Allow);
        var tokens = await PollAsync(asked);

        await browser.SubmitAsync(await browser.GetAsync("/connect/logout"));

        (await device.RefreshAsync(tokens.RefreshToken)).Error.Should().Be("invalid_grant");
    }

    [Fact]
    public async Task A_device_that_was_let_in_by_a_session_which_ended_meanwhile_gets_nothing()
    {
        var asked = await AskAsync();
        await browser.PressAsync(await TypeAsync(asked.Get("user_code")), Allow);

        await browser.SubmitAsync(await browser.GetAsync("/connect/logout"));

        (await PollAsync(asked)).Has("access_token").Should().BeFalse();
    }

    [Fact]
    public async Task An_application_that_was_not_allowed_gets_no_code()
    {
        (await ent.PostAsync("/connect/device", new() { ["scope"] = "openid" })).Error.Should().Be("unauthorized_client");
        (await device.PostAsync("/connect/device", new() { ["scope"] = "openid academie" })).Error.Should().Be("invalid_request");
    }

    [Fact]
    public async Task The_code_of_one_device_is_of_no_use_to_another_application()
    {
        var asked = await AskAsync();
        await browser.PressAsync(await TypeAsync(asked.Get("user_code")), Allow);

        var thief = await ent.PostAsync("/connect/token", new() { ["grant_type"] = "urn:ietf:params:oauth:grant-type:device_code", ["device_code"] = asked.Get("device_code") });

        thief.Has("access_token").Should().BeFalse();
        (await PollAsync(asked)).Has("access_token").Should().BeTrue();
    }

    private async Task<TokenAnswer> AskAsync(string agent = "Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/connect/device")
        {
            Content = new FormUrlEncodedContent([KeyValuePair.Create("client_id", "ecran"), KeyValuePair.Create("scope", "openid profile offline_access")]),
        };
        request.Headers.TryAddWithoutValidation("User-Agent", agent);
        return await device.SendAsync(request);
    }

    private async Task<WebPage> TypeAsync(string code, PlainBrowser? by = null)
    {
        var typing = by ?? browser;
        return await typing.PressAsync(await typing.GetAsync(Path), Next, ("Code", code));
    }

    /// <param name="after">How long the device waits first; null: the interval that it should.</param>
    private async Task<TokenAnswer> PollAsync(TokenAnswer asked, TimeSpan? after = null)
    {
        host.Clock.Advance(after ?? Interval);
        return await device.PostAsync("/connect/token", new() { ["grant_type"] = "urn:ietf:params:oauth:grant-type:device_code", ["device_code"] = asked.Get("device_code") });
    }
}
