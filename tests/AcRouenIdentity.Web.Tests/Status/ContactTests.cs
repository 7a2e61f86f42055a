using System.Net;
using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Domain.Mail;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Testing.Hosts;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace AcRouenIdentity.Web.Tests.Status;

/// <summary>The form of the assistance, and what people and machines do with it.</summary>
public sealed class ContactTests : IAsyncLifetime
{
    private static readonly (string Name, string Value)[] Honest =
    [
        ("Form.Name", "Zoé Lemonnier"), ("Form.School", "Collège Jacques-Tati"), ("Form.Address", "zoe@exemple.fr"), ("Form.Phone", "06 00 00 00 00"),
        ("Form.Subject", "Connexion impossible"), ("Form.Text", "Depuis hier,\r\n\r\nla page revient.\r\n    Sujet: faux"),
    ];

    private ProviderHost host = null!;
    private PlainBrowser browser = null!;

    public async Task InitializeAsync()
    {
        host = await StatusStory.OpenAsync();
        browser = host.NewBrowser();
    }

    public async Task DisposeAsync()
    {
        browser.Dispose();
        await host.DisposeAsync();
    }

    [Fact]
    public async Task A_message_reaches_the_assistance_which_answers_to_whoever_wrote()
    {
        var page = await browser.FollowAsync(await SendAsync());

        var reference = page.Document.QuerySelector(".page__reference strong")!.TextContent;
        var mail = (await host.ReadMailsAsync()).Single();
        mail.To.Should().Be("assistance@exemple.fr");
        mail.Subject.Should().Be($"[{reference}] Connexion impossible");
        mail.Message.ReplyTo.ToString().Should().Be("zoe@exemple.fr");
        mail.Message.From.ToString().Should().Contain("ne-pas-repondre@ac-rouen.fr");
        mail.Text.Should().Contain("Zoé Lemonnier").And.Contain("Collège Jacques-Tati").And.Contain("06 00 00 00 00").And.Contain("> Depuis hier,").And.Contain("> la page revient.");
        mail.Source.Should().NotContain("Auto-Submitted", "a person wrote it");
        page.Main.Should().NotContain("masqué");
        (await host.AskAsync((IdentityDb db) => db.AuditEntries.CountAsync(entry => entry.Kind == AuditKind.AssistanceAsked && entry.Json.Contains(reference)))).Should().Be(1);
        (await host.AskAsync((IdentityDb db) => db.AuditEntries.CountAsync(entry => entry.Json.Contains("exemple.fr")))).Should().Be(0);
    }

    [Fact]
    public async Task A_browser_that_refuses_cookies_can_still_write()
    {
        using var deaf = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = host.Address };
        using var form = new FormUrlEncodedContent(Honest.Select(field => KeyValuePair.Create(field.Name, field.Value)));

        var answer = await deaf.PostAsync(new Uri("/aide/contact", UriKind.Relative), form);

