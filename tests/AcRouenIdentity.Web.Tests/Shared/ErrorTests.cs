using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;
using AcRouenIdentity.Web.Features.Shared.Notices;
using AcRouenIdentity.Web.Features.Status;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Serilog.Core;

namespace AcRouenIdentity.Web.Tests.Shared;

public sealed class ErrorTests : IAsyncLifetime
{
    private readonly CapturedLog log = new();
    private ProviderHost host = null!;
    private PlainBrowser browser = null!;

    public async Task InitializeAsync()
    {
        host = await ProviderHost.StartAsync(replace: services => services.AddSingleton<ILogEventSink>(log));
        browser = host.NewBrowser();
    }

    public async Task DisposeAsync()
    {
        browser.Dispose();
        await host.DisposeAsync();
    }

    [Fact]
    public async Task A_directory_that_is_down_is_said_in_French_with_a_reference_that_the_log_knows()
    {
        host.Directory.IsDown = true;

        var page = await browser.SignInAsync(SamplePeople.ClaireMartin);

        page.Status.Should().Be(HttpStatusCode.ServiceUnavailable);
        page.Heading.Should().Be("L’annuaire ne répond pas");
        page.Response.Headers.RetryAfter!.ToString().Should().Be("30");
        page.Main.Should().NotContain("Exception").And.NotContain("   at ");
        log.Lines.Should().Contain(line => line.Contains(Reference(page)) && line.Contains("DirectoryUnavailableException"));
    }

    [Fact]
    public async Task Sign_in_resumes_by_itself_when_the_directory_is_back()
    {
        host.Directory.IsDown = true;
        await browser.SignInAsync(SamplePeople.ClaireMartin);
        host.Directory.IsDown = false;

        await browser.SignInAsync(SamplePeople.ClaireMartin);

        (await browser.IsSignedInAsync()).Should().BeTrue();
    }

    [Fact]
    public async Task A_locked_database_is_an_outage_that_ends_by_itself()
    {
        var form = await browser.GetAsync("/connexion");
        WebPage during;
        await using (var other = new SqliteConnection($"Data Source={host.Database}"))
        {
            await other.OpenAsync();
            await using var transaction = other.BeginTransaction(deferred: false);
            during = await browser.SubmitAsync(form, ("Form.Name", "cmartin1"), ("Form.Password", SamplePeople.Password));
        }

        await browser.SignInAsync(SamplePeople.ClaireMartin);

        during.Status.Should().Be(HttpStatusCode.ServiceUnavailable);
        during.Heading.Should().Be("Service momentanément indisponible");
        (await browser.IsSignedInAsync()).Should().BeTrue();
    }

    [Fact]
    public async Task A_bug_gives_a_page_with_a_reference_and_none_of_its_words()
    {
        await using var broken = await ProviderHost.StartAsync(replace: services => services
            .AddSingleton<ILogEventSink>(log)
            .AddSingleton<ServiceHealth>(_ => throw new InvalidOperationException("the words of a bug")));
        using var visitor = broken.NewBrowser();

        var page = await visitor.GetAsync("/etat");

        page.Status.Should().Be(HttpStatusCode.InternalServerError);
        page.Heading.Should().Be("Quelque chose n’a pas fonctionné");
        page.Html.Should().NotContain("the words of a bug").And.NotContain("Exception");
        log.Lines.Should().Contain(line => line.Contains(Reference(page)) && line.Contains("the words of a bug"));
    }

    [Fact]
    public async Task When_even_the_frame_of_pages_fails_a_bare_page_remains()
    {
        await using var broken = await ProviderHost.StartAsync(replace: services =>
            services.AddSingleton<MaintenanceNotice>(_ => throw new InvalidOperationException("the frame is broken")));
        using var visitor = broken.NewBrowser();

        var page = await visitor.GetAsync("/aide");

        page.Status.Should().Be(HttpStatusCode.InternalServerError);
        page.Heading.Should().Be("Service momentanément indisponible");
        page.Main.Should().Contain("500").And.MatchRegex("[0-9A-F]{4}-[0-9A-F]{4}");
        page.Html.Should().NotContain("the frame is broken");
    }

    [Theory]
    [InlineData("GET", "/rien-ici", 404, "Page introuvable")]
    [InlineData("POST", "/etat", 400, "Cette page est restée ouverte trop longtemps")]
    [InlineData("DELETE", "/langue", 405, "Cette action n’est pas possible ici")]
    [InlineData("GET", "/langue?vers=klingon", 400, "Demande incomprise")]
    [InlineData("GET", "/aide?nom=%00", 400, "Demande incomprise")]
    [InlineData("GET", "/aide?nom=%FF%FE", 400, "Demande incomprise")]
    public async Task A_request_that_cannot_be_served_gets_a_page_that_says_why(string method, string path, int status, string heading)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (method == "POST")
            request.Content = new FormUrlEncodedContent([KeyValuePair.Create("a", "b")]);

        var page = await browser.SendAsync(request);

