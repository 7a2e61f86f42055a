using System.Net;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;
using AcRouenIdentity.Web.Tests.OpenId.MutualTls;

namespace AcRouenIdentity.Web.Tests.OpenId.Dpop;

/// <summary>An application that is known by its certificate and sends proofs of a key too, at the address where certificates are asked for.</summary>
public sealed class CertificateAndKeyTests
{
    private const string Alias = "https://mtls.exemple.fr/";

    [Fact]
    public async Task A_token_that_is_bound_to_both_wants_both()
    {
        await using var story = await CertificateHost.StartAsync(("OpenId:MutualTls:Url", Alias), ("AllowedHosts:0", "mtls.exemple.fr"));
        using var browser = story.Host.NewBrowser();
        using var key = ProofKey.OnCurve();
        await browser.SignInAsync(SamplePeople.ClaireMartin);
        var own = story.OfEnt();
        var ent = story.Keep(new RelyingParty(story.Host.SecureAddress!, "ent", secret: null, own)
        {
            RedirectUri = CertificateHost.RedirectOf("ent"), Scope = "openid", Proof = (method, _) => key.Prove(story.Host, method, $"{Alias}connect/token"),
        });
        var tokens = await ent.RedeemAsync(await ent.GetCodeAsync(browser));
        string Proof() => key.Prove(story.Host, "GET", $"{Alias}connect/userinfo", ("ath", ProofKey.HashOf(tokens.AccessToken)));

        var bond = Jwt.Body(tokens.AccessToken).GetProperty("cnf");
        bond.EnumerateObject().Select(member => member.Name).Should().BeEquivalentTo("x5t#S256", "jkt");
        tokens.Get("token_type").Should().Be("DPoP");
        (await ent.UserInfoByProofAsync(tokens.AccessToken, Proof())).Status.Should().Be(HttpStatusCode.OK);
        (await ent.UserInfoAsync(tokens.AccessToken)).Status.Should().Be(HttpStatusCode.Unauthorized);
        (await story.Ent(certificate: null).UserInfoByProofAsync(tokens.AccessToken, Proof())).Status.Should().Be(HttpStatusCode.Unauthorized);
    }
}
