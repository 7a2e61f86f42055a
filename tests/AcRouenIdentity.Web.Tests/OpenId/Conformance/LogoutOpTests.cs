using System.Net;
using AcRouenIdentity.Testing.Hosts;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace AcRouenIdentity.Web.Tests.OpenId.Conformance;

/// <summary>RP-Initiated Logout and Back-Channel: <c>oidcc-rp-initiated-logout-certification-test-plan</c>, <c>oidcc-backchannel-rp-initiated-logout-certification-test-plan</c>.</summary>
public sealed class LogoutOpTests(ConformanceHost host) : IClassFixture<ConformanceHost>
{
    private const string State = "fin-de-session";

    [Module("oidcc-rp-initiated-logout-discovery-endpoint-verification")]
    public async Task Discovery_says_where_a_session_ends() => (await DiscoveryAsync()).GetProperty("end_session_endpoint").GetString().Should().Be($"{host.Provider.Address}connect/logout");

    [Module("oidcc-rp-initiated-logout")]
    public async Task The_browser_goes_back_with_the_state_and_is_signed_out()
    {
        using var run = host.NewRun();
        var page = await LeaveAsync(run, await run.SucceedAsync());

        page.Redirect!.ToString().Should().Be($"{ConformanceHost.AfterLogout}?state={State}");
        await CheckSignedOutAsync(run);
    }

    [Module("oidcc-rp-initiated-logout-bad-post-logout-redirect-uri")]
    public Task An_address_that_is_not_registered_is_never_gone_to() => StayAsync(_ => [("post_logout_redirect_uri", $"{ConformanceHost.AfterLogout}/autre")]);

    [Module("oidcc-rp-initiated-logout-query-added-to-post-logout-redirect-uri")]
    public Task A_query_added_to_the_address_makes_it_another() => StayAsync(_ => [("post_logout_redirect_uri", $"{ConformanceHost.AfterLogout}?foo=bar")]);

    [Module("oidcc-rp-initiated-logout-modified-id-token-hint")]
    public Task A_hint_whose_signature_was_taken_away_leads_nowhere() => StayAsync(tokens => [("id_token_hint", $"eyJhbGciOiJub25lIn0.{tokens.IdToken.Split('.')[1]}.")]);

    [Module("oidcc-rp-initiated-logout-bad-id-token-hint")]
    public Task A_hint_that_somebody_else_signed_leads_nowhere() => StayAsync(tokens => [("id_token_hint", SignedBySomebodyElse(tokens))]);

    [Module("oidcc-rp-initiated-logout-no-id-token-hint")]
    public Task Without_a_hint_the_person_is_asked() => StayAsync(_ => [("id_token_hint", null)]);

    [Module("oidcc-rp-initiated-logout-no-params")]
    public Task Without_any_parameter_the_person_is_asked_and_signed_out() => LeaveByHandAsync(("id_token_hint", null), ("post_logout_redirect_uri", null), ("state", null));

    [Module("oidcc-rp-initiated-logout-no-post-logout-redirect-uri")]
    public async Task Without_an_address_the_person_is_signed_out_and_stays_with_us()
    {
        using var run = host.NewRun();
        var page = await run.Browser.FollowAsync(await LeaveAsync(run, await run.SucceedAsync(), ("post_logout_redirect_uri", null)));

        page.Status.Should().Be(HttpStatusCode.OK);
        await CheckSignedOutAsync(run);
    }

    [Module("oidcc-rp-initiated-logout-only-state")]
    public Task With_a_state_alone_the_person_is_asked_and_signed_out() => LeaveByHandAsync(("id_token_hint", null), ("post_logout_redirect_uri", null));

    [Module("oidcc-rp-initiated-logout-no-state")]
    public async Task Without_a_state_the_browser_goes_back_without_one()
    {
        using var run = host.NewRun();
        var page = await LeaveAsync(run, await run.SucceedAsync(), ("state", null));

        page.Redirect!.ToString().Should().Be(ConformanceHost.AfterLogout);
        await CheckSignedOutAsync(run);
    }

