using System.Net;
using System.Security.Cryptography;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;
using AcRouenIdentity.Web.Features.OpenId.Keys;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace AcRouenIdentity.Web.Tests.OpenId.MailTokens;

/// <summary>What tokens for mail are to the provider and to applications where mail servers check them by themselves: never id_tokens, though they say that they are of the same type.</summary>
public sealed class MailTokenFormTests : IAsyncLifetime
{
    private const string KeysOfMail = "/.well-known/jwks/mail";
    private const string KeysOfApplications = "/.well-known/jwks";
    private ProviderHost host = null!;
    private PlainBrowser browser = null!;
    private RelyingParty ent = null!;
    private RelyingParty roundcube = null!;
    private RelyingParty mail = null!;
    private TokenAnswer tokens = null!;

    public async Task InitializeAsync()
    {
        host = await Applications.StartAsync(LocalMailServer.IsChecked, ("OpenId:Clients:1:TokenExchange", "Allowed"), ("OpenId:Clients:1:Scopes:4", "mail"));
        browser = host.NewBrowser();
        (ent, roundcube, mail) = (host.Ent(), host.Roundcube(), host.Mail());
        await browser.SignInAsync(SamplePeople.ClaireMartin);
        tokens = await roundcube.SignInAsync(browser);
    }

    public async Task DisposeAsync()
    {
        foreach (var part in new IDisposable[] { browser, ent, roundcube, mail })
            part.Dispose();
        await host.DisposeAsync();
    }

    [Fact]
    public async Task Unless_it_is_asked_for_tokens_for_mail_are_as_all_others()
    {
        await using var usual = await Applications.StartAsync();
        using var visitor = usual.NewBrowser();
        using var webmail = usual.Roundcube();
        await visitor.SignInAsync(SamplePeople.ClaireMartin);

        var token = (await webmail.SignInAsync(visitor)).AccessToken;

        TypeOf(token).Should().Be("at+jwt");
        (await KidsAsync(webmail, KeysOfApplications)).Should().Contain(KidOf(token));
        (await KidsAsync(webmail, KeysOfMail)).Should().ContainSingle("it is there before mail servers need it").Which.Should().NotBe(KidOf(token));
    }

    [Fact]
    public async Task A_token_for_mail_has_a_key_that_signs_nothing_else_and_that_no_application_knows()
    {
        var ofEnt = await ent.SignInAsync(browser);

        (TypeOf(tokens.AccessToken), TypeOf(tokens.IdToken), TypeOf(ofEnt.AccessToken)).Should().Be(("JWT", "JWT", "at+jwt"));
        (await KidsAsync(ent, KeysOfMail)).Should().Equal(KidOf(tokens.AccessToken));
        (await KidsAsync(ent, KeysOfApplications)).Should().Contain([KidOf(tokens.IdToken), KidOf(ofEnt.AccessToken), KidOf(ofEnt.IdToken)]).And.NotContain(KidOf(tokens.AccessToken));
    }

    [Fact]
    public async Task It_is_an_access_token_wherever_one_is_taken_and_ends_with_its_session()
    {
        (await mail.IntrospectAsync(tokens.AccessToken)).Get("username").Should().Be("cmartin1");
        (await roundcube.UserInfoAsync(tokens.AccessToken)).Get("preferred_username").Should().Be("cmartin1");
        var exchanged = (await ent.ExchangeAsync((await ent.SignInAsync(browser)).AccessToken, "mail")).AccessToken;
        TypeOf(exchanged).Should().Be("JWT");
        (await mail.IntrospectAsync(exchanged)).IsActive.Should().BeTrue();

        await roundcube.RevokeAsync(tokens.AccessToken);
        (await mail.IntrospectAsync(tokens.AccessToken)).IsActive.Should().BeFalse();
        await browser.SubmitAsync(await browser.GetAsync("/connect/logout"));
        (await mail.IntrospectAsync(exchanged)).IsActive.Should().BeFalse();
    }

    [Fact]
    public async Task It_is_no_hint_of_who_is_signed_in()
    {
        var silent = await browser.GetAsync(roundcube.AuthorizePath(("prompt", "none"), ("id_token_hint", tokens.AccessToken)));
        var hinted = await browser.GetAsync(roundcube.AuthorizePath(("prompt", "none"), ("id_token_hint", tokens.IdToken)));

        silent.Redirect?.Query.Should().NotContain("code=");
        roundcube.Answer(hinted).Should().ContainKey("code");
    }

