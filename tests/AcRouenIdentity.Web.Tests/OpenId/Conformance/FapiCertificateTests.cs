using System.Net;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;
using AcRouenIdentity.Web.Tests.OpenId.MutualTls;

namespace AcRouenIdentity.Web.Tests.OpenId.Conformance;

/// <summary>The part of FAPI 2.0 Security Profile Final about tokens that are bound to a key, for applications that bind them to a certificate.</summary>
public sealed class FapiCertificateTests
{
    [Module("fapi2-security-profile-final-ensure-holder-of-key-required")]
    public async Task A_token_request_without_a_certificate_gives_no_token()
    {
        await using var story = await CertificateHost.StartAsync(("OpenId:Clients:0:TokenBinding", "Certificate"));
        using var browser = story.Host.NewBrowser();
        using var webmail = story.Host.Roundcube();
        var ent = story.Ent(story.OfEnt());
        await browser.SignInAsync(SamplePeople.ClaireMartin);

        var byCertificate = await story.Ent(certificate: null).RedeemAsync(await ent.GetCodeAsync(browser));
        var bySecret = await webmail.RedeemAsync(await webmail.GetCodeAsync(browser));

        byCertificate.Status.Should().Be(HttpStatusCode.Unauthorized);
        byCertificate.Error.Should().Be("invalid_client");
        bySecret.Status.Should().Be(HttpStatusCode.BadRequest);
        bySecret.Error.Should().Be("invalid_request");
    }
}
