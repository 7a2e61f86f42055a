using System.Net;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;

namespace AcRouenIdentity.Web.Tests.OpenId;

/// <summary>Pushed authorization requests (RFC 9126). The portal must push, the webmail may.</summary>
public sealed class PushedRequestTests : IAsyncLifetime
{
    private ProviderHost host = null!;
    private PlainBrowser browser = null!;
    private RelyingParty ent = null!;
    private RelyingParty roundcube = null!;

    public async Task InitializeAsync()
    {
        host = await Applications.StartAsync(("OpenId:Clients:1:PushedRequests", "Required"));
        browser = host.NewBrowser();
        ent = host.Ent();
        roundcube = host.Roundcube();
    }

    public async Task DisposeAsync()
    {
        browser.Dispose();
        ent.Dispose();
        roundcube.Dispose();
        await host.DisposeAsync();
    }

    [Fact]
    public async Task A_pushed_request_goes_through_the_sign_in_and_back_to_its_application()
    {
        var pushed = await ent.PushAsync();
        pushed.Status.Should().Be(HttpStatusCode.Created);
        // In whole seconds, of which one has begun.
        pushed.Json.GetProperty("expires_in").GetInt32().Should().BeInRange(599, 600);

        var asked = await browser.GetAsync(ent.PushedPath(pushed));
        var page = await browser.GetAsync(asked.Redirect!.PathAndQuery);
        var answered = await browser.FollowAsync(await browser.SignInAsync(SamplePeople.ClaireMartin, asked.Redirect.PathAndQuery));

        page.Response.Headers.GetValues("Content-Security-Policy").Single().Should().Contain("form-action 'self' http://localhost:5082;");
        ent.Answer(answered)["state"].Should().Be(ent.State);
        Jwt.Body((await ent.RedeemAsync(ent.Answer(answered)["code"])).IdToken).GetProperty("nonce").GetString().Should().Be(ent.Nonce);
    }

    [Fact]
    public async Task What_was_pushed_stays_out_of_the_address_bar()
    {
        var asked = await browser.GetAsync(ent.PushedPath(await ent.PushAsync(("acr_values", "eidas1"))));

        Uri.UnescapeDataString(asked.Redirect!.Query).Should().Contain("request_uri=").And.NotContain("nonce").And.NotContain("code_challenge").And.NotContain("acr_values");
    }

    [Fact]
    public async Task An_application_that_must_push_is_refused_a_request_that_came_through_the_browser()
    {
        await browser.SignInAsync(SamplePeople.ClaireMartin);

        ent.Answer(await browser.GetAsync(ent.AuthorizePath()))["error"].Should().Be("invalid_request");
        roundcube.Answer(await browser.GetAsync(roundcube.AuthorizePath())).Should().ContainKey("code");
        roundcube.Answer(await browser.GetAsync(roundcube.PushedPath(await roundcube.PushAsync()))).Should().ContainKey("code");
    }

    [Fact]
    public async Task A_pushed_request_gives_one_code_and_may_be_opened_twice_before()
    {
        var path = ent.PushedPath(await ent.PushAsync());
        (await browser.GetAsync(path)).Redirect!.AbsolutePath.Should().Be("/connexion");
        await browser.SignInAsync(SamplePeople.ClaireMartin);
        var first = await browser.GetAsync(path);

        var second = await browser.GetAsync(path);

        ent.Answer(first).Should().ContainKey("code");
        second.Status.Should().Be(HttpStatusCode.BadRequest);
        second.Redirect.Should().BeNull();
    }

    [Fact]
    public async Task Two_browsers_at_once_get_one_code_of_a_pushed_request()
    {
        using var other = host.NewBrowser();
        await browser.SignInAsync(SamplePeople.ClaireMartin);
        await other.SignInAsync(SamplePeople.BaoNguyen);
        var path = ent.PushedPath(await ent.PushAsync());

        var answers = await Task.WhenAll(browser.GetAsync(path), other.GetAsync(path));

        answers.Count(answer => answer.Redirect?.Query.Contains("code=", StringComparison.Ordinal) is true).Should().Be(1);
    }

    [Fact]
    public async Task Another_application_can_do_nothing_with_it()
    {
        await browser.SignInAsync(SamplePeople.ClaireMartin);
        var pushed = await ent.PushAsync();

        var page = await browser.GetAsync(RelyingParty.PathOf(new() { ["client_id"] = "roundcube", ["request_uri"] = pushed.Get("request_uri") }));

        page.Status.Should().Be(HttpStatusCode.BadRequest);
        page.Redirect.Should().BeNull();
        ent.Answer(await browser.GetAsync(ent.PushedPath(pushed))).Should().ContainKey("code", "the attempt of another spends nothing");
    }

