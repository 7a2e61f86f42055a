using System.Net;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;

namespace AcRouenIdentity.Web.Tests.OpenId.Conformance;

/// <summary>The modules of <see cref="FapiTests"/>'s plan about pushing requests and about how applications prove themselves.</summary>
public sealed class FapiPushTests(FapiHost host) : IClassFixture<FapiHost>
{
    private const string Plan = "fapi2-security-profile-final-";

    [Module($"{Plan}par-ensure-reused-request-uri-prior-to-auth-completion-succeeds")]
    public async Task A_pushed_request_may_be_opened_again_before_it_was_answered()
    {
        using var browser = host.NewBrowser();
        using var application = host.First();
        var path = application.PushedPath(await application.PushAsync());
        await browser.GetAsync(path);
        var asked = await browser.GetAsync(path);

        var answer = application.Answer(await browser.FollowAsync(await browser.SignInAsync(SamplePeople.ClaireMartin, asked.Redirect!.PathAndQuery)));

        (await application.RedeemAsync(answer["code"])).AccessToken.Should().NotBeEmpty();
    }

    [Module($"{Plan}par-attempt-reuse-request_uri")]
    public async Task A_pushed_request_that_was_answered_is_over()
    {
        using var browser = await host.SignedInAsync();
        using var application = host.First();
        var path = application.PushedPath(await application.PushAsync());
        application.Answer(await browser.GetAsync(path)).Should().ContainKey("code");

        RefuseOnOwnPage(await browser.GetAsync(path));
    }

    [Module($"{Plan}par-attempt-to-use-expired-request_uri")]
    public async Task A_pushed_request_ends()
    {
        using var application = host.First();
        var pushed = await application.PushAsync();
        host.Provider.Clock.Advance(TimeSpan.FromSeconds(pushed.Json.GetProperty("expires_in").GetInt32() + 1));
        using var browser = await host.SignedInAsync();

        RefuseOnOwnPage(await browser.GetAsync(application.PushedPath(pushed)));
    }

    [Module($"{Plan}par-attempt-to-use-request_uri-for-different-client")]
    public async Task A_pushed_request_is_bound_to_its_application()
    {
        using var browser = await host.SignedInAsync();
        using var application = host.First();
        using var other = host.Second();

        RefuseOnOwnPage(await browser.GetAsync(other.PushedPath(await application.PushAsync())));
    }

    [Module($"{Plan}par-authorization-request-containing-request_uri-form-param")]
    public async Task A_request_by_reference_cannot_be_pushed()
    {
        using var application = host.First();

        var answer = await application.PushAsync(("request_uri", "https://localhost:5091/request.jwt"));

        ((int)answer.Status, answer.Error).Should().BeOneOf((400, "invalid_request"), (400, "request_uri_not_supported"));
    }

    [Module($"{Plan}par-attempt-invalid-http-method")]
    public async Task Requests_are_pushed_by_POST_alone()
    {
        using var application = host.First();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/connect/par");

        ((int)(await application.SendAsync(request)).Status).Should().BeInRange(400, 499);
    }

    [Module($"{Plan}par-ensure-pkce-required")]
    public Task A_request_without_PKCE_is_refused() => RefuseRequestAsync(("code_challenge", null), ("code_challenge_method", null));

    [Module($"{Plan}par-plain-pkce-rejected")]
    public Task PKCE_by_the_verifier_itself_is_refused() => RefuseRequestAsync(("code_challenge_method", "plain"));

    [Module($"{Plan}par-without-duplicate-parameters")]
    public async Task The_browser_brings_no_more_than_the_name_of_the_request()
    {
        using var browser = await host.SignedInAsync();
        using var application = host.First();
        var path = application.PushedPath(await application.PushAsync());

        path.Should().NotContain("redirect_uri=").And.NotContain("scope=");
        application.Answer(await browser.GetAsync(path)).Should().ContainKey("code");
    }

    [Module($"{Plan}ensure-different-nonce-inside-and-outside-request-object")]
    public async Task A_nonce_beside_what_was_pushed_means_nothing()
    {
        var (application, answer) = await BringAsync("&nonce=autre", []);

        Jwt.Body((await application.RedeemAsync(answer["code"])).IdToken).GetProperty("nonce").GetString().Should().Be(application.Nonce);
    }

    [Module($"{Plan}ensure-different-state-inside-and-outside-request-object")]
    public async Task A_state_beside_what_was_pushed_means_nothing()
    {
        var (application, answer) = await BringAsync("&state=autre", []);

        answer["state"].Should().Be(application.State);
    }