        ((int)page.Status).Should().Be(status);
        page.Heading.Should().Be(heading);
        log.Lines.Should().Contain(line => line.Contains(Reference(page)));
    }

    [Fact]
    public async Task A_sign_in_form_without_its_proof_of_origin_changes_nothing()
    {
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("Form.Name", "cmartin1"), KeyValuePair.Create("Form.Password", SamplePeople.Password)]);

        var page = await browser.SendAsync(new HttpRequestMessage(HttpMethod.Post, "/connexion") { Content = form });

        page.Status.Should().Be(HttpStatusCode.BadRequest);
        page.Heading.Should().Be("Cette page est restée ouverte trop longtemps");
        host.Directory.Binds.Should().Be(0);
    }

    [Theory]
    [InlineData("Form.Name=%FF%FEcmartin1&Form.Password=a")]
    [InlineData("Form.Name=cmartin1%00&Form.Password=a")]
    [InlineData("Form.Name=cmartin1&Form.Password=%C3%28")]
    [InlineData("Form.Name=cmartin1&Form.Password=%ED%A0%80")]
    public async Task A_form_that_is_not_text_is_refused_before_anything_is_done(string body)
    {
        var form = await browser.GetAsync("/connexion");
        var proof = form.Form.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var content = new StringContent($"{body}&__RequestVerificationToken={Uri.EscapeDataString(proof)}", Encoding.UTF8, "application/x-www-form-urlencoded");

        var page = await browser.SendAsync(new HttpRequestMessage(HttpMethod.Post, "/connexion") { Content = content });

        page.Status.Should().Be(HttpStatusCode.BadRequest);
        page.Heading.Should().Be("Demande incomprise");
        host.Directory.Binds.Should().Be(0);
    }

    [Theory]
    [InlineData("application/json", "{}")]
    [InlineData("text/plain", "Form.Name=cmartin1")]
    [InlineData("application/x-www-form-urlencoded; charset=utf-16", "Form.Name=cmartin1")]
    [InlineData("multipart/form-data; boundary=a", "--a--")]
    public async Task A_page_reads_nothing_but_the_form_it_wrote(string type, string body)
    {
        using var content = new StringContent(body);
        content.Headers.Remove("Content-Type");
        content.Headers.TryAddWithoutValidation("Content-Type", type);

        var page = await browser.SendAsync(new HttpRequestMessage(HttpMethod.Post, "/connexion") { Content = content });

        page.Status.Should().Be(HttpStatusCode.UnsupportedMediaType);
        page.Heading.Should().Be("Format non accepté");
    }

    [Theory]
    [InlineData("/connexion")]
    [InlineData("/connect/token")]
    [InlineData("/deconnexion")]
    public async Task A_body_of_ten_megabytes_is_refused(string path)
    {
        using var content = new ByteArrayContent(new byte[10_000_000]);
        content.Headers.TryAddWithoutValidation("Content-Type", "application/x-www-form-urlencoded");
        using var http = new HttpClient { BaseAddress = host.Address, DefaultRequestHeaders = { ExpectContinue = true } };

        using var answer = await http.PostAsync(new Uri(path, UriKind.Relative), content);

        answer.StatusCode.Should().Be(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task Who_sends_ten_megabytes_without_asking_first_reads_why_they_are_refused()
    {
        using var content = new ByteArrayContent(new byte[10_000_000]);
        content.Headers.TryAddWithoutValidation("Content-Type", "application/x-www-form-urlencoded");

        var page = await browser.SendAsync(new HttpRequestMessage(HttpMethod.Post, "/connexion") { Content = content });

        page.Status.Should().Be(HttpStatusCode.RequestEntityTooLarge);
        page.Heading.Should().Be("Envoi trop volumineux");
    }

    [Fact]
    public async Task A_body_that_hides_its_length_is_refused_too()
    {
        using var content = new StreamContent(new MemoryStream(new byte[300_000]));
        content.Headers.TryAddWithoutValidation("Content-Type", "application/x-www-form-urlencoded");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/connexion") { Content = content };
        request.Headers.TransferEncodingChunked = true;

        var page = await browser.SendAsync(request);

        page.Status.Should().Be(HttpStatusCode.RequestEntityTooLarge);
        page.Heading.Should().Be("Envoi trop volumineux");
    }

    [Fact]
    public async Task An_address_that_is_too_long_is_refused()
    {
        var page = await browser.GetAsync($"/aide?nom={new string('a', 20_000)}");

        page.Status.Should().Be(HttpStatusCode.RequestUriTooLong);
    }

    [Theory]
    [InlineData("/.well-known/rien-ici")]
    [InlineData("/health/rien-ici")]
    public async Task Machines_get_their_errors_in_json(string path)
    {
        var answer = await browser.GetAsync(path);

        answer.Status.Should().Be(HttpStatusCode.NotFound);
        using var json = JsonDocument.Parse(answer.Html);
        json.RootElement.GetProperty("error").GetString().Should().Be("invalid_request");
        json.RootElement.GetProperty("reference").GetString().Should().MatchRegex("^[0-9A-F]{4}-[0-9A-F]{4}$");
    }

    [Fact]
    public async Task Whoever_accepts_nothing_but_json_gets_json()
    {
        using var http = new HttpClient { BaseAddress = host.Address };
        http.DefaultRequestHeaders.Add("Accept", "application/json");

        using var answer = await http.GetAsync(new Uri("/rien-ici", UriKind.Relative));

        answer.Content.Headers.ContentType!.MediaType.Should().Be("application/json");
    }

    [Theory]
    [InlineData("GET /%FF%FE HTTP/1.1\r\nHost: localhost\r\n\r\n")]
    [InlineData("GET /%00 HTTP/1.1\r\nHost: localhost\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\n\r\n")]
    [InlineData("NOT HTTP AT ALL\r\n\r\n")]
    public async Task Malformed_requests_are_refused_and_the_next_one_is_served(string raw)
    {
        using var wire = new TcpClient();
        await wire.ConnectAsync(IPAddress.Loopback, host.Address.Port);
        await wire.GetStream().WriteAsync(Encoding.Latin1.GetBytes(raw));
        using var reader = new StreamReader(wire.GetStream(), Encoding.Latin1);

        var status = await reader.ReadLineAsync();

        status.Should().StartWith("HTTP/1.1 4");
        (await browser.GetAsync("/aide")).Status.Should().Be(HttpStatusCode.OK);
    }

    private static string Reference(WebPage page) => page.Document.QuerySelector(".page__reference strong")!.TextContent;
}
