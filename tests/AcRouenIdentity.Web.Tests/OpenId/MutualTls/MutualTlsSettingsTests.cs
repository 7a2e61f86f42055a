using System.Net;
using System.Text.Json;
using AcRouenIdentity.Testing.Mails;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Tests.OpenId.MutualTls;

/// <summary>What the provider says of certificates, and the settings with which it does not start.</summary>
public sealed class MutualTlsSettingsTests
{
    private const string Configuration = "/.well-known/openid-configuration";

    [Fact]
    public async Task Discovery_says_nothing_of_certificates_where_none_is_looked_at()
    {
        await using var host = await Applications.StartAsync();
        using var ent = host.Ent();

        var text = (await ent.GetJsonAsync(Configuration)).GetRawText();

        text.Should().NotContain("mtls").And.NotContain("tls_client_auth").And.NotContain("\"tls_client_certificate_bound_access_tokens\":true");
    }

    [Fact]
    public async Task Discovery_says_what_is_on_and_where()
    {
        await using var story = await CertificateHost.StartAsync(("OpenId:MutualTls:Url", "https://mtls.exemple.fr:8443/"), ("AllowedHosts:0", "mtls.exemple.fr"));
        using var ent = story.Host.Ent();

        var document = await ent.GetJsonAsync(Configuration);

        foreach (var name in new[] { "token", "introspection", "revocation", "pushed_authorization_request", "device_authorization" })
            Texts(document, $"{name}_endpoint_auth_methods_supported").Should().BeEquivalentTo("client_secret_basic", "client_secret_post", "private_key_jwt", "tls_client_auth", "self_signed_tls_client_auth");
        document.GetProperty("tls_client_certificate_bound_access_tokens").GetBoolean().Should().BeTrue();
        document.GetProperty("mtls_endpoint_aliases").EnumerateObject().ToDictionary(alias => alias.Name, alias => alias.Value.GetString()).Should().BeEquivalentTo(new Dictionary<string, string>
        {
            ["pushed_authorization_request_endpoint"] = "https://mtls.exemple.fr:8443/connect/par",
            ["device_authorization_endpoint"] = "https://mtls.exemple.fr:8443/connect/device",
            ["token_endpoint"] = "https://mtls.exemple.fr:8443/connect/token",
            ["userinfo_endpoint"] = "https://mtls.exemple.fr:8443/connect/userinfo",
            ["introspection_endpoint"] = "https://mtls.exemple.fr:8443/connect/introspect",
            ["revocation_endpoint"] = "https://mtls.exemple.fr:8443/connect/revoke",
        });
        document.GetProperty("token_endpoint").GetString().Should().StartWith(story.Host.Address.ToString());
    }

    [Fact]
    public async Task The_other_address_serves_those_who_come_by_it()
    {
        await using var story = await CertificateHost.StartAsync(("OpenId:MutualTls:Url", "https://mtls.exemple.fr/"), ("AllowedHosts:0", "mtls.exemple.fr"));
        var ent = story.Ent(story.OfEnt());
        using var request = new HttpRequestMessage(HttpMethod.Post, "/connect/introspect") { Content = new FormUrlEncodedContent([new("client_id", "ent"), new("token", "rien")]) };
        request.Headers.Host = "mtls.exemple.fr";

        (await ent.SendAsync(request)).Status.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Without_an_authority_only_registered_certificates_are_offered()
    {
        await using var host = await Applications.StartAsync(("OpenId:MutualTls:Source", "Connection"));
        using var ent = host.Ent();

        var document = await ent.GetJsonAsync(Configuration);

        Texts(document, "token_endpoint_auth_methods_supported").Should().Contain("self_signed_tls_client_auth").And.NotContain("tls_client_auth");
        document.TryGetProperty("mtls_endpoint_aliases", out var aliases).Should().BeFalse(aliases.ToString());
    }

    [Theory]
    [InlineData("believed of TrustedProxies only", "Source=ClientCertHeader")]
    [InlineData("believed of TrustedProxies only", "Source=EscapedPemHeader")]
    [InlineData("no name of a header", "Source=ClientCertHeader", "Header=Client Cert", "TrustedProxies:0=127.0.0.1")]
    [InlineData("no name of a header", "Source=ClientCertHeader", "Header=", "TrustedProxies:0=127.0.0.1")]
    [InlineData("must be an absolute https address", "Source=Connection", "Url=http://mtls.exemple.fr/")]
    [InlineData("must be an absolute https address", "Source=Connection", "Url=mtls")]
    [InlineData("in AllowedHosts", "Source=Connection", "Url=https://mtls.exemple.fr/")]
    [InlineData("of no use without it", "Url=https://localhost/")]
    [InlineData("cannot be read", "Source=Connection", "AuthorityFile=/nulle/part.pem")]
    [InlineData("holds no authority", "Source=Connection", "AuthorityFile=leaf")]
    [InlineData("which is no authority", "Source=Connection", "AuthorityFile=both")]
    [InlineData("holds no authority", "Source=Connection", "AuthorityFile=empty")]
    [InlineData("Sources", "Sources=Connection")]
    [InlineData("needs OpenId:MutualTls", "OpenId:Clients:3:TokenBinding=Certificate")]
    [InlineData("needs OpenId:MutualTls", "Source=Connection", "OpenId:Clients:1:Secret=", "OpenId:Clients:1:TokenEndpointAuth=tls_client_auth", "OpenId:Clients:1:CertificateName=CN=ent")]
    public async Task The_provider_does_not_start_with_settings_that_would_serve_nobody_or_everybody(string said, params string[] settings)
    {
        using var authority = new Authority("Essais");
        using var leaf = authority.ForLoopback();
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, settings[^1] switch
        {
            "AuthorityFile=leaf" => leaf.ExportCertificatePem(),
            "AuthorityFile=both" => authority.Pem + "\n" + leaf.ExportCertificatePem(),
            _ => "",
        });

        var start = async () =>
        {
            await using var host = await Applications.StartAsync([.. settings.Select(setting => Pair(setting, file))]);
        };
        var failure = await start.Should().ThrowAsync<Exception>();

        (failure.Which is OptionsValidationException or InvalidOperationException).Should().BeTrue(failure.Which.ToString());
        failure.Which.ToString().Should().Contain(said);
        File.Delete(file);
    }

    private static (string Key, string? Value) Pair(string setting, string file)
    {
        var (key, value) = setting.Split('=', 2) is [var name, var text] ? (name, text) : throw new ArgumentException(setting);
        return (key.Contains(':', StringComparison.Ordinal) ? key : $"OpenId:MutualTls:{key}", value is "leaf" or "both" or "empty" ? file : key.EndsWith("Secret", StringComparison.Ordinal) ? null : value);
    }

    private static IEnumerable<string?> Texts(JsonElement document, string name) => document.GetProperty(name).EnumerateArray().Select(value => value.GetString());
}
