using System.Net;
using System.Net.Http.Headers;
using AcRouenIdentity.Testing.Hosts;
using Microsoft.AspNetCore.WebUtilities;

namespace AcRouenIdentity.Web.Tests.OpenId.Conformance;

/// <summary>The modules of the Basic OP plan, in its order.</summary>
public abstract class BasicModules(ConformanceHost host, string? responseMode)
{
    private const string UnsignedObject = "eyJhbGciOiJub25lIn0.e30.";

    [Module("oidcc-server")]
    public async Task A_code_gives_tokens_that_hold_what_they_must()
    {
        using var run = NewRun();

        var answer = await run.AuthorizeAsync();
        var tokens = await run.RedeemAsync(answer);

        answer["code"].Length.Should().BeGreaterThan(32);
        run.SignIns.Should().Be(1);
        Jwt.Names(tokens.IdToken).Should().NotContain("name", "no scope asked for it");
        await run.CheckUserInfoAsync(tokens);
    }

    [Module("oidcc-response-type-missing")]
    public async Task Without_a_response_type_the_application_is_told_so()
    {
        using var run = NewRun();

        (await run.AuthorizeAsync(("response_type", null)))["error"].Should().BeOneOf("invalid_request", "unsupported_response_type");
    }

    [Module("oidcc-idtoken-signature")]
    public async Task An_application_that_names_no_algorithm_gets_RS256_and_the_name_of_the_key()
    {
        using var run = NewRun();

        var header = Jwt.Header((await run.SucceedAsync()).IdToken);

        header.GetProperty("alg").GetString().Should().Be("RS256");
        header.GetProperty("kid").GetString().Should().NotBeEmpty();
    }

    [Module("oidcc-idtoken-unsigned")]
    public async Task An_unsigned_id_token_is_not_offered()
    {
        using var run = NewRun();

        (await OfferedAsync(run, "id_token_signing_alg_values_supported")).Should().Contain("RS256").And.NotContain("none");
    }

    [Module("oidcc-userinfo-get")]
    public async Task Userinfo_answers_a_GET()
    {
        using var run = NewRun();

        await run.CheckUserInfoAsync(await run.SucceedAsync());
    }

    [Module("oidcc-userinfo-post-header")]
    public async Task Userinfo_answers_a_POST_with_the_token_in_a_header()
    {
        using var run = NewRun();
        var tokens = await run.SucceedAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/connect/userinfo") { Content = new FormUrlEncodedContent([]) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", tokens.AccessToken);

