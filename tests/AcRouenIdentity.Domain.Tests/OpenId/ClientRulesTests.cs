using AcRouenIdentity.Domain.OpenId;

namespace AcRouenIdentity.Domain.Tests.OpenId;

public sealed class ClientRulesTests
{
    [Fact]
    public void A_webmail_that_cannot_do_PKCE_is_accepted_with_a_secret_and_exact_addresses()
    {
        var webmail = Portal();
        webmail.Pkce = PkceUse.Unable;

        ClientRules.Problems([webmail]).Should().BeEmpty();
    }

    [Theory]
    [InlineData("http://portail.example.fr/retour", "must be https")]
    [InlineData("https://*.example.fr/retour", "wildcard")]
    [InlineData("https://portail.example.fr/retour#suite", "fragment")]
    [InlineData("https://moi@portail.example.fr/retour", "user name")]
    [InlineData("/retour", "no absolute address")]
    [InlineData("javascript:alert(1)", "must be https")]
    [InlineData("fr.example.portail:/retour", "must be https")]
    public void An_unsafe_redirect_is_refused_with_the_client_the_field_and_the_reason(string address, string reason)
    {
        var portal = Portal();
        portal.RedirectUris.Add(address);

        ClientRules.Problems([portal]).Should().ContainSingle().Which.Should()
            .StartWith("OpenId:Clients: \"ent\": RedirectUris:").And.Contain(address).And.Contain(reason);
    }

    [Theory]
    [InlineData("https://portail.example.fr/retour")]
    [InlineData("http://localhost:5082/retour")]
    [InlineData("http://127.0.0.1:5082/retour")]
    [InlineData("http://[::1]:5082/retour")]
    public void A_safe_redirect_is_accepted(string address)
    {
        var portal = Portal();
        portal.RedirectUris.Add(address);

        ClientRules.Problems([portal]).Should().BeEmpty();
    }

    [Theory]
    [InlineData("motdepasse")]
    [InlineData("0123456789abcdef0123456789abcde")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("")]
    [InlineData(null)]
    public void A_secret_that_could_be_guessed_is_refused(string? secret)
    {
        var portal = Portal();
        portal.Secret = secret;

        ClientRules.Problems([portal]).Should().ContainSingle().Which.Should().StartWith("OpenId:Clients: \"ent\": Secret:");
    }

    [Fact]
    public void A_client_that_signs_has_keys_and_no_secret()
    {
        var portal = Portal();
        portal.TokenEndpointAuth = "private_key_jwt";
        ClientRules.Problems([portal]).Should().HaveCount(2).And.OnlyContain(problem => problem.Contains("secret", StringComparison.Ordinal) || problem.Contains("Keys:", StringComparison.Ordinal));

        portal.Secret = null;
        portal.Keys = """{"keys":[{"kty":"EC","crv":"P-256","x":"AA","y":"AA"}]}""";
        ClientRules.Problems([portal]).Should().BeEmpty();
    }

    [Fact]
    public void Pairwise_subjects_need_one_sector()
    {
        var portal = Portal();
        portal.Subject = SubjectKind.Pairwise;
        portal.RedirectUris.Clear();
        portal.RedirectUris.Add("https://un.example.fr/retour");
        ClientRules.Problems([portal]).Should().BeEmpty();
        ClientRules.Read(portal).Sector.Should().Be("un.example.fr");

        portal.RedirectUris.Add("https://deux.example.fr/retour");
        ClientRules.Problems([portal]).Should().ContainSingle().Which.Should().Contain("Sector: missing");

        portal.Sector = "https://un.example.fr/";
        ClientRules.Problems([portal]).Should().ContainSingle().Which.Should().Contain("Sector: must be a host name");

        portal.Sector = "portail.example.fr";
        ClientRules.Problems([portal]).Should().BeEmpty();
        ClientRules.Read(portal).Sector.Should().Be("portail.example.fr");
    }

    [Fact]
    public void Unknown_ways_to_answer_and_exchanges_of_programs_are_named()
    {
        var portal = Portal();
        portal.ResponseModes.Add("web_message");
        portal.UserInfoAlgorithm = "none";
        portal.Sector = "portail.example.fr";
        var program = new ClientSettings { Id = "programme", Name = "Programme", Kind = ClientKind.Public, TokenExchange = TokenExchangeUse.Allowed };
        program.RedirectUris.Add("http://127.0.0.1/retour");

        ClientRules.Problems([portal]).Should().HaveCount(3);
        ClientRules.Problems([program]).Should().ContainSingle().Which.Should().Contain("TokenExchange");
    }

    [Fact]
    public void An_application_of_devices_needs_no_address_and_a_service_is_none()
    {
        var screen = new ClientSettings { Id = "ecran", Name = "Écran", Kind = ClientKind.Public, DeviceAuthorization = DeviceAuthorizationUse.Allowed };
        var service = new ClientSettings { Id = "api", Name = "API", Kind = ClientKind.Resource, Secret = "0123456789abcdef0123456789abcdef", DeviceAuthorization = DeviceAuthorizationUse.Allowed };

        ClientRules.Problems([screen]).Should().BeEmpty();
        ClientRules.Problems([service]).Should().ContainSingle().Which.Should().Contain("DeviceAuthorization");
        screen.DeviceAuthorization = DeviceAuthorizationUse.Refused;
        ClientRules.Problems([screen]).Should().ContainSingle().Which.Should().Contain("RedirectUris");
    }

