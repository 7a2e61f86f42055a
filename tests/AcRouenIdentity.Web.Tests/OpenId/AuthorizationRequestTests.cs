using System.Net;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;

namespace AcRouenIdentity.Web.Tests.OpenId;

public sealed class AuthorizationRequestTests : IAsyncLifetime
{
    private ProviderHost host = null!;
    private PlainBrowser browser = null!;
    private RelyingParty ent = null!;
    private RelyingParty roundcube = null!;

    public async Task InitializeAsync()
    {
        host = await Applications.StartAsync();
        browser = host.NewBrowser();
        ent = host.Ent();
        roundcube = host.Roundcube();
        await browser.SignInAsync(SamplePeople.ClaireMartin);
    }

    public async Task DisposeAsync()
    {
        browser.Dispose();
        ent.Dispose();
        roundcube.Dispose();
        await host.DisposeAsync();
    }

    [Theory]
    [InlineData("client_id", "inconnu")]
    [InlineData("client_id", null)]
    [InlineData("client_id", "ent\0")]
    [InlineData("redirect_uri", "https://evil.example/")]
    [InlineData("redirect_uri", "http://localhost:5082/oidc/redirect_uri/")]
    [InlineData("redirect_uri", "http://localhost:5082/oidc/redirect_uri?x=1")]
    [InlineData("redirect_uri", "http://localhost:5083/oidc/redirect_uri")]
    [InlineData("redirect_uri", "javascript:alert(1)")]
    [InlineData("redirect_uri", null)]
    public async Task A_request_that_cannot_be_answered_to_its_application_gets_our_own_page_and_no_redirect(string name, string? value)
    {
        var page = await browser.GetAsync(ent.AuthorizePath((name, value)));

        page.Status.Should().Be(HttpStatusCode.BadRequest);
        page.Redirect.Should().BeNull();
        page.Response.Content.Headers.ContentType!.MediaType.Should().Be("text/html");
        page.Html.Should().Contain("lang=\"fr\"").And.NotContain("at AcRouenIdentity").And.NotContain("ID2");
    }

    [Theory]
    [InlineData("response_type", "token", "unsupported_response_type")]
    [InlineData("response_type", "id_token token", "unsupported_response_type")]
    [InlineData("response_type", "code id_token", "unsupported_response_type")]
    [InlineData("scope", "openid academie tout", "invalid_scope")]
    [InlineData("scope", "openid mail", "invalid_request")]
    [InlineData("scope", "openid offline_access", "invalid_request")]
    [InlineData("code_challenge", null, "invalid_request")]
    [InlineData("code_challenge_method", "plain", "invalid_request")]
    [InlineData("code_challenge_method", null, "invalid_request")]
    [InlineData("prompt", "none login", "invalid_request")]
    [InlineData("max_age", "hier", "invalid_request")]
    [InlineData("max_age", "-1", "invalid_request")]
    [InlineData("response_mode", "hologramme", "invalid_request")]
    public async Task A_wrong_request_of_a_known_application_is_answered_to_it(string name, string? value, string error)
    {
        var page = await browser.GetAsync(ent.AuthorizePath((name, value)));

        var answer = ent.Answer(page);
        answer["error"].Should().Be(error);
        answer["state"].Should().Be(ent.State);
        answer["iss"].Should().Be($"{host.Address}");
        answer.Should().NotContainKey("code");
    }

    [Theory]
    [InlineData("request", "eyJhbGciOiJub25lIn0.e30.")]
    [InlineData("request_uri", "https://evil.example/request")]
    [InlineData("resource", "mail")]
    [InlineData("audience", "mail")]
    public async Task Request_objects_and_foreign_audiences_are_refused_aloud(string name, string value)
    {
        var page = await browser.GetAsync(ent.AuthorizePath((name, value)));

        (page.Redirect?.Query ?? "").Should().NotContain("code=");
        (page.Redirect is null ? page.Status == HttpStatusCode.BadRequest : ent.Answer(page).ContainsKey("error")).Should().BeTrue();
    }

