using System.Net;
using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.SignIn;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;
using AcRouenIdentity.Web.Features.Shared.Notices;
using AcRouenIdentity.Web.Tests.Colleagues;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Tests.Audit;

public sealed class JournalTests : IAsyncLifetime
{
    private ProviderHost host = null!;
    private PlainBrowser browser = null!;
    private string claire = null!;
    private string bao = null!;
    private string odile = null!;

    public async Task InitializeAsync()
    {
        host = await JournalHost.StartAsync();
        await host.RecordAsync([.. SamplePeople.All]);
        claire = await host.SubjectOfAsync(SamplePeople.ClaireMartin);
        bao = await host.SubjectOfAsync(SamplePeople.BaoNguyen);
        odile = await host.SubjectOfAsync(SamplePeople.OdileRoux);
        browser = host.NewBrowser();
        await browser.SignInAsync(JournalHost.Auditor);
    }

    public async Task DisposeAsync()
    {
        browser.Dispose();
        await host.DisposeAsync();
    }

    public static TheoryData<string> Others => ["cmartin1", "hlefevre1", "agarcia1", "oroux1", "fsarr1", "bquiniou1"];

    [Theory, MemberData(nameof(Others))]
    public async Task Nobody_else_reads_the_trail_whatever_their_role(string login)
    {
        host.Directory.Put(SamplePeople.HeleneLefevre, SamplePeople.Password);
        using var other = host.NewBrowser();
        await other.SignInAsync(SamplePeople.All.Single(person => person.Login.ToString() == login));

        foreach (var path in new[] { "/journal", "/journal?du=2026-01-01&au=2026-12-31", "/journal?handler=Export&du=2026-01-01&au=2026-12-31" })
            (await other.GetAsync(path)).Status.Should().Be(HttpStatusCode.Forbidden);
        (await PostAsync(other, "/journal?handler=Verify")).Status.Should().Be(HttpStatusCode.Forbidden);
        (await PostAsync(other, "/journal?handler=Export&du=2026-01-01&au=2026-12-31")).Status.Should().Be(HttpStatusCode.Forbidden);
        (await host.EntriesOfAsync(AuditKind.AuditSearched)).Should().BeEmpty();
    }

    [Fact]
    public async Task A_stranger_signs_in_first()
    {
        using var stranger = host.NewBrowser();

        (await stranger.GetAsync("/journal?du=2026-01-01&au=2026-12-31")).Redirect!.AbsolutePath.Should().Be("/connexion");
    }

