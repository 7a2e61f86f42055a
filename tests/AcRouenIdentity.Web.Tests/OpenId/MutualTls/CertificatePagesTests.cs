using System.Security.Cryptography.X509Certificates;
using AcRouenIdentity.Domain.OpenId;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;
using AcRouenIdentity.Testing.Mails;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Tests.OpenId.MutualTls;

/// <summary>An administrator turns an application from its secret to a certificate, on the page of its settings.</summary>
public sealed class CertificatePagesTests : IAsyncLifetime
{
    private const string Card = "/applications/fiche/cantine";
    private const string Name = "CN=cantine,O=Rectorat d'exemple";
    private CertificateHost story = null!;
    private PlainBrowser browser = null!;
    private string secret = "";

    public async Task InitializeAsync()
    {
        story = await CertificateHost.StartAsync(("OpenId:MutualTls:Url", "https://mtls.exemple.fr"), ("AllowedHosts:0", "mtls.exemple.fr"), ("Roles:Administrators:0", SamplePeople.OdileRoux.Login.ToString()));
        secret = await story.Host.RegisterAsync(RegistrationStory.Canteen());
        browser = story.Host.NewBrowser();
        await browser.SignInAsync(SamplePeople.OdileRoux);
    }

    public async Task DisposeAsync()
    {
        browser.Dispose();
        await story.DisposeAsync();
    }

    [Fact]
    public async Task From_then_on_its_certificate_counts_and_its_secret_no_longer()
    {
        var before = await Canteen(certificate: null, secret).PushAsync();
        var changed = await ChangeAsync(("Form.TokenEndpointAuth", "tls_client_auth"), ("Form.CertificateName", Name), ("Form.CertificateNameKind", "SubjectDn"));
        var shown = story.Keep(story.Ours.Sign("CN=cantine, O=Rectorat d'exemple", names: null, story.Soon));

        before.Has("request_uri").Should().BeTrue(before.Text);
        changed.Main.Should().Contain("tls_client_auth").And.Contain("sujet (DN)").And.Contain(Name);
        (await Canteen(shown, secret: null).PushAsync()).Has("request_uri").Should().BeTrue();
        (await Canteen(certificate: null, secret).PushAsync()).Error.Should().Be("invalid_client");
        (await browser.GetAsync($"{Card}/secret")).Html.Should().NotContain(secret);
        (await story.Host.AskAsync((IdentityDb db) => db.Set<RegisteredClient>().Where(row => row.Id == "cantine").Select(row => row.Secret).SingleAsync())).Should().BeNull();
    }

    [Fact]
    public async Task Certificates_of_its_own_are_pasted_as_their_files_hold_them()
    {
        var next = story.Keep(Authority.SelfSigned("CN=cahier", story.Soon));
        await ChangeAsync(("Form.TokenEndpointAuth", "self_signed_tls_client_auth"), ("Form.Keys", $"{story.OwnOfReader.ExportCertificatePem()}\n{next.ExportCertificatePem()}"));

        foreach (var own in new[] { story.OwnOfReader, next })
            (await Canteen(own, secret: null).PushAsync()).Has("request_uri").Should().BeTrue("the next one is brought in beside the former");
        (await Canteen(story.OfEnt(), secret: null).PushAsync()).Error.Should().Be("invalid_client");
    }

