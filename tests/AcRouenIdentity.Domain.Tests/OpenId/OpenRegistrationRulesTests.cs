using AcRouenIdentity.Domain.OpenId;

namespace AcRouenIdentity.Domain.Tests.OpenId;

public sealed class OpenRegistrationRulesTests
{
    private static readonly RegistrationMetadata Honest = new()
    {
        Name = "Courrielleur",
        RedirectUris = ["http://127.0.0.1/retour"],
        TokenEndpointAuth = "none",
        GrantTypes = ["authorization_code", "refresh_token"],
        ResponseTypes = ["code"],
        Scope = "urn:ietf:params:oauth:scope:mail offline_access",
    };

    [Fact]
    public void A_mail_program_as_the_draft_has_it_is_registered_for_mail_with_consent_and_proof_keys()
    {
        var client = ClientRules.Read(Read(Honest));

        (client.Name, client.Kind, client.Consent, client.Pkce, client.MayRefresh).Should().Be(("Courrielleur", ClientKind.Public, ConsentUse.Asked, PkceUse.Required, true));
        client.Scopes.Should().BeEquivalentTo("urn:ietf:params:oauth:scope:mail", "offline_access");
        client.ResponseModes.Should().Equal("query");
        (client.DeviceAuthorization, client.TokenExchange).Should().Be((DeviceAuthorizationUse.Refused, TokenExchangeUse.Refused));
        client.Resources.Should().BeEmpty();
    }

    [Theory]
    [InlineData("http://127.0.0.1")]
    [InlineData("http://127.0.0.1/")]
    [InlineData("http://127.0.0.1/oauth2/retour")]
    [InlineData("http://[::1]/retour")]
    [InlineData("com.example.courrielleur:/retour")]
    [InlineData("com.example.courrielleur://oauth/retour")]
    [InlineData("com.example.courrielleur:/")]
    [InlineData("fr.asso-du-mail.app2:/oauth")]
    public void A_loopback_address_and_a_reversed_domain_name_are_registered_as_they_are(string address) =>
        Read(Honest with { RedirectUris = [address] }).RedirectUris.Should().Equal(address);

    [Fact]
    public void The_port_of_a_loopback_address_is_left_out_since_any_will_do() =>
        Read(Honest with { RedirectUris = ["http://127.0.0.1:49152/retour", "http://127.0.0.1:50000/retour", "http://[::1]:8080"] }).RedirectUris
            .Should().Equal("http://127.0.0.1/retour", "http://[::1]");

    [Theory]
    [InlineData("https://mail.example.org/retour")]
    [InlineData("https://127.0.0.1/retour")]
    [InlineData("http://mail.example.org/retour")]
    [InlineData("http://127.0.0.1.example.org/retour")]
    [InlineData("http://127.0.0.1@evil.example/retour")]
    [InlineData("http://moi@127.0.0.1/retour")]
    [InlineData("http://moi:secret@127.0.0.1/retour")]
    [InlineData("http://localhost/retour")]
    [InlineData("http://localhost@evil.example")]
    [InlineData("http://localhost.evil.example/")]
    [InlineData("http://127.0.0.1\\@evil.example/")]
    [InlineData("http:\\\\127.0.0.1/retour")]
    [InlineData("http:/127.0.0.1/retour")]
    [InlineData("http:127.0.0.1/retour")]
    [InlineData("HTTP://127.0.0.1/retour")]
    [InlineData("http://127.0.0.1#evil.example")]
    [InlineData("http://127.0.0.1/retour#suite")]
    [InlineData("http://127.0.0.1/retour?vers=https://evil.example")]
    [InlineData("http://127.0.0.1/../retour")]
    [InlineData("http://127.0.0.1/%2e%2e/retour")]
    [InlineData("http://127.0.0.1/*")]
    [InlineData("http://127.1/retour")]
    [InlineData("http://2130706433/retour")]
    [InlineData("http://0x7f.0.0.1/retour")]
    [InlineData("http://127.0.0.2/retour")]
    [InlineData("http://0.0.0.0/retour")]
    [InlineData("http://127.0.0.1:0/retour")]
    [InlineData("http://127.0.0.1:99999/retour")]
    [InlineData("http://127.0.0.1:80:80/retour")]
    [InlineData("http://[::ffff:127.0.0.1]/retour")]
    [InlineData("http://[::1%25eth0]/retour")]
    [InlineData("http://[::1].evil.example/retour")]
    [InlineData("http://１２７.0.0.1/retour")]
    [InlineData("http://127.0.0.1/retour\n")]
    [InlineData("http://127.0.0.1/retour\0")]
    [InlineData(" http://127.0.0.1/retour")]
    [InlineData("javascript:alert(1)")]
    [InlineData("javascript.example:/alert")]
    [InlineData("data:text/html,x")]
    [InlineData("data.example:/x")]
    [InlineData("file:///etc/passwd")]
    [InlineData("http.example.app:/retour")]
    [InlineData("https.example.app:/retour")]
    [InlineData("courrielleur:/retour")]
    [InlineData("com.example.courrielleur:retour")]
    [InlineData("com.example.courrielleur:///retour")]
    [InlineData("com.example.courrielleur://moi@hote/retour")]
    [InlineData("com.example.courrielleur:/retour;script-src")]
    [InlineData("com.example.courrielleur:/retour 'unsafe-inline'")]
    [InlineData("Com.Example.App:/retour")]
    [InlineData("com..example:/retour")]
    [InlineData("com.:/retour")]
    [InlineData("com.exаmple.app:/retour")]
    [InlineData("com.example.app")]
    [InlineData("/retour")]
    [InlineData("")]
    [InlineData(null)]
    public void Any_other_address_is_refused(string? address)
    {
        OpenRegistrationRules.Problem(Honest with { RedirectUris = [address] }).Should().Be(RegistrationFault.RedirectForm);
        OpenRegistrationRules.Problem(Honest with { RedirectUris = ["http://127.0.0.1/retour", address] }).Should().Be(RegistrationFault.RedirectForm);
    }