        ConformanceRun.CheckUserInfo(await run.Application.SendAsync(request), tokens);
    }

    [Module("oidcc-userinfo-post-body")]
    public async Task Userinfo_answers_a_POST_with_the_token_in_its_body()
    {
        using var run = NewRun();
        var tokens = await run.SucceedAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/connect/userinfo");
        request.Content = new FormUrlEncodedContent([new("access_token", tokens.AccessToken)]);

        ConformanceRun.CheckUserInfo(await run.Application.SendAsync(request), tokens);
    }

    [Module("oidcc-ensure-request-without-nonce-succeeds-for-code-flow")]
    public async Task A_nonce_is_not_needed_for_a_code()
    {
        using var run = NewRun();

        (await run.SucceedAsync(("nonce", null))).IdToken.Should().NotBeEmpty();
    }

    [Module("oidcc-scope-profile")]
    public Task The_profile_is_told_at_userinfo() => TellAsync("openid profile", "name given_name family_name preferred_username locale");

    [Module("oidcc-scope-email")]
    public Task The_address_of_mail_is_told_at_userinfo() => TellAsync("openid email", "email email_verified");

    [Module("oidcc-scope-address")]
    public Task The_address_is_told_at_userinfo() => TellAsync("openid address", "address");

    [Module("oidcc-scope-phone")]
    public async Task A_telephone_number_is_not_offered_and_its_scope_is_refused_aloud()
    {
        using var run = NewRun();

        (await OfferedAsync(run, "scopes_supported")).Should().NotContain("phone");
        (await run.AuthorizeAsync(("scope", "openid phone")))["error"].Should().Be("invalid_scope");
    }

    [Module("oidcc-scope-all")]
    public Task All_scopes_that_are_offered_are_told_together() =>
        TellAsync("openid email address profile", "name given_name family_name preferred_username locale email email_verified address");

    [Module("oidcc-alternate-happy-flow")]
    public async Task The_order_of_scopes_and_parameters_means_nothing()
    {
        using var run = NewRun();
        var path = run.PathOf(("scope", "email profile openid"));
        var parameters = QueryHelpers.ParseQuery(path[path.IndexOf('?', StringComparison.Ordinal)..]).Reverse().Select(parameter => KeyValuePair.Create(parameter.Key, (string?)parameter.Value));

        var page = await run.Browser.GetAsync(QueryHelpers.AddQueryString("/connect/authorize", parameters));

        (await run.CheckUserInfoAsync(await run.RedeemAsync(await run.ArriveAsync(page)))).TryGetProperty("email", out _).Should().BeTrue();
    }

    [Module("oidcc-display-page")]
    public Task Display_page_is_no_error() => SucceedWithAsync("display", "page");

    [Module("oidcc-display-popup")]
    public Task Display_popup_is_no_error() => SucceedWithAsync("display", "popup");

    [Module("oidcc-prompt-login")]
    public async Task With_prompt_login_the_person_proves_again_who_they_are()
    {
        using var run = NewRun();
        var first = await run.SucceedAsync();
        Pass(TimeSpan.FromSeconds(2));

        var second = await run.SucceedAsync(("prompt", "login"));

        run.SignIns.Should().Be(2);
        ConformanceRun.SignedInAt(second).Should().BeGreaterThan(ConformanceRun.SignedInAt(first));
    }

    [Module("oidcc-prompt-none-not-logged-in")]
    public async Task A_silent_request_of_a_stranger_is_an_error()
    {
        using var run = NewRun();

        (await run.AuthorizeAsync(("prompt", "none")))["error"].Should().BeOneOf("login_required", "interaction_required");
        run.SignIns.Should().Be(0);
    }

    [Module("oidcc-prompt-none-logged-in")]
    public Task A_silent_request_of_somebody_who_is_signed_in_gives_the_same_person() => AgainSilentlyAsync([], _ => [("prompt", "none")]);

    [Module("oidcc-max-age-1")]
    public async Task Whoever_proved_who_they_are_too_long_ago_does_so_again()
    {
        using var run = NewRun();
        var first = await run.SucceedAsync();
        Pass(TimeSpan.FromSeconds(2));

        var second = await run.SucceedAsync(("max_age", "1"));

        run.SignIns.Should().Be(2);
        ConformanceRun.SignedInAt(second).Should().BeGreaterThan(ConformanceRun.SignedInAt(first));
        (host.Provider.Seconds(0) - ConformanceRun.SignedInAt(second)).Should().BeLessThanOrEqualTo(1);
    }

    [Module("oidcc-max-age-10000")]
    public Task Whoever_proved_who_they_are_lately_is_not_asked_again() => AgainSilentlyAsync([("max_age", "15000")], _ => [("max_age", "10000")]);

    [Module("oidcc-ensure-request-with-unknown-parameter-succeeds")]
    public Task A_parameter_that_nobody_knows_is_passed_over() => SucceedWithAsync("extra", "foobar");

    [Module("oidcc-id-token-hint")]
    public Task A_silent_request_with_the_id_token_gives_the_same_person() =>
        AgainSilentlyAsync([], first => [("prompt", "none"), ("id_token_hint", first.IdToken)]);

    [Module("oidcc-login-hint")]
    public Task A_hint_of_the_login_is_no_error() => SucceedWithAsync("login_hint", "buffy@localhost");

    [Module("oidcc-ui-locales")]
    public Task A_language_that_the_pages_do_not_speak_is_no_error() => SucceedWithAsync("ui_locales", "se");

    [Module("oidcc-claims-locales")]
    public Task A_language_that_claims_do_not_come_in_is_no_error() => SucceedWithAsync("claims_locales", "se");

    [Module("oidcc-ensure-request-with-acr-values-succeeds")]
    public async Task One_of_the_classes_asked_for_comes_back()
    {
        using var run = NewRun();
        var offered = await OfferedAsync(run, "acr_values_supported");

        var tokens = await run.SucceedAsync(("acr_values", string.Join(' ', offered)));

        Jwt.Body(tokens.IdToken).GetProperty("acr").GetString().Should().BeOneOf(offered);
    }

    [Module("oidcc-codereuse")]
    public Task A_code_works_once() => RefuseReuseAsync(TimeSpan.Zero);

    [Module("oidcc-codereuse-30seconds")]
    public Task A_code_used_again_after_30_seconds_ends_the_tokens_that_it_gave() => RefuseReuseAsync(TimeSpan.FromSeconds(30));

    [Module("oidcc-ensure-registered-redirect-uri")]
    public async Task An_address_that_is_not_registered_gets_an_error_page()
    {
        using var run = NewRun();

        RefuseOnOwnPage(await run.Browser.GetAsync(run.PathOf(("redirect_uri", $"{ConformanceHost.ReturnAddress}/autre"))));
    }

    [Module("oidcc-ensure-post-request-succeeds")]
    public async Task A_request_may_be_posted()
    {
        using var run = NewRun();
        var path = run.PathOf();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/connect/authorize");
        request.Content = new FormUrlEncodedContent(QueryHelpers.ParseQuery(path[path.IndexOf('?', StringComparison.Ordinal)..]).Select(field => KeyValuePair.Create(field.Key, field.Value.ToString())));

        var tokens = await run.RedeemAsync(await run.ArriveAsync(await run.Browser.SendAsync(request)));

        run.SignIns.Should().Be(1);
        await run.CheckUserInfoAsync(tokens);
    }

    [Module("oidcc-server-client-secret-post")]
    public async Task A_secret_may_be_sent_in_the_body()
    {
        using var run = new ConformanceRun(host.Provider, host.Second(), responseMode);

        await run.CheckUserInfoAsync(await run.SucceedAsync());
    }

    [Module("oidcc-request-uri-unsigned-supported-correctly-or-rejected-as-unsupported")]
    public async Task A_request_by_reference_is_refused_under_its_name()
    {
        using var run = NewRun();

        (await run.AuthorizeAsync(("request_uri", "https://localhost:5090/request.jwt")))["error"].Should().Be("request_uri_not_supported");
    }

    [Module("oidcc-unsigned-request-object-supported-correctly-or-rejected-as-unsupported")]
    public async Task A_request_object_is_refused_under_its_name()
    {
        using var run = NewRun();

        (await run.AuthorizeAsync(("request", UnsignedObject)))["error"].Should().Be("request_not_supported");
    }

    [Module("oidcc-claims-essential")]
    public async Task A_claim_asked_for_by_name_alone_is_told_where_it_was_asked_for()
    {
        using var run = NewRun();

        var tokens = await run.SucceedAsync(("claims", """{"userinfo":{"name":{"essential":true}}}"""));

        Jwt.Names(tokens.IdToken).Should().NotContain("name");
        (await run.CheckUserInfoAsync(tokens)).GetProperty("name").GetString().Should().Be(ConformanceHost.Person.DisplayName);
    }

    [Module("oidcc-ensure-request-object-with-redirect-uri")]
    public async Task A_request_object_leads_nowhere_that_is_not_registered()
    {
        using var run = NewRun();

        RefuseOnOwnPage(await run.Browser.GetAsync(run.PathOf(("request", UnsignedObject), ("redirect_uri", $"{ConformanceHost.ReturnAddress}/autre"))));
    }

    [Module("oidcc-refresh-token")]
    public async Task A_refresh_token_gives_the_same_person_again_and_nothing_to_another_application()
    {
        using var run = NewRun();
        using var other = new ConformanceRun(host.Provider, host.Second(), responseMode);
        (string, string?)[] request = [("scope", "openid offline_access"), ("prompt", "consent")];
        var first = await run.SucceedAsync(request);
        var ofOther = await other.SucceedAsync(request);

        var second = await run.Application.RefreshAsync(first.RefreshToken);
        var stolen = await run.Application.RefreshAsync(ofOther.RefreshToken);

        (ConformanceRun.SubjectOf(second), Jwt.Body(second.IdToken).GetProperty("aud").GetString()).Should().Be((ConformanceRun.SubjectOf(first), "client1"));
        second.AccessToken.Should().NotBe(first.AccessToken);
        await run.CheckUserInfoAsync(second);
        ((int)stolen.Status, stolen.Error).Should().Be((400, "invalid_grant"));
        (await OfferedAsync(run, "grant_types_supported")).Should().Contain("refresh_token");
    }

    [Module("oidcc-ensure-request-with-valid-pkce-succeeds")]
    public async Task An_application_that_need_not_use_PKCE_may()
    {
        using var run = new ConformanceRun(host.Provider, host.First(usesPkce: true), responseMode);

        (await run.SucceedAsync()).AccessToken.Should().NotBeEmpty();
    }

    private ConformanceRun NewRun() => host.NewRun(responseMode);

    private void Pass(TimeSpan time) => host.Provider.Clock.Advance(time);

    private async Task SucceedWithAsync(string name, string value)
    {
        using var run = NewRun();

        await run.CheckUserInfoAsync(await run.SucceedAsync((name, value)));
        run.SignIns.Should().Be(1);
    }

    private async Task TellAsync(string scopes, string claims)
    {
        using var run = NewRun();

        var told = await run.CheckUserInfoAsync(await run.SucceedAsync(("scope", scopes)));

        told.EnumerateObject().Select(claim => claim.Name).Should().BeEquivalentTo(["sub", .. claims.Split(' ')]);
    }

    private async Task AgainSilentlyAsync((string, string?)[] firstRequest, Func<TokenAnswer, (string, string?)[]> secondRequest)
    {
        using var run = NewRun();
        var first = await run.SucceedAsync(firstRequest);
        Pass(TimeSpan.FromSeconds(1));

        var second = await run.SucceedAsync(secondRequest(first));

        run.SignIns.Should().Be(1);
        (ConformanceRun.SubjectOf(second), ConformanceRun.SignedInAt(second)).Should().Be((ConformanceRun.SubjectOf(first), ConformanceRun.SignedInAt(first)));
    }

    private async Task RefuseReuseAsync(TimeSpan later)
    {
        using var run = NewRun();
        var answer = await run.AuthorizeAsync();
        var tokens = await run.RedeemAsync(answer);
        Pass(later);

        var again = await run.Application.RedeemAsync(answer["code"]);

        ((int)again.Status, again.Error).Should().Be((400, "invalid_grant"));
        ((int)(await run.Application.UserInfoAsync(tokens.AccessToken)).Status).Should().BeInRange(400, 499);
    }

    private static void RefuseOnOwnPage(WebPage page)
    {
        page.Status.Should().Be(HttpStatusCode.BadRequest);
        page.Redirect.Should().BeNull();
        page.Document.QuerySelector($"form[action^='{ConformanceHost.ReturnAddress}']").Should().BeNull();
    }

    private static async Task<string[]> OfferedAsync(ConformanceRun run, string name) =>
        [.. (await run.Application.GetJsonAsync("/.well-known/openid-configuration")).GetProperty(name).EnumerateArray().Select(value => value.GetString()!)];
}
