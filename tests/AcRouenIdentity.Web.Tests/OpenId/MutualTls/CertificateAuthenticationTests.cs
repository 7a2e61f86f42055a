using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;
using AcRouenIdentity.Testing.Mails;

namespace AcRouenIdentity.Web.Tests.OpenId.MutualTls;

/// <summary>Applications that prove who they are by a certificate (RFC 8705 2), over TLS with the provider itself.</summary>
public sealed class CertificateAuthenticationTests : IAsyncLifetime
{
    private CertificateHost story = null!;
    private PlainBrowser browser = null!;

    public async Task InitializeAsync()
    {
        story = await CertificateHost.StartAsync();
        browser = story.Host.NewBrowser();
        await browser.SignInAsync(SamplePeople.ClaireMartin);
    }

    public async Task DisposeAsync()
    {
        browser.Dispose();
        await story.DisposeAsync();
    }

    [Fact]
    public async Task The_portal_is_known_by_its_name_in_a_certificate_of_our_authority()
    {
        var ent = story.Ent(story.OfEnt());

        var tokens = await ent.SignInAsync(browser);
        var renewed = await story.Ent(story.OfEnt()).RefreshAsync(tokens.RefreshToken);

        (await ent.PushAsync()).Status.Should().Be(HttpStatusCode.Created);
        tokens.IdToken.Should().NotBeEmpty();
        renewed.AccessToken.Should().NotBeEmpty("another certificate of that name is the same application");
        (await ent.RevokeAsync(renewed.RefreshToken)).Status.Should().Be(HttpStatusCode.OK);
        (await ent.RefreshAsync(renewed.RefreshToken)).Error.Should().Be("invalid_grant");
    }

    [Theory]
    [InlineData("nothing")]
    [InlineData("another name")]
    [InlineData("a name that is longer")]
    [InlineData("the same name in another order")]
    [InlineData("expired")]
    [InlineData("not begun")]
    [InlineData("of another authority")]
    [InlineData("signed by itself")]
    [InlineData("for servers")]
    [InlineData("of another application")]
    public async Task Nothing_else_is_the_portal(string what)
    {
        var now = story.Host.Clock.GetUtcNow();
        var shown = what switch
        {
            "nothing" => null,
            "another name" => story.Ours.Sign("CN=Ent, O=Rectorat d'exemple, C=FR", names: null, story.Soon, Purposes.Client),
            "a name that is longer" => story.Ours.Sign($"OU=Essais, {CertificateHost.EntSubject}", names: null, story.Soon, Purposes.Client),
            "the same name in another order" => story.Ours.Sign("C=FR, O=Rectorat d'exemple, CN=ent", names: null, story.Soon, Purposes.Client),
            "expired" => story.Ours.Sign(CertificateHost.EntSubject, names: null, now.AddSeconds(-1), Purposes.Client),
            "not begun" => story.Ours.Sign(CertificateHost.EntSubject, names: null, story.Soon, Purposes.Client, now.AddMinutes(5)),
            "of another authority" => story.Theirs.Sign(CertificateHost.EntSubject, names: null, story.Soon, Purposes.Client),
            "signed by itself" => Authority.SelfSigned(CertificateHost.EntSubject, story.Soon),
            "for servers" => story.Ours.Sign(CertificateHost.EntSubject, names: null, story.Soon, Purposes.Server),
            _ => story.OwnOfReader,
        };

        await RefuseAsync(story.Ent(shown));
    }

    [Fact]
    public async Task A_certificate_is_looked_at_again_at_each_use()
    {
        var ent = story.Ent(story.OfEnt());
        (await ent.PushAsync()).Status.Should().Be(HttpStatusCode.Created);

        story.Host.Clock.Advance(TimeSpan.FromHours(2));

        await RefuseAsync(ent);
    }

    [Fact]
    public async Task Neither_a_secret_nor_an_assertion_proves_the_portal_even_beside_its_certificate()
    {
        using var key = new AssertionKey("ent");
        var secret = story.Host.Ent().Secret;

        await RefuseAsync(story.Ent(story.OfEnt(), secret));
        await RefuseAsync(story.Ent(certificate: null, secret));
        await RefuseAsync(story.Ent(story.OfEnt(), assertion: () => key.Sign(key.Claims(story.Host))));
        await RefuseAsync(story.Ent(certificate: null, assertion: () => key.Sign(key.Claims(story.Host))));
    }

    [Fact]
    public async Task A_header_means_nothing_where_clients_speak_with_the_provider_itself()
    {
        var forged = Convert.ToBase64String(story.OfEnt().RawData);
        using var thief = new RelyingParty(story.Host.SecureAddress!, "ent", secret: null) { RedirectUri = CertificateHost.RedirectOf("ent"), Headers = new Dictionary<string, string> { ["Client-Cert"] = $":{forged}:" } };

        await RefuseAsync(thief);
    }

