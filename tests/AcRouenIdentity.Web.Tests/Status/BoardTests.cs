using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using AcRouenIdentity.Testing;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;

namespace AcRouenIdentity.Web.Tests.Status;

/// <summary>The status page: what it tells, to whom, and when everything else is down.</summary>
public sealed class BoardTests : IAsyncLifetime
{
    private readonly TcpListener imap = new(IPAddress.Loopback, 0);

    private ProviderHost host = null!;
    private PlainBrowser visitor = null!;

    private DateTimeOffset Now => host.Minute();

    public async Task InitializeAsync()
    {
        imap.Start();
        var port = ((IPEndPoint)imap.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
        host = await StatusStory.OpenAsync(
            ("Status:Services:0:Key", "SignIn"),
            ("Status:Services:1:Key", "MailClients"),
            ("Status:Services:1:Probe", $"tcp://127.0.0.1:{port}"),
            ("Status:Services:2:Key", "Webmail"),
            ("Status:Services:2:Probe", $"http://secret-host.invalid:{FreePorts.Take()}/"),
            ("Status:Services:3:Key", "Cantine"),
            ("Status:Services:3:Name", "Cantine"),
            ("Status:Services:3:NameEnglish", "Canteen"));
        visitor = host.NewBrowser();
    }

    public async Task DisposeAsync()
    {
        visitor.Dispose();
        imap.Dispose();
        await host.DisposeAsync();
    }

    [Fact]
    public async Task Each_service_says_how_it_is()
    {
        using var administrator = await host.SignedInAsync(StatusStory.Administrator);
        await Eventually.BeTrueAsync(async () => await ConditionAsync("MailClients") == "Working");

        (await ConditionAsync("SignIn")).Should().Be("Working");
        (await ConditionAsync("Cantine")).Should().Be("NothingReported");
        await administrator.AnnounceAsync(Now.AddHours(-1), Now.AddHours(1), ("Form.Services", "SignIn"));
        (await ConditionAsync("SignIn")).Should().Be("Maintenance");
        await administrator.AnnounceAsync(Now.AddHours(-1), end: null, ("Form.Services", "SignIn"), ("Form.Kind", "Incident"));
        (await ConditionAsync("SignIn")).Should().Be("Incident");
        (await visitor.GetAsync("/etat")).Main.Should().Contain("Incident en cours").And.Contain("Cantine").And.Contain("Rien à signaler").And.Contain("Un service est perturbé");
    }

    [Fact]
    public async Task A_service_that_stops_answering_is_told_after_two_probes_and_again_when_it_is_back()
    {
        await Eventually.BeTrueAsync(async () => await ConditionAsync("MailClients") == "Working");
        var endpoint = (IPEndPoint)imap.LocalEndpoint;
        imap.Stop();
        await AdvanceUntilAsync("MailClients", "Silent");
        using var back = new TcpListener(endpoint);
        back.Start();

        await AdvanceUntilAsync("MailClients", "Working");
    }

    [Fact]
    public async Task Neither_page_nor_document_tells_where_services_are()
    {
        await AdvanceUntilAsync("Webmail", "Silent");

        foreach (var path in new[] { "/etat", "/etat.json", "/aide/connexion/maintenance" })
            (await visitor.GetAsync(path)).Html.Should().NotContain("secret-host").And.NotContain("127.0.0.1").And.NotContain("tcp:");
    }

    [Fact]
    public async Task Whatever_a_visitor_asks_no_probe_goes_out_for_it()
    {
        await Eventually.BeTrueAsync(async () => await ConditionAsync("MailClients") == "Working");
        while (imap.Pending())
            (await imap.AcceptTcpClientAsync()).Dispose();

        foreach (var path in new[] { "/etat", "/etat.json", "/etat?service=MailClients&Probe=http://127.0.0.1:1/", "/etat.json?url=http://127.0.0.1:1/", "/aide/connexion/maintenance" })
            (await visitor.GetAsync(path)).Status.Should().Be(HttpStatusCode.OK);

        imap.Pending().Should().BeFalse();
    }

    [Fact]
    public async Task Work_to_come_and_the_last_two_weeks_are_told()
    {
        using var administrator = await host.SignedInAsync(StatusStory.Administrator);
        await administrator.AnnounceAsync(Now.AddDays(9), Now.AddDays(9).AddHours(2), ("Form.Text", "À venir."));
        await administrator.AnnounceAsync(Now.AddDays(-13), Now.AddDays(-13).AddHours(2), ("Form.Text", "Avant-hier."));
        await administrator.AnnounceAsync(Now.AddDays(-16), Now.AddDays(-16).AddHours(2), ("Form.Text", "Jadis."));

        var page = await visitor.GetAsync("/etat");
        using var json = JsonDocument.Parse((await visitor.GetAsync("/etat.json")).Html);

        page.Main.Should().Contain("À venir.").And.Contain("Avant-hier.").And.NotContain("Jadis.");
        json.RootElement.GetProperty("coming")[0].GetProperty("says").GetProperty("text").GetString().Should().Be("À venir.");
        json.RootElement.GetProperty("past").GetArrayLength().Should().Be(1);
        json.RootElement.GetProperty("allWell").GetBoolean().Should().BeTrue();
    }

    [Fact]
    public async Task With_the_database_gone_the_page_still_answers_even_somebody_signed_in()
    {
        using var administrator = await host.SignedInAsync(StatusStory.Administrator);
        await administrator.AnnounceAsync(Now.AddHours(-1), end: null);
        host.Clock.Advance(TimeSpan.FromSeconds(3));

        using (host.BreakDatabase())
            foreach (var browser in new[] { visitor, administrator })
                foreach (var path in new[] { "/etat", "/etat.json", "/aide", "/aide/connexion", "/aide/connexion/maintenance", "/aide/contact" })
                {
                    var page = await browser.GetAsync(path);
                    page.Status.Should().Be(HttpStatusCode.OK, path);
                    if (path.EndsWith("etat", StringComparison.Ordinal))
                        page.Main.Should().Contain("Le service est perturbé").And.Contain("Le webmail sera fermé.").And.Contain("Ne répond pas");
                }

        (await administrator.IsSignedInAsync()).Should().BeTrue("an outage ends no session");
    }

    [Fact]
    public async Task With_the_directory_gone_the_page_still_answers()
    {
        host.Directory.IsDown = true;

        (await visitor.GetAsync("/etat")).Main.Should().Contain("Le service est perturbé");
        (await ConditionAsync("SignIn")).Should().Be("Silent");
    }

    [Fact]
    public async Task With_the_database_locked_by_somebody_else_the_page_still_answers()
    {
        await using var other = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={host.Database}");
        await other.OpenAsync();
        await using var transaction = other.BeginTransaction(deferred: false);

        (await visitor.GetAsync("/etat")).Status.Should().Be(HttpStatusCode.OK);
        (await visitor.GetAsync("/etat.json")).Status.Should().Be(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("Status:Services:0:Probe", "file:///etc/passwd")]
    [InlineData("Status:Services:0:Probe", "tcp://imap.example.org")]
    [InlineData("Status:Services:0:Key", "Une clé")]
    [InlineData("Status:Services:0:Key", "Webmail")]
    [InlineData("Status:RefreshEvery", "00:05:00")]
    public async Task A_service_that_cannot_be_watched_stops_the_start(string name, string value)
    {
        var start = () => ProviderHost.StartAsync(new Dictionary<string, string?>
        {
            ["Status:Services:0:Key"] = "Ent", ["Status:Services:1:Key"] = "Webmail", [name] = value,
        });

        await start.Should().ThrowAsync<Microsoft.Extensions.Options.OptionsValidationException>();
    }

    private async Task<string?> ConditionAsync(string key)
    {
        using var json = JsonDocument.Parse((await visitor.GetAsync("/etat.json")).Html);
        return json.RootElement.GetProperty("services").EnumerateArray().Single(service => service.GetProperty("key").GetString() == key).GetProperty("state").GetString();
    }

    private Task AdvanceUntilAsync(string key, string condition) => Eventually.BeTrueAsync(async () =>
    {
        host.Clock.Advance(TimeSpan.FromSeconds(61));
        await Task.Delay(100);
        return await ConditionAsync(key) == condition;
    });
}
