using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;
using AcRouenIdentity.Web.Features.Audit.Journal;
using AcRouenIdentity.Web.Tests.Colleagues;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Tests.Audit;

public sealed class JournalExportTests : IAsyncLifetime
{
    private ProviderHost host = null!;
    private PlainBrowser browser = null!;

    public async Task InitializeAsync()
    {
        host = await JournalHost.StartAsync();
        browser = host.NewBrowser();
        await browser.SignInAsync(JournalHost.Auditor);
    }

    public async Task DisposeAsync()
    {
        browser.Dispose();
        await host.DisposeAsync();
    }

    [Fact]
    public async Task What_was_found_is_taken_away_as_a_file_and_that_is_in_the_trail()
    {
        await host.RecordAsync([.. SamplePeople.All]);
        var claire = await host.SubjectOfAsync(SamplePeople.ClaireMartin);
        var odile = await host.SubjectOfAsync(SamplePeople.OdileRoux);
        await host.HappenAsync(new AuditEvent.AssistanceCodeIssued(claire, "D-2026-0042", odile), new AuditEvent.PasskeyAdded(odile));
        await host.SealAsync();

        var file = await browser.PressAsync(await browser.SearchAsync(("personne", "cmartin1")), "Exporter en CSV");

        file.Response.Content.Headers.ContentType!.MediaType.Should().Be("text/csv");
        var rows = file.Html.TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        rows.Should().HaveCount(3, "the search itself is about her too");
        rows[0].Should().StartWith("Quand,Événement,Détails,Personne concernée");
        rows[1].Should().Contain(",Journal consulté,");
        rows[2].Should().Contain(",Code d’assistance donné,Dossier : D-2026-0042,Claire Martin,cmartin1,Odile Roux,oroux1,AssistanceCodeIssued,");
        var entry = (await host.EntriesOfAsync(AuditKind.AuditExported)).Should().ContainSingle().Subject;
        entry.Subject.Should().Be(claire);
        entry.Json.Should().Be($"{{\"count\":2,\"officer\":\"{await host.SubjectOfAsync(JournalHost.Auditor)}\"}}");
    }

    [Theory]
    [InlineData("=HYPERLINK(\"http://ailleurs.example\";\"Voir\")")]
    [InlineData("+33200000000")]
    [InlineData("-1+cmd|' /C calc'!A0")]
    [InlineData("@SUM(A1:A9)")]
    [InlineData("  =1+1")]
    [InlineData("＝1+1")]
    public async Task A_name_that_is_a_formula_stays_a_name(string surname)
    {
        var attacker = SamplePeople.ClaireMartin with { GivenName = "", Surname = surname, DisplayName = surname };
        await host.RecordAsync(attacker);
        await host.HappenAsync(new AuditEvent.PasskeyAdded(await host.SubjectOfAsync(attacker)));

        var file = await browser.PressAsync(await browser.SearchAsync(("personne", "cmartin1")), "Exporter en CSV");

        file.Html.Should().Contain("'" + surname.Trim().Replace("\"", "\"\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_fact_that_is_a_formula_stays_a_fact()
    {
        await host.RecordAsync(SamplePeople.ClaireMartin);
        var claire = await host.SubjectOfAsync(SamplePeople.ClaireMartin);
        await host.HappenAsync(new AuditEvent.PasskeyAdded(claire));
        await host.AskAsync<IdentityDb, int>(db => db.AuditEntries.Where(entry => entry.Subject == claire).ExecuteUpdateAsync(set => set.SetProperty(entry => entry.Json, """{"=cmd|calc":"1"}""")));

        var file = await browser.PressAsync(await browser.SearchAsync(("personne", "cmartin1")), "Exporter en CSV");

        file.Html.Should().Contain(",'=cmd|calc : 1,");
    }

    [Fact]
    public async Task A_file_ends_at_its_limit_which_the_page_says_before()
    {
        var subject = await host.SubjectOfAsync(SamplePeople.ClaireMartin);
        await host.RecordAsync(SamplePeople.ClaireMartin);
        await host.HappenAsync([.. Enumerable.Range(1, JournalReading.MostExported + 2).Select(number => new AuditEvent.RecoveryCodesMade(subject, number))]);

        var page = await browser.SearchAsync(("personne", "cmartin1"));
        var file = await browser.PressAsync(page, "Exporter en CSV");

        page.Main.Should().MatchRegex(@"ne contient que les 10\W000 plus récents de ces 10\W002 événements");
        file.Html.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Should().HaveCount(1 + JournalReading.MostExported);
        file.Html.Should().MatchRegex(@"Nombre : 10\W002,").And.NotContain("Nombre : 2,");
    }

    [Fact]
    public async Task A_forged_form_takes_nothing_away()
    {
        await browser.GetAsync(JournalHost.Page);

        var forged = await browser.SendAsync(new HttpRequestMessage(HttpMethod.Post, "/journal?handler=Export&du=2026-01-01&au=2026-12-31") { Content = new FormUrlEncodedContent([]) });

        forged.Status.Should().Be(System.Net.HttpStatusCode.BadRequest);
        (await host.EntriesOfAsync(AuditKind.AuditExported)).Should().BeEmpty();
    }
}
