using System.Globalization;
using System.Text.Json;
using AcRouenIdentity.Testing.Hosts;
using Microsoft.IdentityModel.Tokens;

namespace AcRouenIdentity.Web.Tests.OpenId.Conformance;

/// <summary>Config OP: <c>oidcc-config-certification-test-plan</c>, of a provider that the world finds under https.</summary>
public sealed class ConfigOpTests
{
    private const string Issuer = "https://identite.ac-rouen.fr/";

    [Module("oidcc-discovery-endpoint-verification")]
    public async Task What_discovery_says_is_whole_and_right()
    {
        await using var host = await ProviderHost.StartAsync(new Dictionary<string, string?> { ["PublicUrl"] = Issuer.TrimEnd('/') });
        using var reader = new RelyingParty(host.Address, "personne", secret: null);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/.well-known/openid-configuration");

        var answer = await reader.SendAsync(request);
        var document = answer.Json;

        ((int)answer.Status, answer.Response.Content.Headers.ContentType!.MediaType).Should().Be((200, "application/json"));
        document.GetProperty("issuer").GetString().Should().Be(Issuer);
        Texts(document, "response_types_supported").Should().Contain("code");
        Texts(document, "grant_types_supported").Should().Contain("authorization_code");
        Texts(document, "subject_types_supported").Should().BeSubsetOf(["public", "pairwise"]).And.NotBeEmpty();
        Texts(document, "id_token_signing_alg_values_supported").Should().Contain("RS256");
        Texts(document, "scopes_supported").Should().Contain("openid").And.OnlyContain(scope => scope.All(letter => letter > ' ' && letter != '"' && letter != '\\'));
        Texts(document, "claims_supported").Should().Contain("sub").And.OnlyHaveUniqueItems();
        Texts(document, "code_challenge_methods_supported").Should().Equal("S256");
        Texts(document, "ui_locales_supported").Should().OnlyContain(tag => CultureInfo.GetCultureInfo(tag).Name == tag);
        document.GetProperty("request_parameter_supported").GetBoolean().Should().BeFalse();
        document.GetProperty("request_uri_parameter_supported").GetBoolean().Should().BeFalse();
        document.GetProperty("claims_parameter_supported").GetBoolean().Should().BeTrue();
        foreach (var endpoint in document.EnumerateObject().Where(member => member.Name.EndsWith("_endpoint", StringComparison.Ordinal) || member.Name == "jwks_uri"))
            endpoint.Value.GetString().Should().StartWith(Issuer, endpoint.Name);
        document.EnumerateObject().Select(member => member.Name).Should().Contain(["authorization_endpoint", "token_endpoint", "userinfo_endpoint", "jwks_uri"]);
        CheckKeys(await reader.GetJsonAsync("/.well-known/jwks"));
    }

    private static void CheckKeys(JsonElement document)
    {
        var keys = new JsonWebKeySet(document.GetRawText()).Keys;

        keys.Should().OnlyContain(key => key.Use == "sig" && !key.HasPrivateKey).And.OnlyHaveUniqueItems(key => key.Kid);
        keys.Where(key => key.Kty == "RSA").Should().NotBeEmpty().And.OnlyContain(key => key.KeySize >= 2048);
    }

    private static IEnumerable<string> Texts(JsonElement document, string name) => document.GetProperty(name).EnumerateArray().Select(value => value.GetString()!);
}
