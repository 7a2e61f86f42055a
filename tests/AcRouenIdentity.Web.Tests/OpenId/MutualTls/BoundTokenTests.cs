using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;
using AcRouenIdentity.Testing.Mails;

namespace AcRouenIdentity.Web.Tests.OpenId.MutualTls;

/// <summary>Tokens that are worth nothing without the certificate with which they were asked for (RFC 8705 3): of the portal, which proves itself by one, and of the webmail and the program, which asked for it.</summary>
public sealed class BoundTokenTests : IAsyncLifetime
{
    private const string MailScope = "openid profile mail offline_access";
    private CertificateHost story = null!;
    private PlainBrowser browser = null!;

    public async Task InitializeAsync()
    {
        story = await CertificateHost.StartAsync(
            ("OpenId:Clients:0:TokenBinding", "Certificate"), ("OpenId:Clients:3:TokenBinding", "Certificate"), ("OpenId:Clients:1:TokenExchange", "Allowed"), ("OpenId:Clients:1:Scopes:5", "mail"));
        browser = story.Host.NewBrowser();
        await browser.SignInAsync(SamplePeople.ClaireMartin);
    }

    public async Task DisposeAsync()
    {
        browser.Dispose();
        await story.DisposeAsync();
    }

    [Fact]
    public async Task Userinfo_takes_a_bound_token_with_its_certificate_alone()
    {
        var own = story.OfEnt();
        var ent = story.Ent(own);
        var tokens = await ent.SignInAsync(browser);

        Bond(Jwt.Body(tokens.AccessToken)).Should().Be(Mark(own));
        Jwt.Names(tokens.IdToken).Should().NotContain("cnf");
        (await ent.UserInfoAsync(tokens.AccessToken)).Get("sub").Should().Be(Jwt.Body(tokens.IdToken).GetProperty("sub").GetString());
        foreach (var thief in new[] { story.Ent(certificate: null), story.Ent(story.OfEnt()), story.Ent(story.OwnOfReader), story.Host.Ent(), Forging(own) })
        {
            var answer = await thief.UserInfoAsync(tokens.AccessToken);
            answer.Status.Should().Be(HttpStatusCode.Unauthorized);
            answer.Response.Headers.WwwAuthenticate.ToString().Should().Contain("invalid_token");
        }
    }

    [Fact]
    public async Task Introspection_tells_a_service_to_what_a_token_is_bound()
    {
        using var mail = story.Host.Mail();
        var own = story.OfEnt();
        var ent = story.Ent(own);
        var bound = await ent.RedeemAsync(await ent.GetCodeAsync(browser, ("scope", MailScope)));

        var told = await mail.IntrospectAsync(bound.AccessToken);

        told.IsActive.Should().BeTrue("the service has the certificate of the connection, the provider has not");
        Bond(told.Json).Should().Be(Mark(own));
    }

    [Fact]
    public async Task A_refreshed_token_is_bound_to_the_certificate_of_that_day()
    {
        var (before, after) = (story.OfEnt(), story.OfEnt());
        var tokens = await story.Ent(before).SignInAsync(browser);

        var renewed = await story.Ent(after).RefreshAsync(tokens.RefreshToken);

        Bond(Jwt.Body(renewed.AccessToken)).Should().Be(Mark(after));
        (await story.Ent(before).UserInfoAsync(renewed.AccessToken)).Status.Should().Be(HttpStatusCode.Unauthorized);
        (await story.Ent(after).UserInfoAsync(renewed.AccessToken)).Status.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_webmail_that_asked_for_it_gets_nothing_without_a_certificate_and_its_code_is_not_spent()
    {
        using var plain = story.Host.Roundcube();
        var own = story.Keep(Authority.SelfSigned("CN=webmail", story.Soon));
        using var webmail = new RelyingParty(story.Host.SecureAddress!, "roundcube", plain.Secret, own) { RedirectUri = plain.RedirectUri, Scope = plain.Scope, UsesPkce = false };
        var code = await plain.GetCodeAsync(browser);

        var without = await plain.RedeemAsync(code);
        var tokens = await webmail.RedeemAsync(code);

        without.Error.Should().Be("invalid_request");
        Bond(Jwt.Body(tokens.AccessToken)).Should().Be(Mark(own));
        (await plain.RefreshAsync(tokens.RefreshToken)).Error.Should().Be("invalid_request");
        (await webmail.RefreshAsync(tokens.RefreshToken)).AccessToken.Should().NotBeEmpty();
        (await plain.PushAsync()).Status.Should().Be(HttpStatusCode.Created, "its secret proves it still");
    }

    [Fact]
    public async Task The_refresh_token_of_a_program_is_bound_as_well()
    {
        var own = story.Keep(Authority.SelfSigned("CN=poste de Claire", story.Soon));
        var program = story.Party("thunderbird", own);
        var tokens = await program.RedeemAsync(await program.GetCodeAsync(browser, ("scope", "openid offline_access")));

        var stolen = await story.Party("thunderbird", story.Keep(Authority.SelfSigned("CN=poste de Claire", story.Soon))).RefreshAsync(tokens.RefreshToken);
        var bare = await story.Party("thunderbird", certificate: null).RefreshAsync(tokens.RefreshToken);

        foreach (var refused in new[] { stolen, bare })
            refused.Has("access_token").Should().BeFalse();
        stolen.Status.Should().Be(HttpStatusCode.BadRequest);
        Bond(Jwt.Body((await program.RefreshAsync(tokens.RefreshToken)).AccessToken)).Should().Be(Mark(own));
    }

    [Fact]
    public async Task A_stolen_token_is_exchanged_for_nothing_and_what_is_exchanged_is_bound()
    {
        var own = story.OfEnt();
        var ent = story.Ent(own);
        var tokens = await ent.SignInAsync(browser);

        var stolen = await story.Ent(story.OfEnt()).ExchangeAsync(tokens.AccessToken, "mail");
        var exchanged = await ent.ExchangeAsync(tokens.AccessToken, "mail");

        stolen.Has("access_token").Should().BeFalse();
        stolen.Status.Should().Be(HttpStatusCode.BadRequest);
        Bond(Jwt.Body(exchanged.AccessToken)).Should().Be(Mark(own));
    }

    private static string? Bond(JsonElement token) => token.GetProperty("cnf").GetProperty("x5t#S256").GetString();

    private static string Mark(X509Certificate2 certificate) => Base64Url.EncodeToString(SHA256.HashData(certificate.RawData));

    private RelyingParty Forging(X509Certificate2 certificate) => story.Keep(new RelyingParty(story.Host.Address, "ent", secret: null)
    {
        Headers = new Dictionary<string, string> { ["Client-Cert"] = $":{Convert.ToBase64String(certificate.RawData)}:", ["X-Forwarded-For"] = "127.0.0.1" },
    });
}