    [Fact]
    public async Task An_auditor_taken_out_of_the_group_is_refused_at_the_next_click()
    {
        (await browser.GetAsync(JournalHost.Page)).Status.Should().Be(HttpStatusCode.OK);
        host.Directory.Put(JournalHost.Auditor with { Groups = [] });

        (await browser.GetAsync(JournalHost.Page)).Status.Should().Be(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("cmartin1")]
    [InlineData("CLAIRE.martin@ac-rouen.fr")]
    [InlineData("21e0501234abc")]
    public async Task Events_of_a_person_are_found_by_whatever_they_go_by_in_words(string typed)
    {
        await host.HappenAsync(
            new AuditEvent.SignInRefused(claire, SignInRefusal.TooManyTries, 1234, host.Clock.GetUtcNow()),
            new AuditEvent.SignedIn(bao, "sid", DeviceKind.Shared, "pwd"),
            new AuditEvent.AssistanceCodeIssued(claire, "D-2026-0042", odile));

        var page = await browser.SearchAsync(("personne", typed));

        page.Lines().Should().HaveCount(2);
        page.Lines().First().Should().Contain("Code d’assistance donné Dossier : D-2026-0042").And.Contain("Claire Martin cmartin1").And.EndWith("Odile Roux oroux1");
        page.Lines().Last().Should().Contain("Connexion refusée Motif : Trop d’essais").And.MatchRegex(@"Nombre : 1\W234").And.EndWith("–");
        page.Address.Query.Should().Contain("personne=cmartin1");
    }

    [Fact]
    public async Task A_NUMEN_stands_in_no_address_and_is_not_shown_again()
    {
        var found = await browser.PressAsync(await browser.GetAsync(JournalHost.Page), "Rechercher", ("personne", "21E0501234ABC"));
        var unknown = await browser.PressAsync(await browser.GetAsync(JournalHost.Page), "Rechercher", ("agent", "21E0501234ZZZ"));

        found.Redirect!.ToString().Should().Contain("cmartin1").And.NotContainEquivalentOf("21E05");
        unknown.Redirect.Should().BeNull();
        unknown.Main.Should().Contain("Personne ne porte cet identifiant");
        unknown.Html.Should().NotContain("21E0501234ZZZ");
        (await host.AskAsync<IdentityDb, string[]>(db => db.AuditEntries.Select(entry => entry.Json).ToArrayAsync())).Should().NotContain(json => json.Contains("21E05"));
    }

    [Fact]
    public async Task What_an_officer_did_is_found_apart_from_what_happened_to_them()
    {
        await host.HappenAsync(
            new AuditEvent.PasskeyAdded(odile),
            new AuditEvent.AssistanceCodeIssued(claire, "D-2026-0001", odile),
            new AuditEvent.MaintenanceAnnounced("a1", AnnouncementAct.Published, Domain.Status.AnnouncementKind.Incident, odile),
            new AuditEvent.AssistanceCodeIssued(claire, "D-2026-0002", bao));

        var page = await browser.SearchAsync(("agent", "oroux1"));

        page.Lines().Should().HaveCount(2).And.OnlyContain(line => line.EndsWith("Odile Roux oroux1"));
    }

    [Fact]
    public async Task Kinds_are_chosen_among_all()
    {
        await host.HappenAsync(new AuditEvent.PasskeyAdded(claire), new AuditEvent.PasskeyRemoved(claire), new AuditEvent.AccountActivated(claire));

        var page = await browser.SearchAsync(("personne", "cmartin1"), ("quoi", "PasskeyAdded"), ("quoi", "AccountActivated"));

        page.Lines().Should().HaveCount(2).And.NotContain(line => line.Contains("supprimée"));
        page.Document.QuerySelectorAll("input[type=checkbox][name=quoi]").Should().HaveCount(Enum.GetValues<AuditKind>().Length);
    }

    [Fact]
    public async Task Days_are_those_of_Paris_with_both_ends()
    {
        await AtAsync("2026-03-28T22:59:59.999Z", new AuditEvent.PasskeyAdded(claire));
        await AtAsync("2026-03-28T23:00:00Z", new AuditEvent.PasskeyRemoved(claire));
        await AtAsync("2026-03-29T21:59:59.999Z", new AuditEvent.AccountActivated(claire));
        await AtAsync("2026-03-29T22:00:00Z", new AuditEvent.RecoveryCodesMade(claire, 10));

        var page = await browser.SearchAsync(("du", "2026-03-29"), ("au", "2026-03-29"), ("personne", "cmartin1"));

        page.Lines().Should().HaveCount(2);
        page.Lines().First().Should().StartWith("29 mars 2026, 23:59:59").And.Contain("Compte activé");
        page.Lines().Last().Should().StartWith("29 mars 2026, 00:00:00").And.Contain("Clé d’accès supprimée");
    }

    [Theory]
    [InlineData("", "2026-01-01", "Choisissez un jour")]
    [InlineData("2026-02-30", "2026-03-01", "Choisissez un jour")]
    [InlineData("0001-01-01", "2026-03-01", "Choisissez un jour")]
    [InlineData("2026-01-01", "9999-12-31", "Choisissez un jour")]
    [InlineData("2026-01-01", "<script>", "Choisissez un jour")]
    [InlineData("2026-03-02", "2026-03-01", "Le dernier jour précède le premier")]
    public async Task Days_that_make_no_sense_are_refused_in_words_and_search_nothing(string from, string until, string said)
    {
        var posted = await browser.PressAsync(await browser.GetAsync(JournalHost.Page), "Rechercher", ("du", from), ("au", until));
        var typed = await browser.GetAsync($"/journal?du={Uri.EscapeDataString(from)}&au={Uri.EscapeDataString(until)}");

        foreach (var page in new[] { posted, typed })
        {
            page.Status.Should().Be(HttpStatusCode.OK);
            page.Document.QuerySelector("main .fr-alert--error")!.TextContent.Should().Contain(said);
            page.Lines().Should().BeEmpty();
        }

        (await host.EntriesOfAsync(AuditKind.AuditSearched)).Should().BeEmpty();
    }

    [Theory]
    [InlineData("personne=inconnu1")]
    [InlineData("personne=21E0501234ABC")]
    [InlineData("agent=%27%20or%201%3D1--")]
    [InlineData("personne=*")]
    public async Task An_address_that_names_nobody_shows_nothing(string query)
    {
        var page = await browser.GetAsync($"/journal?du=2026-01-01&au=2027-01-01&{query}");

        page.Main.Should().Contain("Personne ne porte cet identifiant");
        page.Lines().Should().BeEmpty();
    }

    [Fact]
    public async Task Nothing_found_says_what_to_try()
    {
        var page = await browser.SearchAsync(("du", "2020-01-01"), ("au", "2020-01-02"));

        page.Main.Should().Contain("Aucun événement").And.Contain("Élargissez les dates");
    }

    [Fact]
    public async Task Sheets_hold_fifty_the_newest_first_and_lead_on()
    {
        await host.HappenAsync([.. Enumerable.Range(1, 120).Select(number => new AuditEvent.RecoveryCodesMade(claire, number))]);

        var first = await browser.SearchAsync(("personne", "cmartin1"), ("quoi", "RecoveryCodesMade"));
        var second = await browser.GetAsync(first.Document.QuerySelector(".sheets a[rel=next]")!.GetAttribute("href")!.Insert(0, "/journal"));
        var beyond = await browser.GetAsync("/journal" + first.Address.Query + "&feuille=99");

        first.Lines().Should().HaveCount(50);
        first.Lines().First().Should().Contain("Nombre : 120");
        second.Lines().First().Should().Contain("Nombre : 70");
        beyond.Lines().Should().HaveCount(20);
    }

    [Fact]
    public async Task Each_reading_is_in_the_trail_with_who_whose_and_how_many_and_nothing_that_was_typed()
    {
        await host.HappenAsync(new AuditEvent.PasskeyAdded(claire));
        var auditor = await host.SubjectOfAsync(JournalHost.Auditor);

        await browser.SearchAsync(("personne", "claire.martin@ac-rouen.fr"));

        var entry = (await host.EntriesOfAsync(AuditKind.AuditSearched)).Should().ContainSingle().Subject;
        entry.Subject.Should().Be(claire);
        entry.Json.Should().Be($"{{\"count\":1,\"sheet\":1,\"officer\":\"{auditor}\"}}");
    }

    [Fact]
    public async Task An_entry_that_was_tampered_with_is_shown_as_it_is_and_breaks_nothing()
    {
        await host.HappenAsync(new AuditEvent.PasskeyAdded(claire), new AuditEvent.SignedIn(claire, "s", DeviceKind.Shared, "pwd"));
        await host.AskAsync<IdentityDb, int>(db => db.AuditEntries.Where(entry => entry.Kind == AuditKind.PasskeyAdded).ExecuteUpdateAsync(set => set.SetProperty(entry => entry.Json, "<b>rien</b>")));
        await host.AskAsync<IdentityDb, int>(db => db.AuditEntries.Where(entry => entry.Kind == AuditKind.SignedIn && entry.Subject == claire)
            .ExecuteUpdateAsync(set => set.SetProperty(entry => entry.Json, """{"device":"Ailleurs","autre":"<i>fait</i>","officer":"personne"}""")));

        var page = await browser.SearchAsync(("personne", "cmartin1"));

        page.Lines().Should().HaveCount(2).And.Contain(line => line.Contains("Illisible, telle qu’elle est écrite : <b>rien</b>")).And.Contain(line => line.Contains("Appareil : Ailleurs") && line.Contains("Personne effacée ou inconnue personne"));
        page.Document.QuerySelectorAll("table b, table i").Should().BeEmpty();
    }

    [Fact]
    public async Task Somebody_who_has_no_account_yet_has_a_name_too()
    {
        await host.HappenAsync(new AuditEvent.PersonChanged(bao, Domain.Provisioning.Planning.PlanKind.Create, Domain.Provisioning.Planning.PlanReason.NewInFeed, 3, null));

        (await browser.SearchAsync(("personne", "bnguyen1"))).Lines().Should().ContainSingle().Which.Should().Contain("Bảo Nguyễn bnguyen1");
    }

    private static Task<WebPage> PostAsync(PlainBrowser browser, string path) =>
        browser.SendAsync(new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent([]) });

    /// <summary>As if it had happened then.</summary>
    private async Task AtAsync(string instant, AuditEvent happened)
    {
        await host.HappenAsync(happened);
        var at = DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture);
        await host.AskAsync<IdentityDb, int>(db => db.AuditEntries.Where(entry => entry.Kind == happened.Kind && entry.Subject == happened.Subject).ExecuteUpdateAsync(set => set.SetProperty(entry => entry.At, at)));
    }
}