    [Fact]
    public void No_address_too_many_and_one_that_is_too_long_are_refused()
    {
        OpenRegistrationRules.Problem(Honest with { RedirectUris = null }).Should().Be(RegistrationFault.RedirectMissing);
        OpenRegistrationRules.Problem(Honest with { RedirectUris = [] }).Should().Be(RegistrationFault.RedirectMissing);
        OpenRegistrationRules.Problem(Honest with { RedirectUris = [.. Enumerable.Range(0, 6).Select(turn => $"http://127.0.0.1/{turn}")] }).Should().Be(RegistrationFault.RedirectTooMany);
        OpenRegistrationRules.Problem(Honest with { RedirectUris = [$"http://127.0.0.1/{new string('a', 300)}"] }).Should().Be(RegistrationFault.RedirectForm);
    }

    [Theory]
    [InlineData("Courrielleur 2.0")]
    [InlineData("L’Élan d'Œuvre & Cie")]
    [InlineData("Mail_App-X+")]
    public void A_name_of_Latin_letters_is_taken(string name) => OpenRegistrationRules.Problem(Honest with { Name = name }).Should().BeNull();

    [Theory]
    [InlineData("Courrielleur\u202E.fr")]
    [InlineData("Courri\u200Belleur")]
    [InlineData("Courrielleur\u0000")]
    [InlineData("Courrielleur\nde l’école")]
    [InlineData("Courrielleur\u2028x")]
    [InlineData("Тhunderbird")]
    [InlineData("Τhunderbird")]
    [InlineData("Ｔhunderbird")]
    [InlineData("Moz\u0131lla")]
    [InlineData("Courrielleur e\u0301")]
    [InlineData("<b>Courrielleur</b>")]
    [InlineData("«Messagerie»")]
    [InlineData("Messagerie\"")]
    [InlineData("Messagerie, de l’école")]
    [InlineData("\U0001F512 Messagerie")]
    [InlineData("Messagerie\u00A0")]
    [InlineData(" Messagerie")]
    [InlineData("Messagerie  sure")]
    [InlineData("\uD800")]
    [InlineData("2.0")]
    public void A_name_that_misleads_the_eye_is_refused(string name) => OpenRegistrationRules.Problem(Honest with { Name = name }).Should().Be(RegistrationFault.NameForm);

    [Theory]
    [InlineData("Messagerie de l’académie")]
    [InlineData("ACADÉMIE de Rouen")]
    [InlineData("A c a d e m i e")]
    [InlineData("Webmail ac-rouen")]
    [InlineData("Rectorat")]
    [InlineData("Ministère")]
    [InlineData("Messagerie officielle")]
    public void A_name_that_claims_to_be_official_is_refused(string name) => OpenRegistrationRules.Problem(Honest with { Name = name }).Should().Be(RegistrationFault.NameOfAuthority);

    [Fact]
    public void A_name_is_there_and_short()
    {
        OpenRegistrationRules.Problem(Honest with { Name = null }).Should().Be(RegistrationFault.NameMissing);
        OpenRegistrationRules.Problem(Honest with { Name = "" }).Should().Be(RegistrationFault.NameMissing);
        OpenRegistrationRules.Problem(Honest with { Name = new string('a', 41) }).Should().Be(RegistrationFault.NameTooLong);
    }

