using AcRouenIdentity.Domain.OpenId;

namespace AcRouenIdentity.Domain.Tests.OpenId;

/// <summary>Which certificates may be registered for an application (RFC 8705 2).</summary>
public sealed class CertificateRulesTests
{
    private static readonly string Der = Convert.ToBase64String([0x30, 0x82, .. Enumerable.Repeat((byte)7, 300)]);
    private static readonly string Pem = $"-----BEGIN CERTIFICATE-----\n{Der.Insert(64, "\n")}\n-----END CERTIFICATE-----\n";
    private static readonly string KeySet = $$"""{"keys":[{"kty":"EC","x5c":["{{Der}}","de l'autorité"]}]}""";

    [Theory]
    [InlineData(CertificateNameKind.SubjectDn, "CN=ent,O=Rectorat,C=FR")]
    [InlineData(CertificateNameKind.SanDns, "ent.example.fr")]
    [InlineData(CertificateNameKind.SanUri, "https://ent.example.fr/")]
    [InlineData(CertificateNameKind.SanUri, "urn:example:ent")]
    [InlineData(CertificateNameKind.SanIp, "192.0.2.1")]
    [InlineData(CertificateNameKind.SanIp, "2001:db8::1")]
    [InlineData(CertificateNameKind.SanEmail, "ent@example.fr")]
    public void A_name_in_its_form_is_accepted_without_any_secret(CertificateNameKind kind, string name)
    {
        var client = Named(kind, name);

        ClientRules.Problems([client]).Should().BeEmpty();
        client.NeedsSecret.Should().BeFalse();
        ClientRules.Read(client).Should().BeEquivalentTo(new { CertificateName = new CertificateName(kind, name), ShowsCertificate = true, BindsToCertificate = true, Authentication = ClientAuthentication.NamedCertificate });
    }

    [Theory]
    [InlineData(CertificateNameKind.SubjectDn, "ent", "RFC 4514")]
    [InlineData(CertificateNameKind.SubjectDn, null, "missing")]
    [InlineData(CertificateNameKind.SubjectDn, " ", "missing")]
    [InlineData(CertificateNameKind.SanDns, "*.example.fr", "no name of that kind")]
    [InlineData(CertificateNameKind.SanDns, "192.0.2.1", "no name of that kind")]
    [InlineData(CertificateNameKind.SanUri, "/ent", "no name of that kind")]
    [InlineData(CertificateNameKind.SanIp, "192.0.2.256", "no name of that kind")]
    [InlineData(CertificateNameKind.SanIp, "ent.example.fr", "no name of that kind")]
    [InlineData(CertificateNameKind.SanEmail, "ent", "no name of that kind")]
    [InlineData((CertificateNameKind)9, "ent", "is unknown")]
    public void A_name_in_another_form_is_refused(CertificateNameKind kind, string? name, string reason) =>
        ClientRules.Problems([Named(kind, name)]).Should().ContainSingle().Which.Should().Contain(reason);

    [Fact]
    public void A_name_or_a_secret_that_would_prove_nothing_is_refused()
    {
        var bySecret = Named(CertificateNameKind.SubjectDn, "CN=ent");
        (bySecret.TokenEndpointAuth, bySecret.Secret) = (null, "h5Nc9Rb3Jg8Fs2WqZ0p1Xk");
        var both = Named(CertificateNameKind.SubjectDn, "CN=ent");
        both.Secret = "h5Nc9Rb3Jg8Fs2WqZ0p1Xk";
        var withKeys = Named(CertificateNameKind.SubjectDn, "CN=ent");
        withKeys.Keys = KeySet;

        ClientRules.Problems([bySecret]).Should().ContainSingle().Which.Should().Contain("tls_client_auth only");
        ClientRules.Problems([both]).Should().ContainSingle().Which.Should().Contain("known by its certificate has none");
        ClientRules.Problems([withKeys]).Should().ContainSingle().Which.Should().Contain("Keys: of use with");
        ClientRules.Problems([Named(CertificateNameKind.SubjectDn, "CN=" + new string('a', 500))]).Should().ContainSingle().Which.Should().Contain("too long");
    }

    [Fact]
    public void Certificates_are_read_as_files_hold_them_and_from_a_key_set()
    {
        ClientCertificates.Read(Pem + Pem).Should().Equal(Der, Der);
        ClientCertificates.Read(KeySet).Should().Equal(Der);
        ClientRules.Problems([Registered(Pem)]).Should().BeEmpty();
        ClientRules.Read(Registered(KeySet)).Should().BeEquivalentTo(new { Keys = (string?)null, Certificates = new[] { Der }, ShowsCertificate = true, BindsToCertificate = true });
    }