    [Module("oidcc-backchannel-logout-discovery-endpoint-verification")]
    public async Task Discovery_says_that_applications_are_told_of_each_session()
    {
        var document = await DiscoveryAsync();

        document.GetProperty("backchannel_logout_supported").GetBoolean().Should().BeTrue();
        document.GetProperty("backchannel_logout_session_supported").GetBoolean().Should().BeTrue();
        document.GetProperty("end_session_endpoint").GetString().Should().NotBeEmpty();
    }

    [Module("oidcc-backchannel-rp-initiated-logout")]
    public async Task The_application_is_told_by_a_signed_token_of_its_session()
    {
        using var run = host.NewRun();
        var tokens = await run.SucceedAsync();
        var session = Jwt.Body(tokens.IdToken).GetProperty("sid").GetString();

        var page = await LeaveAsync(run, tokens);
        await Eventually.BeTrueAsync(() => Task.FromResult(Received(session) is not null));

        page.Redirect!.ToString().Should().StartWith(ConformanceHost.AfterLogout);
        await CheckLogoutTokenAsync(run, Received(session)!, ConformanceRun.SubjectOf(tokens));
        await CheckSignedOutAsync(run);
    }

    private async Task CheckLogoutTokenAsync(ConformanceRun run, string token, string subject)
    {
        var keys = new JsonWebKeySet((await run.Application.GetJsonAsync("/.well-known/jwks")).GetRawText());
        var read = await new JsonWebTokenHandler().ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = host.Provider.Address.ToString(), ValidAudience = "client1", IssuerSigningKeys = keys.GetSigningKeys(), ValidAlgorithms = ["RS256"], ValidateLifetime = false,
        });
        read.IsValid.Should().BeTrue(read.Exception?.Message);
        var body = Jwt.Body(token);
        Jwt.Names(token).Should().Contain(["iat", "exp", "jti"]).And.NotContain("nonce");
        body.GetProperty("sub").GetString().Should().Be(subject);
        body.GetProperty("events").GetProperty("http://schemas.openid.net/event/backchannel-logout").EnumerateObject().Should().BeEmpty();
    }

    private string? Received(string? session) => host.Receiver.Tokens.FirstOrDefault(token => Jwt.Body(token).GetProperty("sid").GetString() == session);

    private async Task<System.Text.Json.JsonElement> DiscoveryAsync()
    {
        using var application = host.First();
        return await application.GetJsonAsync("/.well-known/openid-configuration");
    }

    private static Task<WebPage> LeaveAsync(ConformanceRun run, TokenAnswer tokens, params (string Name, string? Value)[] changes)
    {
        var parameters = new Dictionary<string, string?> { ["id_token_hint"] = tokens.IdToken, ["post_logout_redirect_uri"] = ConformanceHost.AfterLogout, ["state"] = State };
        foreach (var (name, value) in changes)
            parameters[name] = value;
        return run.Browser.GetAsync(ConformanceRun.LogoutPath([.. parameters.Select(parameter => (parameter.Key, parameter.Value))]));
    }

    /// <summary>No redirect: an error, or a question, and the session goes on.</summary>
    private async Task StayAsync(Func<TokenAnswer, (string, string?)[]> changes)
    {
        using var run = host.NewRun();
        var tokens = await run.SucceedAsync();

        var page = await LeaveAsync(run, tokens, changes(tokens));

        page.Redirect.Should().BeNull();
        page.Status.Should().BeOneOf(HttpStatusCode.OK, HttpStatusCode.BadRequest);
        (await run.Browser.IsSignedInAsync()).Should().BeTrue();
    }

    private async Task LeaveByHandAsync(params (string, string?)[] changes)
    {
        using var run = host.NewRun();
        var asked = await LeaveAsync(run, await run.SucceedAsync(), changes);

        var left = await run.Browser.FollowAsync(await run.Browser.SubmitAsync(asked));

        left.Status.Should().Be(HttpStatusCode.OK);
        await CheckSignedOutAsync(run);
    }

    private static async Task CheckSignedOutAsync(ConformanceRun run) => (await run.AuthorizeAsync(("prompt", "none")))["error"].Should().Be("login_required");

    private static string SignedBySomebodyElse(TokenAnswer tokens)
    {
        using var key = new AssertionKey("ailleurs");
        return key.Sign(Jwt.Body(tokens.IdToken).EnumerateObject().ToDictionary(claim => claim.Name, claim => (object)claim.Value));
    }
}
