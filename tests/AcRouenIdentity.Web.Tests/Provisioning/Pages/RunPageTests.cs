using System.Net;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Provisioning.Planning;
using AcRouenIdentity.Domain.Provisioning.Runs;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Feeds;
using AcRouenIdentity.Testing.Hosts;
using AcRouenIdentity.Web.Features.Provisioning.Runs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AcRouenIdentity.Web.Tests.Provisioning.Pages;

public sealed class RunPageTests : IAsyncLifetime
{
    private Academy academy = null!;
    private PlainBrowser browser = null!;

    public async Task InitializeAsync()
    {
        academy = await OfficerStory.OpenAsync();
        browser = await academy.SignedInAsync(OfficerStory.Officer);
    }

    public async Task DisposeAsync()
    {
        browser.Dispose();
        await academy.DisposeAsync();
    }

    [Fact]
    public async Task An_officer_sends_files_looks_and_applies()
    {
        (await browser.GetAsync("/chargements")).Main.Should().Contain("Aucun chargement pour l’instant.");

        var planned = await academy.UploadAsync(browser, academy.ExportWithStaff(0));
        planned.Main.Should().Contain("Rien n’est encore écrit").And.Contain("300 changements seront écrits");
        planned.Document.QuerySelectorAll("table.records tbody tr").Should().HaveCount(50);
        (await academy.Directory.FindAsync(academy.Generator.PeopleOf(0).First().Key, default)).Should().BeNull("nothing is written before the officer agrees");

        var applied = await academy.WaitAsync(browser, await browser.PressAsync(planned, "Appliquer"));

        applied.Main.Should().Contain("C’est appliqué").And.Contain("Changements écrits : 300").And.Contain("SHA-256").And.Contain("rh.csv").And.Contain("par oroux1");
        var login = (await academy.Directory.FindAsync(academy.Generator.PeopleOf(0).First().Key, default))!.Login;
        (await browser.GetAsync($"/comptes/{login}")).Main.Should().Contain("Création").And.Contain("Chargement 1").And.Contain("nouvelle personne");
        (await browser.GetAsync("/chargements")).Main.Should().Contain("Appliqué");
        (await academy.FindRunAsync(1))!.ApprovedBy.Should().Be("oroux1");
    }

    [Fact]
    public async Task Lines_are_filtered_by_kind_and_school()
    {
        await academy.ApplyAsync(academy.ExportWithStaff(0));
        var planned = await academy.WaitAsync(browser, await browser.GetAsync($"/chargements/{await academy.AskAsync(academy.ExportWithStaff(1))}"));
        var path = planned.Address.AbsolutePath;
        var arriving = academy.Changed(1, FictionalChangeKind.Arrived);
        var school = arriving[0].School.Uai;

        var created = await browser.GetAsync($"{path}?nature=Create");
        var there = await browser.GetAsync($"{path}?nature=Create&uai={school.ToLowerInvariant()}");

        KindsOf(created).Should().OnlyContain(kind => kind == "Création").And.HaveCount(arriving.Count);
        KindsOf(there).Should().HaveCount(arriving.Count(person => person.School.Uai == school || person.SecondSchool?.Uai == school));
        there.Main.Should().ContainEquivalentOf($"{arriving[0].School.Name} ({school})");
        (await browser.GetAsync($"{path}?uai=Dieppe")).Main.Should().Contain("Un UAI a sept chiffres et une lettre");
        (await browser.GetAsync($"{path}?uai=0140001A")).Main.Should().Contain("Aucun changement ne répond à ces filtres.");
        (await browser.GetAsync($"{path}?nature=99&feuille=-5")).Status.Should().Be(HttpStatusCode.OK);
        (await browser.GetAsync($"{path}?nature=Depart")).Main.Should().Contain("absente d’un export complet").And.Contain("accès fermé à partir du");
    }

    [Fact]
    public async Task Long_lists_have_sheets()
    {
        var planned = await academy.WaitAsync(browser, await browser.GetAsync($"/chargements/{await academy.AskAsync(academy.ExportWithStaff(0))}"));

        var last = await browser.GetAsync($"{planned.Address.AbsolutePath}?nature=Create&feuille=99");

        planned.Main.Should().Contain("Page 1 sur 6");
        last.Main.Should().Contain("Page 6 sur 6");
        last.Document.QuerySelector(".sheets a")!.GetAttribute("href").Should().Be("?nature=Create&feuille=5");
    }

