using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;

namespace AcRouenIdentity.Web.Tests.OpenId;

/// <summary>A front end that signs people in and calls the mail service for them (RFC 8693): here the portal.</summary>
public sealed class TokenExchangeTests : IAsyncLifetime
{
    private ProviderHost host = null!;
    private PlainBrowser browser = null!;
    private RelyingParty ent = null!;
    private RelyingParty roundcube = null!;
    private RelyingParty mail = null!;
    private TokenAnswer signedIn = null!;

    public async Task InitializeAsync()
    {
        host = await Applications.StartAsync(("OpenId:Clients:1:TokenExchange", "Allowed"), ("OpenId:Clients:1:Scopes:4", "mail"));
        browser = host.NewBrowser();
        ent = host.Ent();
        roundcube = host.Roundcube();
        mail = host.Mail();
        await browser.SignInAsync(SamplePeople.ClaireMartin);
        signedIn = await ent.SignInAsync(browser);
    }

    public async Task DisposeAsync()
    {
        browser.Dispose();
        ent.Dispose();
        roundcube.Dispose();
        mail.Dispose();
        await host.DisposeAsync();
    }

    [Fact]
    public async Task The_token_of_its_sign_in_is_exchanged_for_one_that_the_mail_service_takes()
    {
        var exchanged = await ent.ExchangeAsync(signedIn.AccessToken, "mail");
        var asked = await mail.IntrospectAsync(exchanged.AccessToken);

        (await mail.IntrospectAsync(signedIn.AccessToken)).IsActive.Should().BeFalse();
        asked.IsActive.Should().BeTrue();
        asked.Get("username").Should().Be("cmartin1");
        asked.Get("scope").Should().Be("mail");
        asked.Get("client_id").Should().Be("ent");
        exchanged.Get("issued_token_type").Should().Be("urn:ietf:params:oauth:token-type:access_token");
        exchanged.Get("token_type").Should().Be("Bearer");
        exchanged.Json.GetProperty("expires_in").GetInt32().Should().BeInRange(595, 600);
        exchanged.Has("refresh_token").Should().BeFalse();
        exchanged.Has("id_token").Should().BeFalse();
        Jwt.Header(exchanged.AccessToken).GetProperty("typ").GetString().Should().Be("at+jwt");
    }

    [Fact]
    public async Task It_ends_with_the_session()
    {
        var exchanged = await ent.ExchangeAsync(signedIn.AccessToken, "mail");

        await browser.SubmitAsync(await browser.GetAsync("/connect/logout"));

        (await mail.IntrospectAsync(exchanged.AccessToken)).IsActive.Should().BeFalse();
        (await ent.ExchangeAsync(signedIn.AccessToken, "mail")).Has("access_token").Should().BeFalse();
    }

    [Fact]
    public async Task What_was_exchanged_says_nothing_at_userinfo()
    {
        var exchanged = await ent.ExchangeAsync(signedIn.AccessToken, "mail");

        ((int)(await ent.UserInfoAsync(exchanged.AccessToken)).Status).Should().BeInRange(401, 403);
    }

    [Fact]
    public async Task What_was_asked_for_by_name_stays_with_the_token_of_the_sign_in()
    {
        var named = await ent.RedeemAsync(await ent.GetCodeAsync(browser, ("scope", "openid"), ("claims", """{"id_token":{"name":null},"userinfo":{"email":null,"name":null}}""")));

        var exchanged = await ent.ExchangeAsync(named.AccessToken, "mail", ("claims", """{"userinfo":{"name":null}}"""));

        Jwt.Names(exchanged.AccessToken).Should().BeEquivalentTo(Jwt.Names((await ent.ExchangeAsync(signedIn.AccessToken, "mail")).AccessToken));
        $"{Jwt.Body(exchanged.AccessToken)}{(await mail.IntrospectAsync(exchanged.AccessToken)).Text}".Should().NotContain("Claire").And.NotContain("claims_");
        ((int)(await ent.UserInfoAsync(exchanged.AccessToken)).Status).Should().Be(403);
    }

    [Fact]
    public async Task The_token_of_another_application_is_not_exchanged()
    {
        var foreign = await roundcube.SignInAsync(browser);

        (await ent.ExchangeAsync(foreign.AccessToken, "mail")).Has("access_token").Should().BeFalse();
    }

    [Fact]
    public async Task An_application_that_was_not_allowed_exchanges_nothing()
    {
        var own = await roundcube.SignInAsync(browser);

        (await roundcube.ExchangeAsync(own.AccessToken, "mail")).Error.Should().Be("unauthorized_client");
    }

    [Theory]
    [InlineData("scope", "openid")]
    [InlineData("scope", null)]
    [InlineData("scope", "urn:ietf:params:oauth:scope:mail")]
    [InlineData("subject_token_type", "urn:ietf:params:oauth:token-type:id_token")]
    [InlineData("subject_token_type", null)]
    [InlineData("subject_token", "rien")]
    [InlineData("subject_token", null)]
    [InlineData("requested_token_type", "urn:ietf:params:oauth:token-type:refresh_token")]
    [InlineData("requested_token_type", "urn:ietf:params:oauth:token-type:id_token")]
    [InlineData("audience", "mail")]
    [InlineData("resource", "https://evil.example/")]
    [InlineData("actor_token", "rien")]
    public async Task Nothing_else_is_exchanged_for_anything_else(string name, string? value)
    {
        var answer = await ent.ExchangeAsync(signedIn.AccessToken, "mail", (name, value));

        answer.Has("access_token").Should().BeFalse();
        ((int)answer.Status).Should().BeInRange(400, 401);
        answer.Error.Should().NotBeNull();
    }

    [Fact]
    public async Task An_id_token_is_not_exchanged_whatever_it_calls_itself()
    {
        (await ent.ExchangeAsync(signedIn.IdToken, "mail")).Has("access_token").Should().BeFalse();
    }
}