    [Fact]
    public void Two_clients_cannot_share_a_name_even_in_another_case()
    {
        var second = Portal();
        second.Id = "ENT";

        ClientRules.Problems([Portal(), second]).Should().ContainSingle().Which.Should().Contain("Id: used by 2 clients");
    }

    [Fact]
    public void Unknown_scopes_and_algorithms_are_named()
    {
        var portal = Portal();
        portal.Scopes.Add("tout");
        portal.IdTokenAlgorithm = "HS256";
        portal.TokenEndpointAuth = "none";

        ClientRules.Problems([portal]).Should().HaveCount(3).And.Contain(problem => problem.Contains("Scopes: \"tout\"", StringComparison.Ordinal));
    }

    [Fact]
    public void A_public_client_keeps_no_secret_always_does_PKCE_and_registers_its_loopback_address_without_a_port()
    {
        var program = new ClientSettings { Id = "programme", Name = "Programme", Kind = ClientKind.Public, Secret = "quelque-chose", Pkce = PkceUse.Unable };
        program.RedirectUris.Add("http://127.0.0.1:8080/retour");

        ClientRules.Problems([program]).Should().HaveCount(3);
    }

    [Theory]
    [InlineData("http://127.0.0.1:49152/retour", true)]
    [InlineData("http://127.0.0.1/retour", true)]
    [InlineData("http://localhost:49152/retour", false)]
    [InlineData("http://127.0.0.1:49152/retour/", false)]
    [InlineData("http://127.0.0.1:49152/retour?x=1", false)]
    [InlineData("http://moi@127.0.0.1:49152/retour", false)]
    [InlineData("http://127.0.0.1.example.fr/retour", false)]
    public void Answers_to_a_public_client_go_to_any_port_of_its_loopback_address_only(string address, bool accepted)
    {
        var program = new Client { Id = "programme", Name = "Programme", Kind = ClientKind.Public, RedirectUris = [new Uri("http://127.0.0.1/retour")] };

        (program.FindRedirect(address) is not null).Should().Be(accepted);
    }

    [Theory]
    [InlineData("https://portail.example.fr/retour", true)]
    [InlineData("https://portail.example.fr/Retour", false)]
    [InlineData("https://portail.example.fr:443/retour", false)]
    [InlineData("https://PORTAIL.example.fr/retour", false)]
    public void Answers_to_a_web_application_go_to_its_address_to_the_letter(string address, bool accepted)
    {
        var portal = new Client { Id = "ent", Name = "Portail", Kind = ClientKind.Confidential, RedirectUris = [new Uri("https://portail.example.fr/retour")] };

        (portal.FindRedirect(address) is not null).Should().Be(accepted);
    }

    [Theory]
    [InlineData("https://agenda.example.fr/api", null)]
    [InlineData("urn:example:agenda", null)]
    [InlineData("imap://courrier.example.fr", null)]
    [InlineData("https://agenda.example.fr/api#ici", "fragment")]
    [InlineData("https://agenda.example.fr/#", "fragment")]
    [InlineData("/api", "no absolute address")]
    [InlineData("agenda", "no absolute address")]
    [InlineData("", "no absolute address")]
    [InlineData("https://agenda.example.fr/a b", "no absolute address")]
    [InlineData("https://*.example.fr/", "wildcard")]
    [InlineData("https://moi@agenda.example.fr/", "user name")]
    public void The_name_of_a_service_is_an_absolute_address_without_a_fragment(string name, string? reason)
    {
        var service = Service("agenda", name);
        var portal = Portal();
        portal.Resources.Add(name);

        foreach (var client in new[] { service, portal })
            if (reason is null)
                ClientRules.Problems([client]).Should().BeEmpty();
            else
                ClientRules.Problems([client]).Should().ContainSingle().Which.Should().Contain("Resource").And.Contain(reason);
    }

    [Fact]
    public void Only_a_service_has_a_name_and_only_others_ask_for_it()
    {
        var portal = Portal();
        portal.ResourceUri = "https://ent.example.fr/";
        var service = Service("agenda", "https://agenda.example.fr/api");
        service.Resources.Add("https://ent.example.fr/");

        ClientRules.Problems([portal]).Should().ContainSingle().Which.Should().Contain("ResourceUri").And.Contain("Kind Resource only");
        ClientRules.Problems([service]).Should().ContainSingle().Which.Should().Contain("Resources").And.Contain("asks for no token");
    }

    [Fact]
    public void Two_services_of_one_name_are_refused()
    {
        ClientRules.Problems([Service("agenda", "https://agenda.example.fr/api"), Service("faux", "https://agenda.example.fr/api")])
            .Should().ContainSingle().Which.Should().Contain("ResourceUri: used by 2");
        ClientRules.Problems([Service("agenda", "https://agenda.example.fr/api"), Service("autre", "https://agenda.example.fr/API")]).Should().BeEmpty("names are compared to the letter");
    }

    private static ClientSettings Service(string id, string name) => new() { Id = id, Name = id, Kind = ClientKind.Resource, Secret = "h5Nc9Rb3Jg8Fs2WqZ0p1Xk", ResourceUri = name };

    private static ClientSettings Portal()
    {
        var portal = new ClientSettings { Id = "ent", Name = "Portail", Kind = ClientKind.Confidential, Secret = "h5Nc9Rb3Jg8Fs2WqZ0p1Xk" };
        portal.RedirectUris.Add("https://portail.example.fr/oidc");
        portal.Scopes.Add("openid");
        return portal;
    }
}