    [Fact]
    public async Task An_id_token_is_no_access_token()
    {
        (await mail.IntrospectAsync(tokens.IdToken)).Has("active").Should().BeFalse("such tokens are not asked about");
        (await roundcube.UserInfoAsync(tokens.IdToken)).Status.Should().Be(HttpStatusCode.Unauthorized);
        (await ent.ExchangeAsync(tokens.IdToken, "mail")).Error.Should().NotBeNull();
    }

    [Fact]
    public async Task What_the_key_of_mail_signed_as_anything_else_is_nothing()
    {
        var forge = Forge.With(host.Services.GetRequiredService<KeyRing>().OfMail.Single().ECDsa, tokens.AccessToken);
        (await mail.IntrospectAsync(forge.Same())).IsActive.Should().BeTrue();

        foreach (var type in new[] { "at+jwt", "application/at+jwt", "jwt", "oi_reft+jwt", "oi_auc+jwt", "logout+jwt", "" })
            (await mail.IntrospectAsync(forge.Header("typ", type))).IsActive.Should().BeFalse(type);
        (await mail.IntrospectAsync(forge.Header("typ", null))).IsActive.Should().BeFalse();
        (await mail.IntrospectAsync(forge.Header("kid", null))).IsActive.Should().BeFalse("the key of mail counts where it is named");
        (await mail.IntrospectAsync(forge.Header("kid", KidOf(tokens.IdToken)))).IsActive.Should().BeFalse();
        (await roundcube.RefreshAsync(forge.Header("typ", "oi_reft+jwt"))).Error.Should().Be("invalid_grant");
    }

    [Fact]
    public async Task An_application_that_verifies_by_its_set_takes_no_token_for_mail_for_an_id_token_whatever_else_it_forgets()
    {
        var careless = new TokenValidationParameters
        {
            ValidateAudience = false, ValidateIssuer = false, ValidateLifetime = false,
            IssuerSigningKeys = new JsonWebKeySet((await ent.GetJsonAsync(KeysOfApplications)).GetRawText()).GetSigningKeys(),
        };

        (await new JsonWebTokenHandler().ValidateTokenAsync(tokens.IdToken, careless)).IsValid.Should().BeTrue();
        (await new JsonWebTokenHandler().ValidateTokenAsync(tokens.AccessToken, careless)).Exception.Should().BeAssignableTo<SecurityTokenInvalidSignatureException>();
    }

    [Fact]
    public async Task Its_keys_are_published_as_public_halves_that_may_be_kept_as_long_as_the_others()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, KeysOfMail);
        var answer = await ent.SendAsync(request);
        using var again = new HttpRequestMessage(HttpMethod.Get, KeysOfMail);
        again.Headers.IfNoneMatch.Add(answer.Response.Headers.ETag!);
        var same = await ent.SendAsync(again);

        var key = answer.Json.GetProperty("keys").EnumerateArray().Should().ContainSingle().Subject;
        key.EnumerateObject().Select(member => member.Name).Should().BeEquivalentTo("kty", "use", "alg", "kid", "crv", "x", "y");
        (key.GetProperty("kty").GetString(), key.GetProperty("crv").GetString(), key.GetProperty("alg").GetString()).Should().Be(("EC", "P-256", "ES256"));
        new JsonWebKeySet(answer.Text).GetSigningKeys().Should().ContainSingle();
        answer.Response.Headers.CacheControl!.ToString().Should().Be("public, max-age=3600");
        (same.Status, same.Text).Should().Be((HttpStatusCode.NotModified, ""));
    }

    [Fact]
    public async Task A_token_for_a_service_that_was_named_is_signed_as_services_know_it()
    {
        await using var named = await Applications.StartAsync(LocalMailServer.IsChecked, ("OpenId:Clients:2:ResourceUri", "https://messagerie.example/"), ("OpenId:Clients:0:Resources:0", "https://messagerie.example/"));
        using var visitor = named.NewBrowser();
        using var webmail = named.Roundcube();
        webmail.Resources = ["https://messagerie.example/"];
        await visitor.SignInAsync(SamplePeople.ClaireMartin);

        var token = (await webmail.SignInAsync(visitor)).AccessToken;

        TypeOf(token).Should().Be("at+jwt");
        (await KidsAsync(webmail, KeysOfApplications)).Should().Contain(KidOf(token));
    }

    private static string? TypeOf(string token) => Jwt.Header(token).GetProperty("typ").GetString();

    private static string KidOf(string token) => Jwt.Header(token).GetProperty("kid").GetString()!;

    private static async Task<IReadOnlyList<string>> KidsAsync(RelyingParty application, string set) =>
        [.. (await application.GetJsonAsync(set)).GetProperty("keys").EnumerateArray().Select(key => key.GetProperty("kid").GetString()!)];
}