    [Fact]
    public async Task A_certificate_that_was_registered_itself_needs_no_authority_and_no_other_stands_in_for_it()
    {
        (await story.Notebook(story.OwnOfReader).SignInAsync(browser)).IdToken.Should().NotBeEmpty();

        await RefuseAsync(story.Notebook(certificate: null));
        await RefuseAsync(story.Notebook(story.Keep(Authority.SelfSigned("CN=cahier", story.Soon))));
        await RefuseAsync(story.Notebook(story.Keep(story.Ours.Sign("CN=cahier", names: null, story.Soon, Purposes.Client))));
        await RefuseAsync(story.Notebook(story.OfEnt()));
        await RefuseAsync(story.Notebook(SignedAnewWithTheSameKey(story.OwnOfReader)));

        story.Host.Clock.Advance(TimeSpan.FromHours(2));
        await RefuseAsync(story.Notebook(story.OwnOfReader));
    }

    [Fact]
    public async Task The_key_of_a_registered_certificate_signs_no_assertion()
    {
        using var key = story.OwnOfReader.GetECDsaPrivateKey()!;
        using var notebook = new AssertionKey("cahier");
        var assertion = notebook.Sign(notebook.Claims(story.Host), new(new Microsoft.IdentityModel.Tokens.ECDsaSecurityKey(key), "ES256"));

        await RefuseAsync(story.Notebook(certificate: null, () => assertion));
        await RefuseAsync(story.Notebook(story.OwnOfReader, () => assertion));
    }

    [Fact]
    public async Task A_certificate_stands_in_for_no_secret_of_others()
    {
        await RefuseAsync(story.Party("roundcube", story.OfEnt()));
        await RefuseAsync(story.Party("roundcube", story.OwnOfReader));
        await RefuseAsync(story.Party("mail", story.OfEnt()));
        await RefuseAsync(story.Party("roundcube", story.Keep(Authority.SelfSigned("CN=roundcube", story.Soon))));
    }

    [Fact]
    public async Task A_certificate_stands_in_for_no_secret_where_a_device_asks_for_its_code()
    {
        await using var devices = await CertificateHost.StartAsync(("OpenId:Clients:0:DeviceAuthorization", "Allowed"));
        using var webmail = new RelyingParty(devices.Host.SecureAddress!, "roundcube", devices.Host.Roundcube().Secret, devices.OfEnt());

        (await devices.Party("roundcube", devices.OfEnt()).PostAsync("/connect/device", new() { ["scope"] = "openid" })).Error.Should().Be("invalid_client");
        (await webmail.PostAsync("/connect/device", new() { ["scope"] = "openid" })).Has("user_code").Should().BeTrue();
    }

    [Fact]
    public async Task A_certificate_is_in_nobodys_way_where_a_secret_proves_the_application_or_none_is_needed()
    {
        using var plain = story.Host.Roundcube();
        foreach (var shown in new[] { story.OfEnt(), story.OwnOfReader, story.Keep(story.Theirs.Sign("CN=tiers", names: null, story.Soon)) })
        {
            using var webmail = new RelyingParty(story.Host.SecureAddress!, "roundcube", plain.Secret, shown) { RedirectUri = plain.RedirectUri, Scope = plain.Scope, UsesPkce = false };
            var program = story.Party("thunderbird", shown);
            var tokens = await webmail.SignInAsync(browser);
            var ofProgram = await program.RedeemAsync(await program.GetCodeAsync(browser, ("scope", "openid offline_access")));

            Jwt.Names(tokens.AccessToken).Should().NotContain("cnf");
            Jwt.Names(ofProgram.AccessToken).Should().NotContain("cnf");
            (await plain.UserInfoAsync(tokens.AccessToken)).Has("sub").Should().BeTrue();
            (await plain.RefreshAsync(tokens.RefreshToken)).AccessToken.Should().NotBeEmpty();
            (await story.Party("thunderbird", certificate: null).RefreshAsync(ofProgram.RefreshToken)).AccessToken.Should().NotBeEmpty();
        }
    }

    private static async Task RefuseAsync(RelyingParty party)
    {
        var pushed = await party.PushAsync();
        var asked = await party.IntrospectAsync("rien");
        var redeemed = await party.RedeemAsync("rien");

        foreach (var answer in new[] { pushed, asked, redeemed })
        {
            answer.Status.Should().BeOneOf([HttpStatusCode.BadRequest, HttpStatusCode.Unauthorized], answer.Text);
            answer.Error.Should().Be("invalid_client", answer.Text);
        }
    }

    private X509Certificate2 SignedAnewWithTheSameKey(X509Certificate2 certificate)
    {
        using var key = certificate.GetECDsaPrivateKey()!;
        return story.Keep(new CertificateRequest(certificate.SubjectName, key, HashAlgorithmName.SHA256).CreateSelfSigned(story.Soon.AddHours(-3), story.Soon));
    }
}
