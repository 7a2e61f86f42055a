using AcRouenIdentity.Domain.OpenId;
using AcRouenIdentity.Testing.Hosts;

namespace AcRouenIdentity.Web.Tests.OpenId;

public sealed class DiscoveryTests
{
    [Fact]
    public async Task Every_address_is_the_public_one_whatever_Host_says()
    {
        await using var host = await Applications.StartAsync(("PublicUrl", "https://identite.ac-rouen.fr/sso"), ("AllowedHosts:0", "evil.example"));
        using var ent = host.Ent();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/.well-known/openid-configuration");
        request.Headers.Host = "evil.example";
        request.Headers.Add("X-Forwarded-Host", "evil.example");
        request.Headers.Add("X-Forwarded-Proto", "http");

        var document = await ent.SendAsync(request);

        document.Text.Should().NotContain("evil.example");
        document.Get("issuer").Should().Be("https://identite.ac-rouen.fr/sso/");
        foreach (var name in new[] { "authorization_endpoint", "token_endpoint", "userinfo_endpoint", "introspection_endpoint", "revocation_endpoint", "end_session_endpoint", "jwks_uri" })
            document.Get(name).Should().StartWith("https://identite.ac-rouen.fr/sso/");
    }

    [Fact]
    public async Task Only_the_code_flow_and_S256_are_offered()
    {
        await using var host = await Applications.StartAsync();
        using var ent = host.Ent();

        var document = await ent.GetJsonAsync("/.well-known/openid-configuration");

        Texts(document, "response_types_supported").Should().Equal("code");
        Texts(document, "grant_types_supported").Should().BeEquivalentTo("authorization_code", "refresh_token", "urn:ietf:params:oauth:grant-type:token-exchange", "urn:ietf:params:oauth:grant-type:device_code");
        Texts(document, "code_challenge_methods_supported").Should().Equal("S256");
        Texts(document, "id_token_signing_alg_values_supported").Should().BeEquivalentTo("RS256", "ES256");
        Texts(document, "response_modes_supported").Should().BeEquivalentTo("query", "fragment", "form_post");
        Texts(document, "token_endpoint_auth_methods_supported").Should().BeEquivalentTo("client_secret_basic", "client_secret_post", "private_key_jwt");
        Texts(document, "token_endpoint_auth_signing_alg_values_supported").Should().BeEquivalentTo("RS256", "PS256", "ES256");
        Texts(document, "dpop_signing_alg_values_supported").Should().Equal("ES256", "PS256");
        Texts(document, "subject_types_supported").Should().BeEquivalentTo("public", "pairwise");
        Texts(document, "userinfo_signing_alg_values_supported").Should().BeEquivalentTo("RS256", "ES256");
        document.GetProperty("authorization_response_iss_parameter_supported").GetBoolean().Should().BeTrue();
        document.GetProperty("claims_parameter_supported").GetBoolean().Should().BeTrue();
        Texts(document, "claims_supported").Should().Contain(ClaimTable.Rules.Select(rule => rule.Claim)).And.OnlyHaveUniqueItems();
        Texts(document, "acr_values_supported").Should().Equal("eidas1", "eidas1-mfa");
        document.GetProperty("backchannel_logout_supported").GetBoolean().Should().BeTrue();
        document.GetProperty("backchannel_logout_session_supported").GetBoolean().Should().BeTrue();
    }

    [Fact]
    public async Task Applications_that_know_OAuth_alone_are_told_the_same()
    {
        await using var host = await Applications.StartAsync();
        using var ent = host.Ent();

        (await ent.GetJsonAsync("/.well-known/oauth-authorization-server")).GetRawText().Should().Be((await ent.GetJsonAsync("/.well-known/openid-configuration")).GetRawText());
    }

    [Fact]
    public async Task Published_keys_are_public_halves_only()
    {
        await using var host = await Applications.StartAsync();
        using var ent = host.Ent();

        var keys = (await ent.GetJsonAsync("/.well-known/jwks")).GetProperty("keys").EnumerateArray().ToList();

        keys.Select(key => key.GetProperty("kty").GetString()).Should().BeEquivalentTo("RSA", "EC");
        keys.SelectMany(key => key.EnumerateObject()).Select(property => property.Name).Should().NotContain(["d", "p", "q", "dp", "dq", "qi", "k"]);
    }

    private static IEnumerable<string?> Texts(System.Text.Json.JsonElement document, string name) =>
        document.GetProperty(name).EnumerateArray().Select(value => value.GetString());
}
