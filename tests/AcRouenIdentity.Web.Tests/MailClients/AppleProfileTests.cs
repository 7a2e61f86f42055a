using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;
using AcRouenIdentity.Web.Tests.MailClients.Schemas;

namespace AcRouenIdentity.Web.Tests.MailClients;

public sealed class AppleProfileTests
{
    private const string Place = "/messagerie/profil-apple";

    [Fact]
    public async Task Whoever_is_signed_in_gets_their_own_mailbox_signed_and_without_a_password()
    {
        await using var host = await MailSettings.StartAsync();

        var signed = await DownloadAsync(host, SamplePeople.ClaireMartin, $"{Place}?emailaddress=bao.nguyen@ac-rouen.fr");
        signed.CheckSignature(verifySignatureOnly: true);
        var profile = Encoding.UTF8.GetString(signed.ContentInfo.Content);

        XmlGrammar.ProblemsOfPropertyList(profile).Should().BeEmpty();
        var values = Values(profile);
        values.Should().Contain(
        [
            ("EmailAddress", "claire.martin@ac-rouen.fr"), ("EmailAccountName", "Claire Martin"), ("EmailAccountType", "EmailTypeIMAP"),
            ("IncomingMailServerHostName", "imap.ac-rouen.fr"), ("IncomingMailServerPortNumber", "993"), ("IncomingMailServerUsername", "claire.martin@ac-rouen.fr"),
            ("OutgoingMailServerHostName", "smtp.ac-rouen.fr"), ("OutgoingMailServerPortNumber", "465"),
            ("CalDAVHostName", "agenda.ac-rouen.fr"), ("CardDAVPrincipalURL", "/SOGo/dav/"),
        ]);
        values.Where(value => value.Key == "PayloadType").Select(value => value.Value)
            .Should().BeEquivalentTo("Configuration", "com.apple.mail.managed", "com.apple.caldav.account", "com.apple.carddav.account");
        values.Where(value => value.Key == "PayloadUUID").Select(value => value.Value).Should().OnlyHaveUniqueItems().And.HaveCount(4).And.OnlyContain(id => Guid.Parse(id).Version == 8);
        values.Select(value => value.Key).Should().NotContain(["IncomingPassword", "OutgoingPassword", "CalDAVPassword", "CardDAVPassword"]);
        profile.Should().NotContain("bao.nguyen").And.NotContain(SamplePeople.Password);
    }

    [Fact]
    public async Task The_same_person_gets_the_same_identifiers_and_signer_after_a_restart_and_others_get_their_own()
    {
        await using var host = await MailSettings.StartAsync();
        var first = await DownloadAsync(host, SamplePeople.ClaireMartin);
        await host.RestartAsync();

        var again = await DownloadAsync(host, SamplePeople.ClaireMartin);
        var other = await DownloadAsync(host, SamplePeople.BaoNguyen);

        again.ContentInfo.Content.Should().Equal(first.ContentInfo.Content);
        again.SignerInfos[0].Certificate!.Thumbprint.Should().Be(first.SignerInfos[0].Certificate!.Thumbprint);
        Identifiers(other).Should().NotIntersectWith(Identifiers(first));
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task The_certificate_of_the_administrator_signs(bool inPem)
    {
        var folder = Directory.CreateTempSubdirectory("acrouen-profile-").FullName;
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest("CN=profils.academie.example", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
        await File.WriteAllBytesAsync(Path.Combine(folder, "profile.p12"), certificate.Export(X509ContentType.Pkcs12, "secret"));
        await File.WriteAllTextAsync(Path.Combine(folder, "password"), "secret\n");
        await File.WriteAllTextAsync(Path.Combine(folder, "profile.pem"), certificate.ExportCertificatePem());
        await File.WriteAllTextAsync(Path.Combine(folder, "profile.key"), key.ExportPkcs8PrivateKeyPem());
        await using var host = inPem
            ? await MailSettings.StartAsync(("Profile:CertificateFile", Path.Combine(folder, "profile.pem")), ("Profile:KeyFile", Path.Combine(folder, "profile.key")))
            : await MailSettings.StartAsync(("Profile:CertificateFile", Path.Combine(folder, "profile.p12")), ("Profile:PasswordFile", Path.Combine(folder, "password")));

        var signed = await DownloadAsync(host, SamplePeople.ClaireMartin);

        signed.CheckSignature(verifySignatureOnly: true);
        signed.SignerInfos[0].Certificate!.Thumbprint.Should().Be(certificate.Thumbprint);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_stranger_is_sent_to_sign_in_and_comes_back()
    {
        await using var host = await MailSettings.StartAsync();
        using var browser = host.NewBrowser();

        var answer = await browser.GetAsync(Place);

        answer.Redirect!.AbsolutePath.Should().Be("/connexion");
        answer.Redirect.Query.Should().Contain(Uri.EscapeDataString(Place));
    }

    [Fact]
    public async Task Nobody_gets_a_profile_that_would_ask_for_the_password_of_the_account()
    {
        await using var host = await MailSettings.StartAsync(("Passwords", "false"));

        (await AskAsync(host, SamplePeople.ClaireMartin, Place)).StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_mailbox_elsewhere_gets_no_profile_of_ours()
    {
        await using var host = await MailSettings.StartAsync();
        host.Directory.Put(SamplePeople.ClaireMartin with { Address = MailAddress.Parse("claire@ailleurs.example") }, SamplePeople.Password);
        host.Directory.Put(SamplePeople.BaoNguyen with { Address = null }, SamplePeople.Password);

        (await AskAsync(host, SamplePeople.ClaireMartin, Place)).StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await AskAsync(host, SamplePeople.BaoNguyen, Place)).StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    private static async Task<SignedCms> DownloadAsync(ProviderHost host, Person person, string path = Place)
    {
        var response = await AskAsync(host, person, path);
        response.StatusCode.Should().Be(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.MediaType.Should().Be("application/x-apple-aspen-config");
        response.Content.Headers.ContentDisposition!.FileName.Should().EndWith(".mobileconfig");
        response.Headers.CacheControl!.NoStore.Should().BeTrue();
        var signed = new SignedCms();
        signed.Decode(await response.Content.ReadAsByteArrayAsync());
        return signed;
    }

    private static async Task<HttpResponseMessage> AskAsync(ProviderHost host, Person person, string path)
    {
        using var browser = host.NewBrowser();
        await browser.SignInAsync(person);
        return (await browser.GetAsync(path)).Response;
    }

    private static IEnumerable<string> Identifiers(SignedCms signed) => Values(Encoding.UTF8.GetString(signed.ContentInfo.Content))
        .Where(value => value.Key is "PayloadUUID" or "PayloadIdentifier")
        .Select(value => value.Value);

    private static IReadOnlyList<(string Key, string Value)> Values(string profile) =>
        [.. XmlGrammar.Read(profile).Descendants("key").Select(key => (key.Value, key.ElementsAfterSelf().First().Value))];
}
