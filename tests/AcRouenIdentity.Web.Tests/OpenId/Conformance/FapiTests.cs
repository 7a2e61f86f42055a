using System.Net;
using System.Net.Http.Headers;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;

namespace AcRouenIdentity.Web.Tests.OpenId.Conformance;

/// <summary>
/// FAPI 2.0 Security Profile Final (<c>fapi2-security-profile-final-test-plan</c>), as far as its parts are here: pushed requests, PKCE, the issuer in the answer. Tokens are not bound to a key of
/// these applications: the plan is not claimed. <see cref="FapiDpopTests"/> is about tokens that are bound to a key, <see cref="FapiCertificateTests"/> about those that are to a certificate.
/// </summary>
public sealed class FapiTests(FapiHost host) : IClassFixture<FapiHost>
{
    private const string Plan = "fapi2-security-profile-final-";

    [Module($"{Plan}happy-flow")]
    public async Task Two_applications_get_tokens_for_pushed_requests()
    {
        using var browser = await host.SignedInAsync();
        foreach (var application in new[] { host.First(), host.Second() })
        {
            var page = await browser.GetAsync(application.PushedPath(await application.PushAsync()));
            if (page.Redirect is null)
                page = await browser.PressAsync(page, "Accepter");

            var tokens = await application.RedeemAsync(application.Answer(page)["code"]);

            application.Answer(page)["iss"].Should().Be(host.Provider.Address.ToString());
            Jwt.Body(tokens.IdToken).GetProperty("aud").GetString().Should().Be(application.ClientId);
            (await application.UserInfoAsync(tokens.AccessToken)).Status.Should().Be(HttpStatusCode.OK);
            application.Dispose();
        }
    }

    [Module($"{Plan}user-rejects-authentication")]
    public async Task A_person_who_refuses_is_sent_back_with_access_denied()
    {
        using var browser = host.NewBrowser();
        await browser.SignInAsync(SamplePeople.BaoNguyen);
        using var application = host.Second();

        var refused = await browser.PressAsync(await browser.GetAsync(application.PushedPath(await application.PushAsync())), "Refuser");

        application.Answer(refused)["error"].Should().Be("access_denied");
    }

    [Module($"{Plan}ensure-authorization-request-without-state-success")]
    public async Task A_state_is_not_needed_and_none_comes_back() => (await SucceedAsync(("state", null))).Answer.Should().NotContainKey("state");

    [Module($"{Plan}ensure-authorization-request-without-nonce-success")]
    public async Task A_nonce_is_not_needed_and_none_comes_back() => Jwt.Names((await SucceedAsync(("nonce", null))).Tokens.IdToken).Should().NotContain("nonce");

    [Module($"{Plan}ensure-authorization-request-with-64-char-nonce-success")]
    public Task A_nonce_of_64_characters_comes_back() => ReturnNonceAsync(64);

    [Module($"{Plan}ensure-authorization-request-with-long-nonce")]
    public Task A_nonce_of_384_characters_comes_back() => ReturnNonceAsync(384);

    [Module($"{Plan}ensure-authorization-request-with-long-state")]
    public async Task A_long_state_comes_back()
    {
        var state = new string('s', 384);

        (await SucceedAsync(("state", state))).Answer["state"].Should().Be(state);
    }

    [Module($"{Plan}ensure-other-scope-order-succeeds")]
    public async Task The_order_of_scopes_means_nothing() => (await SucceedAsync(("scope", "offline_access email openid"))).Tokens.RefreshToken.Should().NotBeEmpty();

    [Module($"{Plan}test-claims-parameter-identity-claims")]
    public async Task Claims_that_are_asked_for_by_name_are_told_in_their_place_and_a_name_that_nobody_knows_is_no_error()
    {
        using var application = host.First();
        const string asked = """{"essential":true},"licorne0123456789":{"essential":true},"email_verified":null""";

        var (_, ofUserInfo) = await SucceedAsync(("scope", "openid"), ("claims", $$$"""{"userinfo":{"email":{{{asked}}}}}"""));
        var (_, ofIdToken) = await SucceedAsync(("scope", "openid"), ("claims", $$$"""{"id_token":{"email":{{{asked}}}}}"""));

        (await application.UserInfoAsync(ofUserInfo.AccessToken)).Json.EnumerateObject().Select(claim => claim.Name).Should().BeEquivalentTo("sub", "email", "email_verified");
        Jwt.Names(ofUserInfo.IdToken).Should().NotContain("email");
        Jwt.Names(ofIdToken.IdToken).Should().Contain(["email", "email_verified"]);
        (await application.UserInfoAsync(ofIdToken.AccessToken)).Json.EnumerateObject().Select(claim => claim.Name).Should().Equal("sub");
    }

    [Module($"{Plan}access-token-type-header-case-sensitivity")]
    public async Task The_word_before_the_token_is_read_whatever_its_case()
    {
        var (_, tokens) = await SucceedAsync();
        using var application = host.First();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/connect/userinfo");
        request.Headers.Authorization = new AuthenticationHeaderValue("bEaReR", tokens.AccessToken);

        (await application.SendAsync(request)).Status.Should().Be(HttpStatusCode.OK);
    }