    [Fact]
    public async Task A_plan_that_closes_too_many_asks_for_the_name_of_the_officer_and_what_they_saw()
    {
        await using var strict = await OfficerStory.OpenAsync(("Provisioning:LargestShareClosed", "0.02"));
        using var officer = await strict.SignedInAsync(OfficerStory.Officer);
        await strict.ApplyAsync(strict.Export(0));
        var stopped = await strict.WaitAsync(officer, await officer.GetAsync($"/chargements/{await strict.AskAsync(strict.Export(1))}"));

        stopped.Main.Should().Contain("Ce plan est arrêté par une règle").And.Contain("comptes fermeraient");
        stopped.Document.QuerySelectorAll("main button").Select(button => button.TextContent.Trim()).Should().NotContain("Appliquer");
        (await officer.PressAsync(stopped, "Confirmer et appliquer", ("login", "cmartin1"))).Main.Should().Contain("Ce n’est pas votre identifiant");
        (await officer.PressAsync(stopped, "Confirmer et appliquer", ("login", ""))).Main.Should().Contain("Ce n’est pas votre identifiant");
        (await officer.PressAsync(stopped, "Confirmer et appliquer", ("login", "oroux1"), ("stops", "closed 1 300"))).Main.Should().Contain("a changé entre-temps");
        (await officer.PressAsync(stopped with { Address = new Uri(stopped.Address, "?handler=Apply") }, "Confirmer et appliquer", ("login", "oroux1"), ("stops", ""))).Main.Should().Contain("a changé entre-temps");
        (await strict.StateOfAsync(2)).Should().Be(RunState.Stopped);

        var stops = (await strict.FindRunAsync(2))!.Stops!.Replace("\n", "\r\n", StringComparison.Ordinal);
        var applied = await strict.WaitAsync(officer, await officer.PressAsync(stopped, "Confirmer et appliquer", ("login", " ORoux1 "), ("stops", stops)));

        applied.Main.Should().Contain("C’est appliqué").And.Contain("Confirmé par");
        (await strict.FindRunAsync(2))!.ConfirmedBy.Should().Be("oroux1");
    }

    [Fact]
    public async Task A_stopped_plan_is_not_applied_by_whoever_posts_the_other_button()
    {
        await using var strict = await OfficerStory.OpenAsync(("Provisioning:LargestShareClosed", "0.02"));
        using var officer = await strict.SignedInAsync(OfficerStory.Officer);
        await strict.ApplyAsync(strict.Export(0));
        var stopped = await strict.WaitAsync(officer, await officer.GetAsync($"/chargements/{await strict.AskAsync(strict.Export(1))}"));
        stopped.ButtonOf("Abandonner").Closest("form")!.SetAttribute("action", $"{stopped.Address.AbsolutePath}?handler=Apply");

        (await officer.PressAsync(stopped, "Abandonner")).Main.Should().Contain("a changé entre-temps");
        (await strict.StateOfAsync(2)).Should().Be(RunState.Stopped);
    }

    [Fact]
    public async Task A_plan_that_is_given_up_changes_nobody()
    {
        var planned = await academy.UploadAsync(browser, academy.Export(0));
        var source = (await academy.FindRunAsync(1))!.Source;

        var given = await browser.FollowAsync(await browser.PressAsync(planned, "Abandonner"));

        given.Main.Should().Contain("Abandonné");
        Directory.Exists(source).Should().BeFalse();
        (await browser.PressAsync(planned, "Appliquer")).Main.Should().Contain("a changé entre-temps");
        (await academy.AskDatabaseAsync(db => db.People.CountAsync())).Should().Be(0);
    }

