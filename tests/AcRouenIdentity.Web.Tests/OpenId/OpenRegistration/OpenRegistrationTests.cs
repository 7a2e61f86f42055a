using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Domain.OpenId;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Tests.OpenId.OpenRegistration;

public sealed class OpenRegistrationTests : IAsyncLifetime
{
    private const string Question = "Une application inconnue demande l’accès à votre messagerie";
    private ProviderHost host = null!;
    private PlainBrowser browser = null!;

    public async Task InitializeAsync()
    {
        host = await Applications.StartAsync(UnknownProgram.Open, ("TrustedProxies:0", "127.0.0.1"), ("TrustedProxies:1", "::1"));
        browser = host.NewBrowser();
        await browser.SignInAsync(SamplePeople.ClaireMartin);
    }

    public async Task DisposeAsync()
    {
        browser.Dispose();
        await host.DisposeAsync();
    }

    [Fact]
    public async Task A_program_registers_is_let_in_by_its_owner_and_opens_the_mailbox()
    {
        var registered = await host.RegisterProgramAsync();
        using var program = host.PlayProgram(registered.Get("client_id"), UnknownProgram.LoopbackAddress);
        using var mail = host.Mail();

        var page = await browser.PressAsync(await browser.GetAsync(program.AuthorizePath()), "Donner l’accès");
        var tokens = await program.RedeemAsync(program.Answer(page)["code"]);
        var refreshed = await program.RefreshAsync(tokens.RefreshToken);

        registered.Status.Should().Be(HttpStatusCode.Created);
        registered.Response.Headers.CacheControl!.NoStore.Should().BeTrue();
        registered.Get("redirect_uris").Should().Be("[\"http://127.0.0.1/retour\"]");
        registered.Get("grant_types").Should().Be("[\"authorization_code\",\"refresh_token\"]");
        registered.Get("scope").Should().Be($"{UnknownProgram.MailScope} openid offline_access");
        registered.Get("token_endpoint_auth_method").Should().Be("none");
        registered.Get("client_id_issued_at").Should().Be(host.Clock.GetUtcNow().ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture));
        foreach (var absent in new[] { "client_secret", "registration_access_token", "logo_uri", "client_uri" })
            registered.Has(absent).Should().BeFalse(absent);
        program.Answer(page)["iss"].Should().Be(host.Address.AbsoluteUri, "RFC 9207");
        tokens.Has("expires_in").Should().BeTrue();
        (await mail.IntrospectAsync(refreshed.AccessToken)).Get("username").Should().Be(SamplePeople.ClaireMartin.Login.ToString());
        refreshed.RefreshToken.Should().NotBe(tokens.RefreshToken);
        (await program.RefreshAsync(tokens.RefreshToken)).Error.Should().Be("invalid_grant", "refresh tokens turn");
    }

    [Fact]
    public async Task The_question_says_that_nobody_knows_the_program_and_what_it_claims_to_be()
    {
        using var program = await host.PlayProgramAsync();

        var page = await browser.GetAsync(program.AuthorizePath());
        var english = await browser.GetAsync(program.AuthorizePath(("ui_locales", "en")));

        page.Heading.Should().Be(Question);
        page.Main.Should().Contain("L’académie ne connaît pas cette application").And.Contain("Elle dit s’appeler «\u00a0Courrielleur\u00a0»").And.Contain("lire et envoyer vos messages")
            .And.Contain("un programme de cet appareil (127.0.0.1)").And.Contain("Claire Martin");
        page.Html.Should().NotContain("courrielleur.example");
        page.Document.QuerySelector("main button")!.TextContent.Should().Be("Refuser", "what happens by mistake does no harm");
        english.Main.Should().Contain("The académie does not know this application").And.Contain("“Courrielleur”").And.Contain("read and send your mail");
    }

    [Fact]
    public async Task The_question_comes_each_time_and_silence_is_no_answer()
    {
        using var program = await host.PlayProgramAsync();

        var before = await browser.GetAsync(program.AuthorizePath(("prompt", "none")));
        await program.LetInAsync(browser);
        var silent = await browser.GetAsync(program.AuthorizePath(("prompt", "none")));
        var again = await browser.GetAsync(program.AuthorizePath());

        program.Answer(before)["error"].Should().Be("consent_required");
        program.Answer(silent)["error"].Should().Be("consent_required", "RFC 8252 8.6: another program may pretend to be it");
        again.Heading.Should().Be(Question);
        program.Answer(await browser.PressAsync(again, "Refuser"))["error"].Should().Be("access_denied");
    }

    [Fact]
    public async Task A_program_with_an_address_of_its_own_is_answered_there_and_the_page_says_so()
    {
        const string address = "com.example.courrielleur:/retour";
        using var program = host.PlayProgram((await host.RegisterProgramAsync(("redirect_uris", new JsonArray(address)))).Get("client_id"), address);

        var page = await browser.GetAsync(program.AuthorizePath());
        var answered = await browser.PressAsync(page, "Donner l’accès");

        page.Main.Should().Contain("qui ouvre les adresses «\u00a0com.example.courrielleur:\u00a0»");
        page.Response.Headers.GetValues("Content-Security-Policy").Single().Should().Contain("form-action 'self' com.example.courrielleur:;");
        answered.Redirect!.AbsoluteUri.Should().StartWith($"{address}?").And.Contain("code=");
        (await program.RedeemAsync(Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(answered.Redirect.Query)["code"]!)).AccessToken.Should().NotBeEmpty();
    }

    [Theory]
    [InlineData("http://127.0.0.1:1024", "http://127.0.0.1:49152")]
    [InlineData("http://[::1]/retour", "http://[::1]:49152/retour")]
    public async Task Any_port_of_a_loopback_address_is_answered(string registered, string asked)
    {
        using var program = host.PlayProgram((await host.RegisterProgramAsync(("redirect_uris", new JsonArray(registered)))).Get("client_id"), asked);

        (await program.LetInAsync(browser)).AccessToken.Should().NotBeEmpty();
    }

    [Theory]
    [InlineData("http://127.0.0.1:49152/ailleurs")]
    [InlineData("http://localhost:49152/retour")]
    [InlineData("http://[::1]:49152/retour")]
    [InlineData("http://moi@127.0.0.1:49152/retour")]
    [InlineData("https://127.0.0.1:49152/retour")]
    [InlineData("http://127.0.0.1.example.org/retour")]
    [InlineData("com.example.courrielleur:/retour")]
    public async Task No_address_but_the_registered_one_is_answered(string address)
    {
        using var program = await host.PlayProgramAsync();

        var page = await browser.GetAsync(program.AuthorizePath(("redirect_uri", address)));

        page.Status.Should().Be(HttpStatusCode.BadRequest);
        page.Redirect.Should().BeNull();
    }

    [Fact]
    public async Task Without_proof_key_with_a_plain_one_or_with_another_there_are_no_tokens()
    {
        using var program = await host.PlayProgramAsync();

        program.Answer(await browser.GetAsync(program.AuthorizePath(("code_challenge", null), ("code_challenge_method", null))))["error"].Should().Be("invalid_request");
        program.Answer(await browser.GetAsync(program.AuthorizePath(("code_challenge", program.Verifier), ("code_challenge_method", "plain"))))["error"].Should().Be("invalid_request");
        program.Answer(await browser.GetAsync(program.AuthorizePath(("code_challenge_method", null))))["error"].Should().Be("invalid_request");
        (await program.RedeemAsync(await program.AgreeAsync(browser), ("code_verifier", new string('a', 43)))).Error.Should().Be("invalid_grant");
        (await program.RedeemAsync(await program.AgreeAsync(browser), ("code_verifier", null))).Error.Should().NotBeNullOrEmpty();
    }

    [Fact]
    public async Task Its_token_opens_mail_and_nothing_else()
    {
        using var program = await host.PlayProgramAsync();
        using var mail = host.Mail();
        using var ent = host.Ent();
        var tokens = await program.LetInAsync(browser);

        Jwt.Body(tokens.AccessToken).GetProperty("aud").GetString().Should().Be("mail");
        Jwt.Names(tokens.IdToken).Should().NotContain(["name", "email", "preferred_username", "given_name"]);
        (await program.UserInfoAsync(tokens.AccessToken)).Json.EnumerateObject().Select(member => member.Name).Should().Equal("sub");
        (await ent.IntrospectAsync(tokens.AccessToken)).Text.Should().NotContain("\"active\":true");
        (await program.IntrospectAsync(tokens.AccessToken)).Error.Should().NotBeNullOrEmpty();
        (await program.ExchangeAsync(tokens.AccessToken, "mail")).Error.Should().NotBeNullOrEmpty();
        (await program.PostAsync("/connect/device", new() { ["scope"] = UnknownProgram.MailScope })).Error.Should().NotBeNullOrEmpty();
        (await program.PostAsync("/connect/token", new() { ["grant_type"] = "client_credentials" })).Error.Should().NotBeNullOrEmpty();
        using var stranger = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = host.Address };
        stranger.DefaultRequestHeaders.Authorization = new("Bearer", tokens.AccessToken);
        foreach (var path in new[] { "/compte", "/compte/mots-de-passe-applications", "/annuaire", "/compte/donnees" })
            (await stranger.GetAsync(new Uri(path, UriKind.Relative))).Headers.Location!.ToString().Should().Contain("/connexion", path);
        (await mail.IntrospectAsync(tokens.AccessToken)).IsActive.Should().BeTrue();
    }

    [Theory]
    [InlineData("openid profile urn:ietf:params:oauth:scope:mail")]
    [InlineData("email urn:ietf:params:oauth:scope:mail")]
    [InlineData("mail")]
    [InlineData("openid")]
    [InlineData("openid offline_access")]
    public async Task Scopes_that_it_did_not_register_and_those_without_mail_are_refused(string scope)
    {
        using var program = await host.PlayProgramAsync();

        program.Answer(await browser.GetAsync(program.AuthorizePath(("scope", scope)))).Should().ContainKey("error").And.NotContainKey("code");
    }

    [Fact]
    public async Task It_names_no_service_and_chooses_no_other_way_of_being_answered()
    {
        using var program = await host.PlayProgramAsync();

        program.Answer(await browser.GetAsync(program.AuthorizePath(("response_mode", "form_post"))))["error"].Should().Be("invalid_request");
        program.Resources = ["https://agenda.exemple.fr/api"];
        program.Answer(await browser.GetAsync(program.AuthorizePath()))["error"].Should().Be("invalid_target");
    }

    [Fact]
    public async Task What_it_asks_for_and_cannot_have_is_refused_by_the_names_of_the_standard_and_nothing_is_kept()
    {
        foreach (var (name, value, error) in new (string, JsonNode?, string)[]
                 {
                     ("redirect_uris", new JsonArray("http://localhost@evil.example/"), "invalid_redirect_uri"), ("redirect_uris", new JsonArray(), "invalid_redirect_uri"), ("redirect_uris", null, "invalid_redirect_uri"),
                     ("client_name", "Courrielleur\u202Egpj", "invalid_client_metadata"), ("client_name", "Académie", "invalid_client_metadata"), ("client_name", null, "invalid_client_metadata"),
                     ("token_endpoint_auth_method", "client_secret_basic", "invalid_client_metadata"), ("application_type", "web", "invalid_client_metadata"),
                     ("grant_types", new JsonArray("client_credentials"), "invalid_client_metadata"), ("response_types", new JsonArray("token"), "invalid_client_metadata"),
                     ("scope", "openid profile mail", "invalid_client_metadata"), ("scope", new JsonArray("mail"), "invalid_client_metadata"),
                 })
        {
            var refused = await host.RegisterProgramAsync((name, value));

            refused.Status.Should().Be(HttpStatusCode.BadRequest);
            refused.Error.Should().Be(error, $"{name} is {value}");
            refused.Get("error_description").Should().NotBeEmpty();
            refused.Response.Headers.CacheControl!.NoStore.Should().BeTrue();
        }

        (await CountAsync()).Should().Be(0);
        (await host.AskAsync((IdentityDb db) => db.AuditEntries.CountAsync(entry => entry.Kind == AuditKind.ApplicationRegisteredItself))).Should().Be(0);
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("text/plain", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/json; charset=utf-16", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/json-seq", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/json; charset=UTF-8", HttpStatusCode.Created)]
    public async Task Only_JSON_in_UTF_8_is_read(string contentType, HttpStatusCode status) =>
        (await host.PostRegistrationAsync(Encoding.UTF8.GetBytes(UnknownProgram.Metadata().ToJsonString()), contentType, source: null)).Status.Should().Be(status);

    [Fact]
    public async Task What_is_huge_deep_or_no_text_is_refused_before_anything_is_looked_up()
    {
        foreach (var (body, status) in new[]
                 {
                     (UnknownProgram.Metadata(("software_version", new string('a', 10_000))).ToJsonString(), HttpStatusCode.RequestEntityTooLarge),
                     (new string('a', 1_000_000), HttpStatusCode.RequestEntityTooLarge), ($"{{\"x\":{new string('[', 3000)}{new string(']', 3000)}}}", HttpStatusCode.BadRequest), ("", HttpStatusCode.BadRequest), ("[]", HttpStatusCode.BadRequest),
                 })
            (await host.PostRegistrationAsync(Encoding.UTF8.GetBytes(body), "application/json", source: null)).Status.Should().Be(status);
        (await host.PostRegistrationAsync([0x7B, 0xFF, 0xFE, 0x7D], "application/json", source: null)).Error.Should().Be("invalid_client_metadata");
        (await browser.GetAsync("/connect/register")).Status.Should().Be(HttpStatusCode.MethodNotAllowed);
        (await CountAsync()).Should().Be(0);
    }

    [Fact]
    public async Task A_flood_from_one_source_is_slowed_and_nobody_elsewhere_notices()
    {
        var body = Encoding.UTF8.GetBytes(UnknownProgram.Metadata().ToJsonString());
        for (var turn = 0; turn < 61; turn++)
            (await host.PostRegistrationAsync(body, "application/json", "192.0.2.1")).Status.Should().Be(HttpStatusCode.Created);

        var refused = await host.PostRegistrationAsync(body, "application/json", "192.0.2.1");

        refused.Status.Should().Be(HttpStatusCode.TooManyRequests);
        refused.Error.Should().Be("temporarily_unavailable");
        refused.Response.Headers.RetryAfter!.Delta.Should().BePositive().And.BeLessThanOrEqualTo(TimeSpan.FromMinutes(2));
        (await host.PostRegistrationAsync(body, "application/json", "192.0.2.2")).Status.Should().Be(HttpStatusCode.Created);
        host.Clock.Advance(refused.Response.Headers.RetryAfter.Delta!.Value);
        (await host.PostRegistrationAsync(body, "application/json", "192.0.2.1")).Status.Should().Be(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Many_at_the_same_moment_are_each_registered_once()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(turn => host.PostRegistrationAsync(
            Encoding.UTF8.GetBytes(UnknownProgram.Metadata().ToJsonString()), "application/json", $"192.0.2.{turn % 3}")));

        answers.Select(answer => answer.Status).Should().AllBeEquivalentTo(HttpStatusCode.Created);
        answers.Select(answer => answer.Get("client_id")).Should().OnlyHaveUniqueItems();
        (await CountAsync()).Should().Be(12);
        (await host.AskAsync((IdentityDb db) => db.AuditEntries.CountAsync(entry => entry.Kind == AuditKind.ApplicationRegisteredItself))).Should().Be(12);
    }

    [Fact]
    public async Task Its_owner_sees_that_nobody_knows_it_and_ends_it()
    {
        using var program = await host.PlayProgramAsync();
        using var mail = host.Mail();
        var tokens = await program.LetInAsync(browser);
        var account = await browser.GetAsync("/compte/connexions");
        var data = await browser.GetAsync("/compte/activite");

        await browser.PressAsync(account, "Retirer l’accès «\u00a0Courrielleur\u00a0», inconnue de l’académie");

        account.Main.Should().Contain("«\u00a0Courrielleur\u00a0», inconnue de l’académie").And.Contain("l’accès à votre boîte aux lettres");
        data.Main.Should().Contain("inconnue de l’académie");
        (await program.RefreshAsync(tokens.RefreshToken)).Error.Should().Be("invalid_grant");
        (await mail.IntrospectAsync(tokens.AccessToken)).IsActive.Should().BeFalse();
        (await browser.GetAsync("/compte/connexions")).Main.Should().NotContain("Courrielleur");
    }

    [Fact]
    public async Task Both_documents_tell_where_to_register_and_that_no_secret_is_wanted()
    {
        using var anybody = host.Ent();
        foreach (var path in new[] { "/.well-known/openid-configuration", "/.well-known/oauth-authorization-server" })
        {
            var document = await anybody.GetJsonAsync(path);

            document.GetProperty("registration_endpoint").GetString().Should().Be(new Uri(host.Address, "/connect/register").AbsoluteUri);
            document.GetProperty("token_endpoint_auth_methods_supported").EnumerateArray().Select(method => method.GetString()).Should().Contain("none");
            document.GetProperty("scopes_supported").EnumerateArray().Select(scope => scope.GetString()).Should().Contain([UnknownProgram.MailScope, "offline_access"]);
        }
    }

    [Fact]
    public async Task Where_nobody_may_register_there_is_no_such_endpoint_and_those_that_had_are_served()
    {
        using var program = await host.PlayProgramAsync();
        await using var closed = await host.StartNodeAsync();
        using var visitor = closed.NewBrowser();
        await visitor.SignInAsync(SamplePeople.BaoNguyen);
        using var there = closed.PlayProgram(program.ClientId, UnknownProgram.LoopbackAddress);

        (await closed.RegisterProgramAsync()).Status.Should().Be(HttpStatusCode.NotFound);
        (await there.GetJsonAsync("/.well-known/oauth-authorization-server")).TryGetProperty("registration_endpoint", out _).Should().BeFalse();
        (await there.LetInAsync(visitor)).AccessToken.Should().NotBeEmpty();
    }

    private Task<int> CountAsync() => host.AskAsync((IdentityDb db) => db.Set<RegisteredClient>().CountAsync());
}