        answer.StatusCode.Should().Be(HttpStatusCode.Redirect);
        (await host.ReadMailsAsync()).Should().ContainSingle();
    }

    [Fact]
    public async Task A_form_on_another_site_sends_nothing()
    {
        using var form = new FormUrlEncodedContent(Honest.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/aide/contact") { Content = form };
        request.Headers.Add("Sec-Fetch-Site", "cross-site");

        var answer = await browser.SendAsync(request);

        answer.Status.Should().Be(HttpStatusCode.Forbidden);
        (await QueuedAsync()).Should().Be(0);
    }

    [Theory]
    [InlineData("Form.Name", "Zoé\r\nBcc: tous@exemple.fr")]
    [InlineData("Form.Name", "Zoé\nBcc: tous@exemple.fr")]
    [InlineData("Form.Subject", "Objet\r\nBcc: tous@exemple.fr")]
    [InlineData("Form.Subject", "Objet\u2028Bcc: tous@exemple.fr")]
    [InlineData("Form.Subject", "Objet\u202Efdp.exe")]
    [InlineData("Form.School", "Collège\rBcc: tous@exemple.fr")]
    [InlineData("Form.Address", "zoe@exemple.fr\r\nBcc: tous@exemple.fr")]
    [InlineData("Form.Address", "zoe@exemple.fr, tous@exemple.fr")]
    [InlineData("Form.Address", "\"zoe\" <zoe@exemple.fr>")]
    [InlineData("Form.Phone", "06\r\nBcc: tous@exemple.fr")]
    public async Task A_header_smuggled_into_a_field_is_refused_and_nothing_leaves(string field, string value)
    {
        var answer = await SendAsync((field, value));

        answer.Status.Should().Be(HttpStatusCode.OK);
        answer.Document.QuerySelector("#erreurs").Should().NotBeNull();
        (await QueuedAsync()).Should().Be(0);
    }

    [Fact]
    public async Task A_text_that_looks_like_headers_or_markup_stays_a_text()
    {
        await SendAsync(("Form.Text", "Bcc: tous@exemple.fr\r\n.\r\nQUIT\r\n<script>alert(1)</script>{{ assistance_mail }}{% include 'x' %}"));

        var mail = (await host.ReadMailsAsync()).Single();
        mail.EnvelopeRecipients.Should().Equal("assistance@exemple.fr");
        mail.Message.Bcc.Count.Should().Be(0);
        mail.Text.Should().Contain("> Bcc: tous@exemple.fr").And.Contain("{{ assistance_mail }}");
        mail.Html.Should().Contain("&lt;script&gt;").And.NotContain("<script>");
    }

    [Fact]
    public async Task A_NUMEN_and_an_INA_never_travel_and_the_writer_is_told()
    {
        var page = await browser.FollowAsync(await SendAsync(("Form.Text", "Mon NUMEN 21E0501234ABC et mon code 7K3M-9QXA-22RT"), ("Form.Subject", "21E0501234ABC")));

        var mail = (await host.ReadMailsAsync()).Single();
        mail.Source.Should().NotContain("21E0501234ABC").And.NotContain("7K3M");
        mail.Subject.Should().EndWith("•••");
        page.Main.Should().Contain("Une partie a été masquée");
    }

    [Fact]
    public async Task A_flood_from_one_source_is_slowed_and_loses_nothing_that_was_typed()
    {
        for (var sent = 0; sent < 11; sent++)
            (await SendAsync()).Redirect.Should().NotBeNull();

        var refused = await SendAsync();
        (await host.ReadMailsAsync()).Should().HaveCount(11);
        host.Clock.Advance(TimeSpan.FromSeconds(61));
        var later = await SendAsync();

        refused.Redirect.Should().BeNull();
        refused.Main.Should().Contain("Patientez une minute");
        TextOf(refused).Should().Contain("la page revient.");
        later.Redirect.Should().NotBeNull();
    }

    [Fact]
    public async Task A_machine_that_fills_in_the_hidden_field_is_thanked_and_ignored()
    {
        var page = await browser.FollowAsync(await SendAsync(("Form.Site", "https://exemple.org")));

        page.Heading.Should().Be("Message envoyé");
        (await QueuedAsync()).Should().Be(0);
    }

    [Theory]
    [InlineData("Form.Text", 4001)]
    [InlineData("Form.Name", 101)]
    [InlineData("Form.Subject", 101)]
    public async Task A_text_that_is_too_long_is_refused(string field, int length)
    {
        var answer = await SendAsync((field, new string('é', length)));

        answer.Document.QuerySelector("#erreurs").Should().NotBeNull();
        (await QueuedAsync()).Should().Be(0);
    }

    [Fact]
    public async Task What_is_missing_is_listed_in_the_order_of_the_form()
    {
        var page = await browser.SubmitAsync(await browser.GetAsync("/aide/contact"));

        page.Document.QuerySelectorAll("#erreurs a").Select(link => link.GetAttribute("href"))
            .Should().Equal("#Form-Name", "#Form-School", "#Form-Address", "#Form-Subject", "#Form-Text");
    }

    [Fact]
    public async Task A_locked_database_says_so_and_keeps_what_was_typed()
    {
        await using var other = new SqliteConnection($"Data Source={host.Database}");
        await other.OpenAsync();
        await using var transaction = other.BeginTransaction(deferred: false);

        ShouldSayAway(await SendAsync());
    }

    [Fact]
    public async Task A_database_that_only_reads_says_so_and_keeps_what_was_typed()
    {
        var readOnly = new ReadOnlyDatabase();
        await using var frozen = await ProviderHost.StartAsync(
            new Dictionary<string, string?> { ["Assistance:Mail"] = "assistance@exemple.fr", ["Assistance:Phone"] = "02 00 00 00 00" },
            services => services.ConfigureDbContext<SqliteIdentityDb>(db => db.AddInterceptors(readOnly)));
        using var visitor = frozen.NewBrowser();
        readOnly.IsOn = true;

        (await visitor.GetAsync("/etat")).Status.Should().Be(HttpStatusCode.OK);
        ShouldSayAway(await visitor.SubmitAsync(await visitor.GetAsync("/aide/contact"), Honest));
        readOnly.IsOn = false;
    }

    [Fact]
    public async Task A_database_that_is_gone_is_said_before_anything_is_typed_and_after()
    {
        var form = await browser.GetAsync("/aide/contact");
        host.Clock.Advance(TimeSpan.FromSeconds(3));
        using (host.BreakDatabase())
        {
            (await browser.GetAsync("/aide/contact")).Main.Should().Contain("Votre message ne peut pas partir en ce moment").And.Contain("02 00 00 00 00");
            ShouldSayAway(await browser.SubmitAsync(form, Honest));
        }
    }

    [Fact]
    public async Task Without_an_address_there_is_no_form()
    {
        await using var bare = await ProviderHost.StartAsync(new Dictionary<string, string?> { ["Assistance:Phone"] = "02 00 00 00 00" });
        using var visitor = bare.NewBrowser();
        using var form = new FormUrlEncodedContent(Honest.Select(field => KeyValuePair.Create(field.Name, field.Value)));

        (await visitor.GetAsync("/aide/contact")).Status.Should().Be(HttpStatusCode.NotFound);
        (await visitor.SendAsync(new HttpRequestMessage(HttpMethod.Post, "/aide/contact") { Content = form })).Status.Should().Be(HttpStatusCode.NotFound);
        (await visitor.GetAsync("/aide")).Html.Should().NotContain("/aide/contact");
        (await visitor.GetAsync("/aide/connexion")).Html.Should().NotContain("/aide/contact");
    }

    [Theory]
    [InlineData("")]
    [InlineData("?reference=Appelez-le-0800")]
    [InlineData("?reference=%3Cb%3E")]
    public async Task The_acknowledgement_shows_no_words_of_its_address(string query) =>
        (await browser.GetAsync($"/aide/contact/envoye{query}")).Status.Should().Be(HttpStatusCode.NotFound);

    [Fact]
    public async Task An_assistance_address_that_is_none_stops_the_start()
    {
        var start = () => ProviderHost.StartAsync(new Dictionary<string, string?> { ["Assistance:Mail"] = "assistance@" });

        await start.Should().ThrowAsync<Microsoft.Extensions.Options.OptionsValidationException>();
    }

    private async Task<WebPage> SendAsync(params (string Name, string Value)[] changed) =>
        await browser.SubmitAsync(await browser.GetAsync("/aide/contact"), [.. Honest, .. changed]);

    private Task<int> QueuedAsync() => host.AskAsync((IdentityDb db) => db.Set<OutgoingMail>().CountAsync());

    private static void ShouldSayAway(WebPage page)
    {
        page.Status.Should().Be(HttpStatusCode.ServiceUnavailable);
        page.Main.Should().Contain("Votre message ne peut pas partir en ce moment").And.Contain("02 00 00 00 00").And.Contain("assistance@exemple.fr");
        TextOf(page).Should().Contain("la page revient.");
        page.Document.QuerySelector("input[name='Form.Name']")!.GetAttribute("value").Should().Be("Zoé Lemonnier");
    }

    private static string TextOf(WebPage page) => page.Document.QuerySelector("textarea[name='Form.Text']")!.TextContent;

    /// <summary>A database whose disk was remounted to read only.</summary>
    private sealed class ReadOnlyDatabase : DbConnectionInterceptor
    {
        public bool IsOn { get; set; }

        public override async Task ConnectionOpenedAsync(System.Data.Common.DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = IsOn ? "PRAGMA query_only=ON" : "PRAGMA query_only=OFF";
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}