    [Fact]
    public async Task While_it_works_the_page_shows_how_far_it_is_and_looks_again_by_itself()
    {
        var opened = await academy.Host.Services.GetRequiredService<RunOpening>().OpenAsync(academy.Export(0), "oroux1", default);
        academy.Clock.Advance(TimeSpan.FromSeconds(30));
        await academy.AskDatabaseAsync(db => db.ProvisioningRuns.ExecuteUpdateAsync(update => update
            .SetProperty(run => run.Step, RunStep.Applying).SetProperty(run => run.Done, 100).SetProperty(run => run.Total, 300)
            .SetProperty(run => run.State, RunState.Applying)
            .SetProperty(run => run.StepBegunAt, academy.Clock.GetUtcNow().AddSeconds(-20))));

        var page = await browser.GetAsync($"/chargements/{opened.Run!.Id}");

        page.Document.QuerySelector("progress")!.GetAttribute("value").Should().Be("100");
        page.Main.Should().Contain("100 sur 300").And.Contain("Encore 40 secondes environ.");
        page.Response.Headers.GetValues("Refresh").Should().Equal("2");
        (await browser.GetAsync($"/chargements/{opened.Run.Id}?suivi=non")).Response.Headers.Contains("Refresh").Should().BeFalse();
    }

    [Fact]
    public async Task The_report_is_a_file_for_a_spreadsheet_without_formulas_and_without_NUMEN()
    {
        var export = academy.ExportWithStaff(0);
        var file = Directory.GetFiles(export, "*PersEducNat*")[0];
        var somebody = academy.Generator.PeopleOf(0).First();
        await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(file)).Replace($"<value>{somebody.GivenName}</value>", "<value>=HYPERLINK(&quot;http://evil&quot;)</value>", StringComparison.Ordinal));
        await academy.ApplyAsync(export);

        var report = await browser.GetAsync("/chargements/1/rapport.csv");

        report.Response.Content.Headers.ContentType!.MediaType.Should().Be("text/csv");
        report.Response.Content.Headers.ContentDisposition!.ToString().Should().Contain("attachment").And.Contain("chargement-1.csv");
        report.Html.Should().StartWith("Rubrique,").And.Contain("Création").And.Contain("HYPERLINK");
        report.Html.Split(["\r\n", ","], StringSplitOptions.None).Should().NotContain(cell => cell.StartsWith('=') || cell.StartsWith("\"=", StringComparison.Ordinal));
        foreach (var person in academy.Generator.PeopleOf(0).Where(person => person.Numen is not null))
            report.Html.Should().NotContain(person.Numen!);
        (await browser.GetAsync("/chargements/99/rapport.csv")).Status.Should().Be(HttpStatusCode.NotFound);
        (await browser.GetAsync("/chargements/99")).Status.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Names_of_the_feeds_are_text_and_never_markup()
    {
        var export = academy.Export(0);
        var file = Directory.GetFiles(export, "*PersEducNat*")[0];
        var somebody = academy.Generator.PeopleOf(0).First();
        await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(file)).Replace($"<value>{somebody.GivenName}</value>", "<value>&lt;img src=x&gt;</value>", StringComparison.Ordinal));

        var planned = await academy.WaitAsync(browser, await browser.GetAsync($"/chargements/{await academy.AskAsync(export)}"));

        planned.Document.QuerySelectorAll("main img").Should().BeEmpty();
    }

    [Fact]
    public async Task The_drop_folder_is_shown_and_read_with_one_button()
    {
        var folder = Directory.CreateTempSubdirectory("acrouen-drop-");
        await using var dropped = await OfficerStory.OpenAsync(("Provisioning:DropFolder", folder.FullName));
        using var officer = await dropped.SignedInAsync(OfficerStory.Officer);
        (await officer.GetAsync("/chargements")).Main.Should().Contain("Le dossier de dépôt est vide");
        foreach (var file in Directory.GetFiles(dropped.ExportWithStaff(0)))
            File.Copy(file, Path.Combine(folder.FullName, Path.GetFileName(file)));

        var page = await officer.GetAsync("/chargements");
        var planned = await dropped.WaitAsync(officer, await officer.PressAsync(page, "Lire ces fichiers"));

        page.Main.Should().Contain("rh.csv");
        planned.Main.Should().Contain("Rien n’est encore écrit");
        folder.Delete(recursive: true);
        (await officer.PressAsync(page, "Lire ces fichiers")).Main.Should().Contain("Rien à lire").And.Contain("n’existe pas ou ne peut pas être lu");
    }

    [Fact]
    public async Task Two_presses_of_the_button_ask_for_one_run()
    {
        var first = await academy.AskAsync("/nowhere/at/all");

        (await academy.AskAsync("/nowhere/at/all")).Should().Be(first);
    }

    private static IEnumerable<string> KindsOf(WebPage page) => page.Document.QuerySelectorAll("table.records tbody tr td:first-child .fr-badge").Select(badge => badge.TextContent.Trim());
}
