using System.Net;
using System.Text.Json;
using AcRouenIdentity.Web.Tests.OpenId.Dpop;

namespace AcRouenIdentity.Web.Tests.OpenId.Conformance;

/// <summary>The part of FAPI 2.0 Security Profile Final about tokens that are bound to a key by DPoP (RFC 9449), for an application that sends its proofs.</summary>
public sealed class FapiDpopTests(FapiHost host) : IClassFixture<FapiHost>, IDisposable
{
    private const string Plan = "fapi2-security-profile-final-";
    private readonly ProofKey key = ProofKey.OnCurve();
    private readonly List<IDisposable> made = [];

    public void Dispose()
    {
        key.Dispose();
        foreach (var disposable in made)
            disposable.Dispose();
    }

    [Module($"{Plan}discovery-end-point-verification")]
    public async Task Discovery_tells_all_that_the_profile_needs()
    {
        using var application = host.First();

        var document = await application.GetJsonAsync("/.well-known/openid-configuration");

        Texts(document, "dpop_signing_alg_values_supported").Should().OnlyContain(algorithm => algorithm == "ES256" || algorithm == "PS256" || algorithm == "EdDSA");
        Texts(document, "token_endpoint_auth_methods_supported").Should().Contain("private_key_jwt");
        Texts(document, "token_endpoint_auth_signing_alg_values_supported").Should().Contain(["PS256", "ES256"]);
        Texts(document, "code_challenge_methods_supported").Should().Equal("S256");
        Texts(document, "response_types_supported").Should().Contain("code");
        document.GetProperty("pushed_authorization_request_endpoint").GetString().Should().StartWith(host.Provider.Address.ToString());
        document.GetProperty("authorization_response_iss_parameter_supported").GetBoolean().Should().BeTrue();
    }

    [Module($"{Plan}check-dpop-proof-nbf-exp")]
    public Task A_proof_may_say_when_it_begins_and_ends() => SucceedAsync(("nbf", host.Provider.Seconds(0)), ("exp", host.Provider.Seconds(300)));

    [Module($"{Plan}ensure-dpopproof-with-iat-10seconds-before-succeeds")]
    public Task A_proof_of_ten_seconds_ago_is_good() => SucceedAsync(("iat", host.Provider.Seconds(-10)));

    [Module($"{Plan}ensure-dpopproof-with-iat-10seconds-after-succeeds")]
    public Task A_proof_of_in_ten_seconds_is_good() => SucceedAsync(("iat", host.Provider.Seconds(10)));

    [Module($"{Plan}ensure-mismatched-dpop-jkt-fails")]
    public async Task A_pushed_request_that_names_another_key_than_its_proof_is_refused()
    {
        using var other = ProofKey.OnCurve();

        (await Proving(key).PushAsync(("dpop_jkt", other.Thumbprint))).ShouldGiveNothing("invalid_request", "invalid_dpop_proof");
    }

    [Module($"{Plan}ensure-token-endpoint-fails-with-mismatched-dpop-proof-jkt")]
    public async Task A_code_is_bound_to_the_key_whose_proof_came_with_the_request()
    {
        using var other = ProofKey.OnCurve();

        (await Proving(other).RedeemAsync(await CodeAsync(Proving(key)))).ShouldGiveNothing("invalid_request", "invalid_grant", "invalid_dpop_proof");
    }

    [Module($"{Plan}ensure-token-endpoint-fails-with-mismatched-dpop-jkt")]
    public async Task A_code_is_bound_to_the_key_that_the_request_names()
    {
        using var other = ProofKey.OnCurve();

        (await Proving(key).RedeemAsync(await CodeAsync(Keep(host.First()), ("dpop_jkt", other.Thumbprint)))).ShouldGiveNothing("invalid_request", "invalid_grant", "invalid_dpop_proof");
    }

    [Module($"{Plan}ensure-dpopproof-at-par-endpoint-binding-success")]
    public async Task A_proof_with_the_pushed_request_is_enough() => (await Proving(key).RedeemAsync(await CodeAsync(Proving(key)))).Get("token_type").Should().Be("DPoP");

    [Module($"{Plan}ensure-dpop-auth-code-binding-success")]
    public async Task The_key_may_be_named_in_the_pushed_request() =>
        (await Proving(key).RedeemAsync(await CodeAsync(Keep(host.First()), ("dpop_jkt", key.Thumbprint)))).Get("token_type").Should().Be("DPoP");