    [Module($"{Plan}state-only-outside-request-object-not-used")]
    public async Task A_state_that_was_not_pushed_does_not_come_back()
    {
        var (_, answer) = await BringAsync("&state=autre", [("state", null)]);

        answer.Should().NotContainKey("state");
    }

    [Module($"{Plan}par-ensure-jwt-client-assertions-nbf-8-seconds-in-the-future-is-accepted")]
    public async Task Two_clocks_need_not_agree_to_the_second()
    {
        using var application = host.First(("nbf", host.Provider.Seconds(8)));

        (await application.PushAsync()).Status.Should().Be(HttpStatusCode.Created);
    }

    [Module($"{Plan}par-ensure-jwt-client-assertions-nbf-over-60-seconds-in-the-future-fails")]
    public Task An_assertion_of_more_than_a_minute_ahead_proves_nothing() =>
        RefuseProofAsync(("nbf", host.Provider.Seconds(65)), ("iat", host.Provider.Seconds(65)), ("exp", host.Provider.Seconds(120)));

    [Module($"{Plan}par-test-array-as-audience-fails")]
    public Task An_assertion_for_several_audiences_proves_nothing() => RefuseProofAsync(("aud", new[] { host.Provider.Address.ToString(), "https://autre.example/" }));

    [Module($"{Plan}par-test-par-endpoint-url-as-audience-fails")]
    public Task An_assertion_for_the_address_of_pushed_requests_proves_nothing() => RefuseProofAsync(("aud", $"{host.Provider.Address}connect/par"));

    [Module($"{Plan}par-test-token-endpoint-url-as-audience-fails")]
    public Task An_assertion_for_the_token_endpoint_proves_nothing() => RefuseProofAsync(("aud", $"{host.Provider.Address}connect/token"));

    [Module($"{Plan}ensure-client-assertion-with-exp-is-5-minutes-in-past-fails")]
    public Task An_assertion_that_ended_proves_nothing() => RefuseTokensAsync(("exp", host.Provider.Seconds(-300)));

    [Module($"{Plan}ensure-client-assertion-with-wrong-aud-fails")]
    public Task An_assertion_for_another_provider_proves_nothing() => RefuseTokensAsync(("aud", "https://autre.example/"));

    [Module($"{Plan}ensure-client-assertion-with-no-sub-fails")]
    public Task An_assertion_of_nobody_proves_nothing() => RefuseTokensAsync(("sub", null));

    [Module($"{Plan}ensure-client-assertion-in-token-endpoint")]
    public async Task Without_an_assertion_there_are_no_tokens()
    {
        using var bare = new RelyingParty(host.Provider.Address, "fapi1", secret: null) { RedirectUri = FapiHost.ReturnAddress };

        (await bare.RedeemAsync(await host.GetCodeAsync())).Error.Should().BeOneOf("invalid_client", "invalid_request");
    }

    [Module($"{Plan}ensure-client-id-in-token-endpoint")]
    public async Task An_assertion_of_one_application_is_none_of_another()
    {
        using var application = host.First();

        (await application.RedeemAsync(await host.GetCodeAsync(), ("client_id", "fapi2"))).Error.Should().BeOneOf("invalid_client", "invalid_grant");
    }

    private async Task RefuseRequestAsync(params (string, string?)[] changes)
    {
        using var application = host.First();

        var answer = await application.PushAsync(changes);

        ((int)answer.Status, answer.Error).Should().Be((400, "invalid_request"));
    }

    private async Task RefuseProofAsync(params (string, object?)[] changes)
    {
        using var application = host.First(changes);

        var answer = await application.PushAsync();

        ((int)answer.Status).Should().BeInRange(400, 401);
        answer.Error.Should().BeOneOf("invalid_client", "invalid_request");
    }

    private async Task RefuseTokensAsync(params (string, object?)[] changes)
    {
        using var application = host.First(changes);

        var answer = await application.RedeemAsync(await host.GetCodeAsync());

        ((int)answer.Status).Should().BeInRange(400, 401);
        answer.Error.Should().BeOneOf("invalid_client", "invalid_request");
    }

    private async Task<(RelyingParty Application, IReadOnlyDictionary<string, string> Answer)> BringAsync(string beside, (string, string?)[] changes)
    {
        using var browser = await host.SignedInAsync();
        var application = host.First();
        var page = await browser.GetAsync($"{application.PushedPath(await application.PushAsync(changes))}{beside}");
        return (application, application.Answer(page));
    }

    private static void RefuseOnOwnPage(WebPage page)
    {
        page.Status.Should().Be(HttpStatusCode.BadRequest);
        page.Redirect.Should().BeNull();
    }
}