    [Fact]
    public async Task Tokens_are_bound_for_an_application_that_keeps_its_secret()
    {
        var changed = await ChangeAsync(("Form.TokenBinding", "Certificate"));

        changed.Main.Should().Contain("au certificat de l’application");
        (await Canteen(certificate: null, secret).RedeemAsync("rien")).Error.Should().Be("invalid_request");
        (await story.Host.AskAsync((IdentityDb db) => db.AuditEntries.Select(entry => entry.Json).ToListAsync())).Should().Contain(json => json.Contains("TokenBinding", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Proofs_of_a_key_are_demanded_of_an_application_on_the_same_page()
    {
        var changed = await ChangeAsync(("Form.TokenBinding", "Dpop"));

        changed.Main.Should().Contain("à une clé de l’application (DPoP)");
        (await Canteen(certificate: null, secret).RedeemAsync("rien")).Error.Should().Be("invalid_request");
        (await browser.GetAsync($"{Card}?handler=File")).Html.Should().Contain("\"TokenBinding\": \"Dpop\"");
    }

    [Theory]
    [InlineData("CertificateName", "dites ce que le certificat doit nommer", "tls_client_auth", "", "")]
    [InlineData("CertificateName", "pas un nom de cette sorte", "tls_client_auth", "cantine", "")]
    [InlineData("CertificateName", "ne sert qu’avec tls_client_auth", "", Name, "")]
    [InlineData("Keys", "donnez les certificats", "self_signed_tls_client_auth", "", "")]
    [InlineData("Keys", "pas des certificats", "self_signed_tls_client_auth", "", "rien")]
    public async Task What_cannot_be_is_refused_beside_its_field(string field, string reason, string method, string name, string keys)
    {
        var refused = await ChangeAsync(("Form.TokenEndpointAuth", method), ("Form.CertificateName", name), ("Form.Keys", keys));

        refused.Document.QuerySelector($"#Form-{field}-messages")!.TextContent.Should().Contain(reason);
        (await Canteen(certificate: null, secret).PushAsync()).Has("request_uri").Should().BeTrue("nothing was changed");
    }

    [Fact]
    public async Task Where_mutual_TLS_is_off_the_page_says_so()
    {
        await using var host = await Applications.StartAsync(("Roles:Administrators:0", SamplePeople.OdileRoux.Login.ToString()));
        await host.RegisterAsync(RegistrationStory.Canteen());
        using var other = host.NewBrowser();
        await other.SignInAsync(SamplePeople.OdileRoux);

        var page = await other.SubmitAsync(await other.GetAsync($"{Card}/reglages"), ("Form.TokenEndpointAuth", "tls_client_auth"), ("Form.CertificateName", Name));

        page.Main.Should().Contain("Le TLS mutuel n’est pas configuré pour cela");
    }

    [Fact]
    public async Task An_application_comes_and_goes_as_JSON_with_its_certificate()
    {
        const string text = """[{"Id":"agenda","Name":"Agenda","Kind":"Resource","TokenEndpointAuth":"tls_client_auth","CertificateNameKind":"SanDns","CertificateName":"agenda.exemple.fr"}]""";
        var planned = await browser.SubmitAsync(await browser.GetAsync("/applications/importer"), ("Form.Text", text));
        await browser.SubmitAsync(planned);
        var shown = story.Keep(story.Ours.Sign("CN=services", names => names.AddDnsName("agenda.exemple.fr"), story.Soon));

        (await story.Party("agenda", shown).IntrospectAsync("rien")).IsActive.Should().BeFalse();
        (await browser.GetAsync("/applications/fiche/agenda")).Main.Should().Contain("https://mtls.exemple.fr/connect/introspect");
        (await browser.GetAsync("/applications/fiche/agenda?handler=File")).Html.Should().Contain("\"CertificateName\": \"agenda.exemple.fr\"").And.Contain("SanDns");
    }

    private RelyingParty Canteen(X509Certificate2? certificate, string? secret) =>
        story.Keep(new RelyingParty(story.Host.SecureAddress!, "cantine", secret, certificate) { RedirectUri = RegistrationStory.ReturnAddress });

    private async Task<WebPage> ChangeAsync(params (string Name, string Value)[] fields)
    {
        var scopes = new[] { "openid", "profile" }.Select(scope => ("Form.Scopes", scope));
        return await browser.FollowAsync(await browser.SubmitAsync(await browser.GetAsync($"{Card}/reglages"), [.. scopes, .. fields]));
    }
}
