using System.Net;
using System.Text;
using System.Xml.Linq;
using AcRouenIdentity.Testing.Hosts;
using AcRouenIdentity.Web.Tests.MailClients.Schemas;

namespace AcRouenIdentity.Web.Tests.MailClients;

public sealed class AutodiscoverTests : IAsyncLifetime
{
    private const string Place = "/autodiscover/autodiscover.xml";
    private const string Schema = "http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a";
    private static readonly XNamespace Settings = Schema;

    private ProviderHost host = null!;
    private HttpClient outlook = null!;

    public async Task InitializeAsync()
    {
        host = await MailSettings.StartAsync();
        outlook = new HttpClient { BaseAddress = host.Address };
    }

    public async Task DisposeAsync()
    {
        outlook.Dispose();
        await host.DisposeAsync();
    }

    [Theory]
    [InlineData("/autodiscover/autodiscover.xml", "claire.martin@ac-rouen.fr")]
    [InlineData("/Autodiscover/Autodiscover.xml", "xqzvw@AC-ROUEN.fr")]
    [InlineData("/AUTODISCOVER/AUTODISCOVER.XML", "o'neill&sons@region-academique.example")]
    public async Task Outlook_learns_the_servers_for_whoever_it_asks_about(string path, string address)
    {
        var (status, answer, response) = await AskAsync(Request(address), path);

        status.Should().Be(HttpStatusCode.OK);
        XmlGrammar.ProblemsOfAutodiscover(answer).Should().BeEmpty();
        var protocols = XDocument.Parse(answer).Descendants(Settings + "Protocol").ToList();
        protocols.Select(protocol => Said(protocol, "Type", "Server", "Port", "LoginName", "SSL", "Encryption")).Should().BeEquivalentTo(
            new[] { $"IMAP imap.ac-rouen.fr 993 {address} on SSL", $"SMTP smtp.ac-rouen.fr 465 {address} on SSL" }, order => order.WithStrictOrdering());
        response.Headers.CacheControl!.NoStore.Should().BeTrue();
        response.Headers.Contains("Set-Cookie").Should().BeFalse();
    }

    [Fact]
    public async Task Starttls_is_told_as_outlook_calls_it()
    {
        await using var other = await MailSettings.StartAsync(("Submission:Security", "StartTls"));
        using var asking = new HttpClient { BaseAddress = other.Address };
        using var response = await asking.PostAsync(Place, Xml(Request("claire.martin@ac-rouen.fr")));

        var sending = XDocument.Parse(await response.Content.ReadAsStringAsync()).Descendants(Settings + "Protocol").Last();

        Said(sending, "Type", "Port", "SSL", "Encryption").Should().Be("SMTP 587 on TLS");
    }

    public static TheoryData<string, string> Hostile => new()
    {
        { "a document type", $"<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]>{Request("&b;@ac-rouen.fr")}" },
        { "entities in entities", $"<!DOCTYPE a [<!ENTITY b 'bbbbbbbbbb'><!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;&b;'>]>{Request("&c;@ac-rouen.fr")}" },
        { "an unknown entity", Request("&b;@ac-rouen.fr") },
        { "no XML", "bonjour" },
        { "nothing", "" },
        { "JSON", """{"EMailAddress":"claire.martin@ac-rouen.fr"}""" },
        { "a NUL", Request("claire\0@ac-rouen.fr") },
        { "an encoding that nobody knows", $"<?xml version='1.0' encoding='klingon'?>{Request("claire.martin@ac-rouen.fr")}" },
        { "another vocabulary", Request("claire.martin@ac-rouen.fr").Replace("requestschema/2006", "requestschema/2007", StringComparison.Ordinal) },
        { "no address", Request(" ") },
        { "no domain", Request("claire.martin") },
        { "an endless address", Request($"{new string('a', 400)}@ac-rouen.fr") },
        { "an end that is missing", Request("claire.martin@ac-rouen.fr")[..^20] },
        { "depth", string.Concat(Enumerable.Repeat("<a>", 5000)) },
        { "more than an honest program sends", $"<!-- {new string('a', 20_000)} -->{Request("claire.martin@ac-rouen.fr")}" },
    };