    [Module($"{Plan}ensure-response-type-code-idtoken-fails")]
    public Task A_token_through_the_browser_is_refused() => RefuseToPushAsync(("response_type", "code id_token"));

    [Module($"{Plan}ensure-response-type-token-fails")]
    public Task An_access_token_through_the_browser_is_refused() => RefuseToPushAsync(("response_type", "token"));

    [Module($"{Plan}ensure-registered-redirect-uri")]
    public Task An_address_that_is_not_registered_is_refused() => RefuseToPushAsync(("redirect_uri", "https://localhost:5091/autre"));

    [Module($"{Plan}plain-fapi-tolerate-unregistered-redirect-uri")]
    public Task An_address_that_is_not_registered_is_refused_of_an_application_that_proved_itself_too() => RefuseToPushAsync(("redirect_uri", $"{FapiHost.ReturnAddress}/autre"));

    [Module($"{Plan}ensure-redirect-uri-in-authorization-request")]
    public Task A_request_without_an_address_is_refused() => RefuseToPushAsync(("redirect_uri", null));

    [Module($"{Plan}ensure-request-object-without-redirect-uri-fails")]
    public Task A_pushed_request_without_an_address_is_refused() => RefuseToPushAsync(("redirect_uri", null), ("response_mode", "query"));

    [Module($"{Plan}ensure-unsigned-authorization-request-without-using-par-fails")]
    public async Task A_request_that_was_not_pushed_is_refused()
    {
        using var browser = await host.SignedInAsync();
        using var application = host.First();

        application.Answer(await browser.GetAsync(application.AuthorizePath()))["error"].Should().Be("invalid_request");
    }

    [Module($"{Plan}refresh-token")]
    public async Task A_refresh_token_is_bound_to_its_application()
    {
        var (_, tokens) = await SucceedAsync();
        using var application = host.First();
        using var other = host.Second();

        (await other.RefreshAsync(tokens.RefreshToken)).Error.Should().Be("invalid_grant");
        (await application.RefreshAsync(tokens.RefreshToken)).AccessToken.Should().NotBeEmpty();
    }

    [Module($"{Plan}ensure-authorization-code-is-bound-to-client")]
    public async Task A_code_is_bound_to_its_application()
    {
        using var other = host.Second();

        (await other.RedeemAsync(await host.GetCodeAsync())).Error.Should().Be("invalid_grant");
    }

    [Module($"{Plan}attempt-reuse-authorization-code-after-one-second")]
    public async Task A_code_works_once()
    {
        using var application = host.First();
        var code = await host.GetCodeAsync();
        var tokens = await application.RedeemAsync(code);
        host.Provider.Clock.Advance(TimeSpan.FromSeconds(1));

        (await application.RedeemAsync(code)).Error.Should().Be("invalid_grant");
        (await application.UserInfoAsync(tokens.AccessToken)).Status.Should().Be(HttpStatusCode.Unauthorized);
    }

    [Module($"{Plan}ensure-token-endpoint-fails-with-expired-auth-code")]
    public async Task A_code_ends_after_60_seconds()
    {
        using var application = host.First();
        var code = await host.GetCodeAsync();
        host.Provider.Clock.Advance(TimeSpan.FromSeconds(62));

        (await application.RedeemAsync(code)).Error.Should().Be("invalid_grant");
    }

    [Module($"{Plan}ensure-pkce-code-verifier-required")]
    public Task A_code_without_its_verifier_is_worth_nothing() => RefuseCodeAsync(null);

    [Module($"{Plan}incorrect-pkce-code-verifier-rejected")]
    public Task A_code_with_another_verifier_is_worth_nothing() => RefuseCodeAsync("un-autre-verifier-0123456789-0123456789-0123456789");

    private async Task RefuseCodeAsync(string? verifier)
    {
        using var application = host.First();

        var answer = await application.RedeemAsync(await host.GetCodeAsync(), ("code_verifier", verifier));

        ((int)answer.Status, answer.Error).Should().Be((400, "invalid_grant"));
    }

    private async Task ReturnNonceAsync(int length)
    {
        var nonce = new string('n', length);

        Jwt.Body((await SucceedAsync(("nonce", nonce))).Tokens.IdToken).GetProperty("nonce").GetString().Should().Be(nonce);
    }

    private async Task RefuseToPushAsync(params (string, string?)[] changes)
    {
        using var application = host.First();

        ((int)(await application.PushAsync(changes)).Status).Should().Be(400);
    }

    private async Task<(IReadOnlyDictionary<string, string> Answer, TokenAnswer Tokens)> SucceedAsync(params (string, string?)[] changes)
    {
        using var browser = await host.SignedInAsync();
        using var application = host.First();
        var answer = application.Answer(await browser.GetAsync(application.PushedPath(await application.PushAsync(changes))));
        return (answer, await application.RedeemAsync(answer["code"]));
    }
}