    [Fact]
    public void Only_a_public_native_client_of_the_code_flow_registers_itself()
    {
        foreach (var method in new[] { null, "client_secret_basic", "client_secret_post", "private_key_jwt", "tls_client_auth", "None", "" })
            OpenRegistrationRules.Problem(Honest with { TokenEndpointAuth = method }).Should().Be(RegistrationFault.NotPublic);
        OpenRegistrationRules.Problem(Honest with { ApplicationType = "web" }).Should().Be(RegistrationFault.NotNative);
        foreach (var grants in new string?[][]
                 {
                     [], ["refresh_token"], ["authorization_code", "implicit"], ["authorization_code", "urn:ietf:params:oauth:grant-type:device_code"], ["authorization_code", "client_credentials"],
                     ["authorization_code", "urn:ietf:params:oauth:grant-type:token-exchange"], ["password"], ["authorization_code", null],
                 })
            OpenRegistrationRules.Problem(Honest with { GrantTypes = grants }).Should().Be(RegistrationFault.GrantTypes);
        foreach (var types in new string?[][] { [], ["token"], ["code", "token"], ["code id_token"], ["none"], [null] })
            OpenRegistrationRules.Problem(Honest with { ResponseTypes = types }).Should().Be(RegistrationFault.ResponseTypes);
    }

    [Theory]
    [InlineData("urn:ietf:params:oauth:scope:mail profile")]
    [InlineData("mail email")]
    [InlineData("mail academie")]
    [InlineData("mail address")]
    [InlineData("mail urn:ietf:params:oauth:scope:contacts")]
    [InlineData("mail\topenid")]
    [InlineData("MAIL")]
    public void No_scope_beyond_mail_is_registered(string scope) => OpenRegistrationRules.Problem(Honest with { Scope = scope }).Should().Be(RegistrationFault.Scope);

    [Theory]
    [InlineData("")]
    [InlineData("openid")]
    [InlineData("openid offline_access")]
    public void Without_mail_there_is_nothing_to_register_for(string scope) => OpenRegistrationRules.Problem(Honest with { Scope = scope }).Should().Be(RegistrationFault.MailMissing);

    [Fact]
    public void The_use_while_the_person_is_away_is_registered_where_both_its_scope_and_its_grant_were_asked_for()
    {
        Read(Honest with { GrantTypes = null }).Scopes.Should().Equal("urn:ietf:params:oauth:scope:mail");
        Read(Honest with { GrantTypes = ["authorization_code"] }).Scopes.Should().Equal("urn:ietf:params:oauth:scope:mail");
        Read(Honest with { Scope = "mail" }).Scopes.Should().Equal("mail");
        Read(Honest with { Scope = null }).Scopes.Should().Equal("urn:ietf:params:oauth:scope:mail", "offline_access");
        Read(Honest with { Scope = "openid mail mail offline_access" }).Scopes.Should().Equal("openid", "mail", "offline_access");
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"x\"")]
    [InlineData("{")]
    [InlineData("""{"client_name":1}""")]
    [InlineData("""{"client_name":{"fr":"x"}}""")]
    [InlineData("""{"redirect_uris":"http://127.0.0.1"}""")]
    [InlineData("""{"redirect_uris":[1]}""")]
    [InlineData("""{"scope":["mail"]}""")]
    [InlineData("""{"client_name":"a","client_name":"b"}""")]
    [InlineData("""{"client_name":"\ud800"}""")]
    [InlineData("""{"client_name":"a"} {"client_name":"b"}""")]
    public void What_is_no_metadata_is_not_read(string text) => RegistrationMetadata.Read(text).Should().BeNull();

    [Fact]
    public void Deep_metadata_is_not_read_and_what_is_not_known_is_passed_over()
    {
        RegistrationMetadata.Read($$"""{"x":{{new string('[', 4000)}}{{new string(']', 4000)}}}""").Should().BeNull();
        RegistrationMetadata.Read("""{"client_name":"a","logo_uri":"https://evil.example/x.png","jwks":{"keys":[{"kty":"EC"}]},"client_name#fr":"b","client_secret":"c"}""")!.Name.Should().Be("a");
    }

    [Fact]
    public void What_was_wrong_is_said_in_ASCII_without_what_was_sent()
    {
        foreach (var fault in Enum.GetValues<RegistrationFault>())
            RegistrationFaults.DescriptionOf(fault).Should().NotBeEmpty().And.Match(text => text.All(character => char.IsBetween(character, ' ', '~') && character != '"' && character != '\\'), "RFC 6749 5.2");
    }

    private static ClientSettings Read(RegistrationMetadata asked)
    {
        OpenRegistrationRules.Problem(asked).Should().BeNull();
        var settings = OpenRegistrationRules.Read(asked, "program-1");
        ClientRules.Problems(settings, SecretKeeping.Apart).Should().BeEmpty();
        return settings;
    }
}