    [Theory]
    [InlineData("client_id")]
    [InlineData("redirect_uri")]
    public async Task Two_applications_or_addresses_in_one_request_are_answered_to_neither(string name)
    {
        var page = await browser.GetAsync($"{ent.AuthorizePath()}&{name}={Uri.EscapeDataString(name == "client_id" ? "ent" : ent.RedirectUri)}");

        page.Status.Should().Be(HttpStatusCode.BadRequest);
        page.Redirect.Should().BeNull();
    }

    [Theory]
    [InlineData("state")]
    [InlineData("scope")]
    [InlineData("nonce")]
    [InlineData("code_challenge")]
    public async Task A_parameter_given_twice_gives_no_code(string name)
    {
        var page = await browser.GetAsync($"{ent.AuthorizePath()}&{name}=encore");

        ent.Answer(page)["error"].Should().Be("invalid_request");
    }

    [Fact]
    public async Task The_answer_names_its_issuer_so_that_no_other_provider_can_pass_for_us()
    {
        var page = await browser.GetAsync(ent.AuthorizePath());

        ent.Answer(page)["iss"].Should().Be($"{host.Address}");
    }

    [Fact]
    public async Task An_application_unable_of_PKCE_must_send_state_or_nonce()
    {
        var bare = await browser.GetAsync(roundcube.AuthorizePath(("state", null), ("nonce", null)));
        var withState = await browser.GetAsync(roundcube.AuthorizePath(("nonce", null)));

        roundcube.Answer(bare)["error"].Should().Be("invalid_request");
        roundcube.Answer(withState).Should().ContainKey("code");
    }

    [Fact]
    public async Task Suspended_staff_get_no_code()
    {
        host.Directory.Put(SamplePeople.ClaireMartin with { State = AccountState.Suspended });

        var page = await browser.GetAsync(ent.AuthorizePath());

        ent.Answer(page)["error"].Should().Be("access_denied");
    }

    [Fact]
    public async Task While_the_directory_is_down_a_silent_request_is_told_to_come_back_and_a_person_sees_the_outage_page()
    {
        host.Directory.IsDown = true;

        var silent = await browser.GetAsync(ent.AuthorizePath(("prompt", "none")));
        var loud = await browser.GetAsync(ent.AuthorizePath());

        ent.Answer(silent)["error"].Should().Be("temporarily_unavailable");
        loud.Status.Should().Be(HttpStatusCode.ServiceUnavailable);

        host.Directory.IsDown = false;
        ent.Answer(await browser.GetAsync(ent.AuthorizePath())).Should().ContainKey("code");
    }

    [Fact]
    public async Task A_native_application_may_listen_on_any_loopback_port_but_nowhere_else()
    {
        using var thunderbird = host.Thunderbird();

        var anyPort = await browser.GetAsync(thunderbird.AuthorizePath(("redirect_uri", "http://127.0.0.1:61234/retour")));
        var anyHost = await browser.GetAsync(thunderbird.AuthorizePath(("redirect_uri", "http://192.0.2.1:61234/retour")));
        var anyPath = await browser.GetAsync(thunderbird.AuthorizePath(("redirect_uri", "http://127.0.0.1:61234/ailleurs")));

        anyPort.Redirect!.Port.Should().Be(61234);
        anyHost.Redirect.Should().BeNull();
        anyPath.Redirect.Should().BeNull();
    }

    [Fact]
    public async Task A_posted_request_is_served_like_any_other()
    {
        var path = ent.AuthorizePath();
        var fields = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(path[path.IndexOf('?', StringComparison.Ordinal)..]);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/connect/authorize");
        request.Content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Key, field.Value.ToString())));

        var page = await browser.SendAsync(request);

        ent.Answer(page).Should().ContainKey("code");
    }
}