    [Theory]
    [InlineData(null, "missing")]
    [InlineData("rien", "no certificates")]
    [InlineData("{", "no certificates")]
    [InlineData("[]", "no certificates")]
    [InlineData("""{"keys":[]}""", "no certificates")]
    [InlineData("""{"keys":[{"kty":"EC"}]}""", "no certificates")]
    [InlineData("""{"keys":[{"x5c":[]}]}""", "no certificates")]
    [InlineData("""{"keys":[{"x5c":[7]}]}""", "no certificates")]
    [InlineData("""{"keys":[{"x5c":["AAAA"]}]}""", "no certificates")]
    [InlineData("""{"keys":{"x5c":"AAAA"}}""", "no certificates")]
    [InlineData("""{"keys":[{"kty":"EC","d":"AAAA","x5c":["AAAA"]}]}""", "private key")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----", "private key")]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----", "no certificates")]
    public void What_is_no_certificate_is_refused(string? keys, string reason) => ClientRules.Problems([Registered(keys)]).Should().ContainSingle().Which.Should().Contain("Keys:").And.Contain(reason);

    [Fact]
    public void Text_beside_certificates_is_refused() => ClientCertificates.Read(Pem + "suite").Should().BeEmpty();

    [Fact]
    public void A_public_client_proves_nothing_by_a_certificate_and_may_have_its_tokens_bound()
    {
        var program = Named(CertificateNameKind.SubjectDn, "CN=ent");
        program.Kind = ClientKind.Public;
        ClientRules.Problems([program]).Should().ContainSingle().Which.Should().Contain("a public client proves nothing");

        (program.TokenEndpointAuth, program.CertificateName, program.TokenBinding) = (null, null, TokenBinding.Certificate);
        ClientRules.Problems([program]).Should().BeEmpty();
        ClientRules.Read(program).Should().BeEquivalentTo(new { ShowsCertificate = false, BindsToCertificate = true });
    }

    [Fact]
    public void A_service_shows_a_certificate_and_has_no_token_to_bind()
    {
        var service = new ClientSettings { Id = "agenda", Name = "Agenda", Kind = ClientKind.Resource, TokenEndpointAuth = "tls_client_auth", CertificateName = "CN=agenda" };
        ClientRules.Problems([service]).Should().BeEmpty();

        service.TokenBinding = TokenBinding.Certificate;
        ClientRules.Problems([service]).Should().ContainSingle().Which.Should().Contain("TokenBinding: a resource asks for no token");
    }

    [Fact]
    public void Of_an_application_a_key_binds_its_tokens_and_of_a_service_it_says_that_proofs_are_looked_at()
    {
        var program = new ClientSettings { Id = "carnet", Name = "Carnet", Kind = ClientKind.Public, TokenBinding = TokenBinding.Dpop, RedirectUris = { "http://127.0.0.1/retour" } };
        var service = new ClientSettings { Id = "notes", Name = "Notes", Kind = ClientKind.Resource, TokenBinding = TokenBinding.Dpop, Secret = "notes-5fQ2kVw8Zt1Lr7Xc3Mb9" };

        ClientRules.Problems([program, service]).Should().BeEmpty();
        ClientRules.Read(program).Should().BeEquivalentTo(new { BindsToKey = true, LooksAtProofs = false, BindsToCertificate = false });
        ClientRules.Read(service).Should().BeEquivalentTo(new { BindsToKey = false, LooksAtProofs = true, BindsToCertificate = false });
    }

    [Fact]
    public void All_of_it_is_exported_and_read_back()
    {
        var client = Named(CertificateNameKind.SanDns, "ent.example.fr");
        client.TokenBinding = TokenBinding.Certificate;

        var back = ClientJson.Read(ClientJson.Write(client));

        ClientJson.Differences(client, back).Should().BeEmpty();
        ClientJson.Differences(new ClientSettings(), back).Should().Contain([ClientSetting.CertificateNameKind, ClientSetting.CertificateName, ClientSetting.TokenBinding]);
    }

    private static ClientSettings Named(CertificateNameKind kind, string? name) => With(new ClientSettings { TokenEndpointAuth = "tls_client_auth", CertificateNameKind = kind, CertificateName = name });

    private static ClientSettings Registered(string? keys) => With(new ClientSettings { TokenEndpointAuth = "self_signed_tls_client_auth", Keys = keys });

    private static ClientSettings With(ClientSettings client)
    {
        (client.Id, client.Name, client.Kind) = ("ent", "Portail", ClientKind.Confidential);
        client.RedirectUris.Add("https://portail.example.fr/oidc");
        return client;
    }
}