    [Module($"{Plan}ensure-holder-of-key-required")]
    public async Task A_code_that_is_bound_to_a_key_gives_no_token_without_a_proof() =>
        (await Keep(host.First()).RedeemAsync(await CodeAsync(Proving(key)))).ShouldGiveNothing("invalid_request", "invalid_grant", "invalid_dpop_proof");

    [Module($"{Plan}dpop-negative-tests")]
    public async Task A_protected_resource_takes_a_token_with_a_good_proof_alone()
    {
        var application = Proving(key);
        var token = (await application.RedeemAsync(await CodeAsync(application))).AccessToken;
        using var other = ProofKey.OnCurve();
        string Made(params (string, object?)[] changes) => key.ProveWith(host.Provider, token, changes);
        string Headed(params (string, object?)[] changes) => key.Sign(key.Header(changes), ProofKey.Claims(host.Provider, "GET", UserInfo, ("ath", ProofKey.HashOf(token))));

        foreach (var proof in new[]
                 {
                     $"{Made()}.x", Headed(("typ", null)), Headed(("alg", null)), Headed(("jwk", null)), Made(("jti", null)), Made(("htm", null)), Made(("htu", null)), Made(("iat", null)), Made(("ath", null)),
                     Headed(("typ", "JWT")), Headed(("alg", "none")), $"{Made()[..^4]}AAAA", Headed(("jwk", key.PublicAndPrivate())), Made(("htm", "PUT")), Made(("htu", "https://autre.example/")),
                     Made(("iat", host.Provider.Seconds(3600))), Made(("iat", host.Provider.Seconds(-3600))), Made(("ath", ProofKey.HashOf("autre"))), other.ProveWith(host.Provider, token),
                 })
            (await application.UserInfoByProofAsync(token, proof)).Status.Should().Be(HttpStatusCode.Unauthorized, proof);
        (await application.UserInfoByProofAsync(token, Made(), Made())).Status.Should().Be(HttpStatusCode.Unauthorized);
        (await application.UserInfoByProofAsync(token)).Status.Should().Be(HttpStatusCode.Unauthorized);
        (await application.UserInfoAsync(token)).Status.Should().Be(HttpStatusCode.Unauthorized);

        var once = Made(("jti", "une-seule-fois"));
        (await application.UserInfoByProofAsync(token, once)).Status.Should().Be(HttpStatusCode.OK);
        (await application.UserInfoByProofAsync(token, once)).Status.Should().Be(HttpStatusCode.Unauthorized);
        foreach (var proof in new[]
                 {
                     Made(("htu", $"{UserInfo}?a=b#c")), Made(("htu", UserInfo.Replace("http://localhost", "HTTP://LOCALHOST", StringComparison.Ordinal))), Made(("autre", new[] { 1 })), Headed(("autre", "x"), ("kid", "1")), Made(),
                 })
            (await application.UserInfoByProofAsync(token, proof)).Status.Should().Be(HttpStatusCode.OK, proof);
    }

    private string UserInfo => $"{host.Provider.Address}connect/userinfo";

    private async Task SucceedAsync(params (string, object?)[] changes)
    {
        var application = Keep(host.Proving((method, address) => key.Prove(host.Provider, method, address, changes)));

        var tokens = await application.RedeemAsync(await CodeAsync(application));

        tokens.Get("token_type").Should().Be("DPoP");
        (await application.UserInfoByProofAsync(tokens.AccessToken, key.ProveWith(host.Provider, tokens.AccessToken, changes))).Status.Should().Be(HttpStatusCode.OK);
    }

    private async Task<string> CodeAsync(RelyingParty application, params (string, string?)[] changes)
    {
        using var browser = await host.SignedInAsync();
        return application.Answer(await browser.GetAsync(application.PushedPath(await application.PushAsync(changes))))["code"];
    }

    private RelyingParty Proving(ProofKey by) => Keep(host.Proving((method, address) => by.Prove(host.Provider, method, address)));

    private RelyingParty Keep(RelyingParty application)
    {
        made.Add(application);
        return application;
    }

    private static IEnumerable<string?> Texts(JsonElement document, string name) => document.GetProperty(name).EnumerateArray().Select(value => value.GetString());
}
