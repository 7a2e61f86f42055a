using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;

namespace AcRouenIdentity.Web.Tests.OpenId.MutualTls;

/// <summary>Certificates that a reverse proxy hands over in a header. The tests are the proxy, and whoever tries to be it.</summary>
public sealed class ForwardedCertificateTests
{
    private const string Nginx = "EscapedPemHeader";
    private const string Rfc9440 = "ClientCertHeader";

    [Theory]
    [InlineData(Rfc9440)]
    [InlineData(Nginx)]
    public async Task The_certificate_that_the_proxy_hands_over_counts_as_on_the_connection(string source)
    {
        await using var story = await BehindAsync("127.0.0.1", source);
        using var browser = story.Host.NewBrowser();
        await browser.SignInAsync(SamplePeople.ClaireMartin);
        var own = story.OfEnt();
        var ent = Ent(story, Form(source, own));

        var tokens = await ent.SignInAsync(browser);

        (await ent.UserInfoAsync(tokens.AccessToken)).Status.Should().Be(HttpStatusCode.OK);
        (await Ent(story, Form(source, story.OfEnt())).UserInfoAsync(tokens.AccessToken)).Status.Should().Be(HttpStatusCode.Unauthorized);
        (await Ent(story, header: null).UserInfoAsync(tokens.AccessToken)).Status.Should().Be(HttpStatusCode.Unauthorized);
        await RefuseAsync(Ent(story, header: null));
        await RefuseAsync(Ent(story, Form(source, story.Keep(story.Theirs.Sign(CertificateHost.EntSubject, names: null, story.Soon)))));
    }

    [Theory]
    [InlineData(Rfc9440)]
    [InlineData(Nginx)]
    public async Task The_same_header_of_anybody_else_is_passed_over_whatever_they_say_of_where_they_are(string source)
    {
        await using var story = await BehindAsync("192.0.2.1", source);
        using var roundcube = story.Host.Roundcube();

        foreach (var claimed in new[] { "192.0.2.1", "127.0.0.1", "" })
            await RefuseAsync(Ent(story, Form(source, story.OfEnt()), ("X-Forwarded-For", claimed)));
        using var webmail = story.Keep(new RelyingParty(story.Host.Address, "roundcube", roundcube.Secret) { RedirectUri = roundcube.RedirectUri, Headers = new Dictionary<string, string> { ["Client-Cert"] = "rien" } });
        (await webmail.PushAsync()).Status.Should().Be(HttpStatusCode.Created, "nothing that is passed over is in anybody's way");
    }

    [Theory]
    [InlineData(Rfc9440)]
    [InlineData(Nginx)]
    public async Task A_header_in_another_form_is_no_certificate(string source)
    {
        await using var story = await BehindAsync("127.0.0.1", source);
        var own = story.OfEnt();
        var base64 = Convert.ToBase64String(own.RawData);
        var other = Form(source is Nginx ? Rfc9440 : Nginx, own);

        foreach (var header in new[] { other, base64, $":{base64}", $"{base64}:", "::", ":", ":AAAA:", ":%%%:", $":{base64[..^8]}:", $"\"{base64}\"", $":{base64}:, :{base64}:", "-----BEGIN%20CERTIFICATE-----", own.Thumbprint, Uri.EscapeDataString(own.ExportCertificatePem() + own.ExportCertificatePem()), $"{Form(Nginx, own)}%00" })
            await RefuseAsync(Ent(story, header));
        foreach (var header in new[] { ":" + new string('A', 20_000) + ":", new string('%', 25_000) })
            await RefuseAsync(Ent(story, header));
        (await Ent(story, Form(source, own)).PushAsync()).Status.Should().Be(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_header_that_a_client_sent_and_the_proxy_only_added_to_is_passed_over()
    {
        await using var story = await BehindAsync("127.0.0.1", Rfc9440);
        var line = $"Client-Cert: {Form(Rfc9440, story.OfEnt())}\r\n";

        (await SendAsync(story, line)).Should().NotContain("invalid_client", "once it counts");
        (await SendAsync(story, line + line)).Should().Contain("invalid_client");
        (await SendAsync(story, line + "client-cert: :AAAA:\r\n")).Should().Contain("invalid_client");
        (await SendAsync(story, "Client-Cert: \r\n" + line)).Should().Contain("invalid_client");
    }

    [Fact]
    public async Task A_header_of_a_megabyte_is_refused_at_the_door_and_the_next_request_is_served()
    {
        await using var story = await BehindAsync("127.0.0.1", Rfc9440);

        var answer = await SendAsync(story, $"Client-Cert: :{new string('A', 1_000_000)}:\r\n");

        answer.Should().StartWith("HTTP/1.1 431");
        (await Ent(story, Form(Rfc9440, story.OfEnt())).PushAsync()).Status.Should().Be(HttpStatusCode.Created);
    }

    private static Task<CertificateHost> BehindAsync(string proxy, string source) => CertificateHost.StartAsync(proxy, ("OpenId:MutualTls:Source", source));

    private static string Form(string source, X509Certificate2 certificate) =>
        source is Nginx ? Uri.EscapeDataString(certificate.ExportCertificatePem() + "\n") : $":{Convert.ToBase64String(certificate.RawData)}:";

    private static RelyingParty Ent(CertificateHost story, string? header, params (string Name, string Value)[] others)
    {
        var headers = others.ToDictionary(other => other.Name, other => other.Value);
        if (header is not null)
            headers["Client-Cert"] = header;
        return story.Keep(new RelyingParty(story.Host.Address, "ent", secret: null) { RedirectUri = CertificateHost.RedirectOf("ent"), Scope = "openid profile offline_access", Headers = headers });
    }

    private static async Task RefuseAsync(RelyingParty party) => (await party.PushAsync()).Error.Should().Be("invalid_client");

    /// <summary>As it stands on the wire: no client of ours would repeat a header.</summary>
    private static async Task<string> SendAsync(CertificateHost story, string lines)
    {
        const string body = "client_id=ent&token=rien";
        using var wire = new TcpClient();
        await wire.ConnectAsync(IPAddress.Loopback, story.Host.Address.Port);
        var request = $"POST /connect/introspect HTTP/1.1\r\nHost: localhost\r\n{lines}Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n{body}";
        try
        {
            await wire.GetStream().WriteAsync(Encoding.Latin1.GetBytes(request));
        }
        catch (IOException)
        {
            // Refused before all of it was sent: the answer is there all the same.
        }

        using var reader = new StreamReader(wire.GetStream(), Encoding.Latin1);
        var answer = new StringBuilder();
        for (var read = await reader.ReadLineAsync(); read is not null; read = answer.Length > 100_000 ? null : await reader.ReadLineAsync())
            answer.AppendLine(read);
        return answer.ToString();
    }
}