    [Theory, MemberData(nameof(Hostile))]
    public async Task What_is_no_request_gets_the_error_document(string what, string body)
    {
        var (status, answer, _) = await AskAsync(body);

        status.Should().Be(HttpStatusCode.BadRequest, what);
        XmlGrammar.ProblemsOfAutodiscover(answer).Should().BeEmpty();
        answer.Should().Contain("<ErrorCode>600</ErrorCode>").And.NotContain("root:");
    }

    [Fact]
    public async Task Octets_that_are_no_text_get_the_error_document()
    {
        using var body = new ByteArrayContent([.. Enumerable.Range(0, 4096).Select(octet => (byte)(octet * 37))]);
        using var response = await outlook.PostAsync(Place, body);

        response.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await response.Content.ReadAsStringAsync()).Should().Contain("<ErrorCode>600</ErrorCode>");
    }

    [Fact]
    public async Task Ten_megabytes_are_refused_and_the_next_program_is_served()
    {
        using var body = new ByteArrayContent(new byte[10 * 1024 * 1024]);
        using var refused = await outlook.PostAsync(Place, body);

        refused.StatusCode.Should().Be(HttpStatusCode.RequestEntityTooLarge);
        (await AskAsync(Request("claire.martin@ac-rouen.fr"))).Status.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Another_schema_is_not_supported()
    {
        var (status, answer, _) = await AskAsync(Request("claire.martin@ac-rouen.fr", "http://schemas.microsoft.com/exchange/autodiscover/mobilesync/responseschema/2006"));

        status.Should().Be(HttpStatusCode.BadRequest);
        XmlGrammar.ProblemsOfAutodiscover(answer).Should().BeEmpty();
        answer.Should().Contain("<ErrorCode>601</ErrorCode>");
    }

    [Fact]
    public async Task A_domain_that_is_not_ours_is_not_found()
    {
        var (status, answer, _) = await AskAsync(Request("claire.martin@example.org"));

        status.Should().Be(HttpStatusCode.NotFound);
        XmlGrammar.ProblemsOfAutodiscover(answer).Should().BeEmpty();
    }

    [Fact]
    public async Task Without_application_passwords_outlook_is_told_nothing()
    {
        await using var careful = await MailSettings.StartAsync(("Passwords", "false"));
        using var asking = new HttpClient { BaseAddress = careful.Address };

        using var response = await asking.PostAsync(Place, Xml(Request("claire.martin@ac-rouen.fr")));

        response.StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await response.Content.ReadAsStringAsync()).Should().Contain("<ErrorCode>500</ErrorCode>").And.NotContain("imap");
    }

    [Fact]
    public async Task Nobody_reads_there() => (await outlook.GetAsync(Place)).StatusCode.Should().Be(HttpStatusCode.MethodNotAllowed);

    private async Task<(HttpStatusCode Status, string Answer, HttpResponseMessage Response)> AskAsync(string body, string path = Place)
    {
        var response = await outlook.PostAsync(path, Xml(body));
        return (response.StatusCode, await response.Content.ReadAsStringAsync(), response);
    }

    private static StringContent Xml(string body) => new(body, Encoding.UTF8, "text/xml");

    private static string Request(string address, string schema = Schema) =>
        $"<Autodiscover xmlns=\"http://schemas.microsoft.com/exchange/autodiscover/outlook/requestschema/2006\"><Request><EMailAddress>{address.Replace("&s", "&amp;s", StringComparison.Ordinal)}</EMailAddress>"
        + $"<AcceptableResponseSchema>{schema}</AcceptableResponseSchema></Request></Autodiscover>";

    private static string Said(XElement protocol, params string[] names) => string.Join(' ', names.Select(name => protocol.Element(Settings + name)!.Value));
}