    [Fact]
    public async Task It_ends_after_ten_minutes()
    {
        await browser.SignInAsync(SamplePeople.ClaireMartin);
        var pushed = await ent.PushAsync();
        host.Clock.Advance(TimeSpan.FromSeconds(601));

        (await browser.GetAsync(ent.PushedPath(pushed))).Status.Should().Be(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Whoever_was_too_slow_at_the_sign_in_is_sent_back_to_the_application_with_an_error()
    {
        var asked = await browser.GetAsync(ent.PushedPath(await ent.PushAsync()));
        host.Clock.Advance(TimeSpan.FromSeconds(601));

        var answer = ent.Answer(await browser.FollowAsync(await browser.SignInAsync(SamplePeople.ClaireMartin, asked.Redirect!.PathAndQuery)));

        answer.Should().ContainKey("error").And.Contain("state", ent.State).And.NotContainKey("code");
    }

    [Fact]
    public async Task What_the_browser_adds_changes_nothing_of_what_was_pushed()
    {
        await browser.SignInAsync(SamplePeople.ClaireMartin);
        var pushed = await ent.PushAsync(("scope", "openid"));

        var page = await browser.GetAsync($"{ent.PushedPath(pushed)}&scope=openid%20email&state=autre&redirect_uri=https%3A%2F%2Fevil.example%2F&nonce=autre&prompt=none");
        var tokens = await ent.RedeemAsync(ent.Answer(page)["code"]);

        ent.Answer(page)["state"].Should().Be(ent.State);
        Jwt.Names(tokens.IdToken).Should().NotContain("email");
        Jwt.Body(tokens.IdToken).GetProperty("nonce").GetString().Should().Be(ent.Nonce);
    }

    [Fact]
    public async Task A_proof_asked_for_by_a_pushed_request_is_asked_once_and_cannot_be_skipped()
    {
        await browser.SignInAsync(SamplePeople.ClaireMartin);
        host.Clock.Advance(TimeSpan.FromMinutes(5));
        var path = ent.PushedPath(await ent.PushAsync(("prompt", "login")));

        var asked = await browser.GetAsync(path);
        (await browser.GetAsync(path)).Redirect!.AbsolutePath.Should().Be("/connexion");
        var answered = await browser.FollowAsync(await browser.SignInAsync(SamplePeople.ClaireMartin, asked.Redirect!.PathAndQuery));

        ent.Answer(answered).Should().ContainKey("code");
    }

    [Theory]
    [InlineData("redirect_uri", "https://evil.example/", "invalid_request")]
    [InlineData("redirect_uri", null, "invalid_request")]
    [InlineData("scope", "openid tout", "invalid_scope")]
    [InlineData("response_type", "token", "unsupported_response_type")]
    [InlineData("response_type", null, "invalid_request")]
    [InlineData("code_challenge", null, "invalid_request")]
    [InlineData("code_challenge_method", "plain", "invalid_request")]
    [InlineData("request", "eyJhbGciOiJub25lIn0.e30.", "request_not_supported")]
    [InlineData("request_uri", "urn:ietf:params:oauth:request_uri:encore", "invalid_request")]
    public async Task A_wrong_request_is_refused_when_it_is_pushed(string name, string? value, string error)
    {
        var pushed = await ent.PushAsync((name, value));

        pushed.Status.Should().Be(HttpStatusCode.BadRequest);
        pushed.Error.Should().Be(error);
        pushed.Has("request_uri").Should().BeFalse();
    }

    [Fact]
    public async Task Whoever_has_not_the_secret_pushes_nothing()
    {
        using var liar = new RelyingParty(host.Address, "ent", "pas-le-secret-du-portail-0123456789") { RedirectUri = ent.RedirectUri, UsesBasic = true };
        using var nobody = new RelyingParty(host.Address, "ent", secret: null) { RedirectUri = ent.RedirectUri };
        using var stranger = new RelyingParty(host.Address, "inconnu", "pas-le-secret-du-portail-0123456789") { RedirectUri = ent.RedirectUri };

        foreach (var party in new[] { liar, nobody, stranger })
        {
            var pushed = await party.PushAsync();
            ((int)pushed.Status).Should().BeInRange(400, 401);
            pushed.Error.Should().Be("invalid_client");
        }
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("PUT")]
    public async Task Nothing_is_pushed_by_another_method(string method)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), "/connect/par");

        ((int)(await ent.SendAsync(request)).Status).Should().BeInRange(400, 499);
    }

    [Theory]
    [InlineData("urn:ietf:params:oauth:request_uri:inconnu")]
    [InlineData("urn:ietf:params:oauth:request_uri:")]
    public async Task An_address_that_nobody_pushed_leads_nowhere(string address)
    {
        var page = await browser.GetAsync(RelyingParty.PathOf(new() { ["client_id"] = "ent", ["request_uri"] = address }));

        page.Status.Should().Be(HttpStatusCode.BadRequest);
        page.Redirect.Should().BeNull();
    }

    [Fact]
    public async Task Discovery_says_where_to_push_and_that_it_is_not_asked_of_all()
    {
        var document = await ent.GetJsonAsync("/.well-known/openid-configuration");

        document.GetProperty("pushed_authorization_request_endpoint").GetString().Should().Be($"{host.Address}connect/par");
        (document.TryGetProperty("require_pushed_authorization_requests", out var required) && required.GetBoolean()).Should().BeFalse();
    }
}
