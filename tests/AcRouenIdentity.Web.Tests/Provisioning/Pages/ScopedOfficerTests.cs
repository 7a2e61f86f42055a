using System.Net;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;
using AcRouenIdentity.Web.Tests.HelpDesk;

namespace AcRouenIdentity.Web.Tests.Provisioning.Pages;

/// <summary>An officer of the Eure, and what of the rest of the académie they reach for; officers of the académie, themselves and those with more power.</summary>
public sealed class ScopedOfficerTests : IAsyncLifetime
{
    private HelpDeskStory story = null!;

    private static Person OfficerOfTheEure => SamplePeople.TanguyKerbrat;

    private static Person Officer => SamplePeople.FatouSarr;

    /// <summary>Serves in the collège, in the Eure.</summary>
    private static Person Near => SamplePeople.LoicMoreau;

    /// <summary>Serves in the lycée, in the Seine-Maritime.</summary>
    private static Person Far => SamplePeople.ClaireMartin;

    private static Person Administrator => HelpDeskStory.Administrator;

    private static Person Head => SamplePeople.HeleneLefevre;

    public async Task InitializeAsync()
    {
        story = await HelpDeskStory.OpenAsync(
            ("Roles:Grants:4:Role", "ProvisioningOfficer"), ("Roles:Grants:4:Login", OfficerOfTheEure.Login.ToString()), ("Roles:Grants:4:Scope", "027"),
            ("Roles:Grants:5:Role", "ProvisioningOfficer"), ("Roles:Grants:5:Login", Officer.Login.ToString()), ("Roles:Grants:5:Scope", "academie"));
        story.Host.Directory.Put(Head, SamplePeople.Password);
        story.Host.Directory.Put(Near);
    }

    public async Task DisposeAsync() => await story.DisposeAsync();

    [Fact]
    public async Task An_officer_of_a_departement_finds_those_who_serve_there_and_nobody_else()
    {
        var browser = await story.BrowserOfAsync(OfficerOfTheEure);

        var all = await browser.GetAsync("/comptes?etat=Active");
        var far = await browser.GetAsync("/comptes?q=martin");
        var schoolOfOthers = await browser.GetAsync($"/comptes?uai={SamplePeople.LyceeLesFalaises.Rne}");

        all.Main.Should().Contain(Near.Login.ToString()).And.Contain(SamplePeople.BaoNguyen.Login.ToString(), "he serves in both").And.NotContain(Far.Login.ToString());
        far.Main.Should().Contain("Personne ne correspond").And.NotContain(Far.Login.ToString());
        schoolOfOthers.Main.Should().Contain(SamplePeople.BaoNguyen.Login.ToString()).And.NotContain(Far.Login.ToString());
    }

    [Fact]
    public async Task An_officer_of_a_departement_reads_and_closes_accounts_there()
    {
        var done = await DecideAsync(OfficerOfTheEure, Near, "Suspendre");

        done.Main.Should().Contain("C’est fait.");
        (await StateOfAsync(Near)).Should().Be(AccountState.Suspended);
    }

    [Theory, InlineData("Suspend"), InlineData("Restore")]
    public async Task An_officer_of_a_departement_neither_reads_nor_decides_elsewhere(string handler)
    {
        story.Host.Directory.Put(Far with { State = AccountState.Active });

        var read = await (await story.BrowserOfAsync(OfficerOfTheEure)).GetAsync($"/comptes/{Far.Login}");
        var forced = await ForceAsync(OfficerOfTheEure, $"/comptes/{Far.Login}?handler={handler}", ("Form.Reason", "parce que"));

        read.Status.Should().Be(HttpStatusCode.Forbidden);
        forced.Status.Should().Be(HttpStatusCode.Forbidden);
        (await StateOfAsync(Far)).Should().Be(AccountState.Active);
    }

    [Fact]
    public async Task Whoever_moves_to_another_departement_is_out_of_reach_at_the_next_click()
    {
        var browser = await story.BrowserOfAsync(OfficerOfTheEure);
        var sheet = await browser.GetAsync($"/comptes/{Near.Login}");
        story.Host.Directory.Put(Near with { Postings = Far.Postings });

        var pressed = await browser.PressAsync(sheet, "Suspendre", ("Form.Reason", "parce que"));

        pressed.Status.Should().Be(HttpStatusCode.Forbidden);
        (await StateOfAsync(Near)).Should().Be(AccountState.Active);
    }

    [Theory]
    [InlineData("/chargements"), InlineData("/chargements/1"), InlineData("/chargements/1/rapport.csv"), InlineData("/chargements/envoi")]
    [InlineData("/courriers"), InlineData("/courriers/1"), InlineData("/courriers/suivi"), InlineData("/courriers/suivi/personnes"), InlineData("/courriers/suivi/personnes?handler=Csv")]
    public async Task What_is_done_to_the_whole_academie_takes_an_officer_of_the_academie(string page)
    {
        var near = await (await story.BrowserOfAsync(OfficerOfTheEure)).GetAsync(page);
        var whole = await (await story.BrowserOfAsync(Officer)).GetAsync(page);

        near.Status.Should().Be(HttpStatusCode.Forbidden);
        whole.Status.Should().NotBe(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("/chargements"), InlineData("/chargements/envoi"), InlineData("/chargements/1?handler=Apply"), InlineData("/chargements/1?handler=Same")]
    [InlineData("/courriers"), InlineData("/courriers/1?handler=Download"), InlineData("/courriers/suivi?handler=Remind"), InlineData("/courriers/suivi/personnes?handler=All")]
    public async Task No_form_of_an_officer_of_a_departement_loads_exports_or_prints_letters(string form) =>
        (await ForceAsync(OfficerOfTheEure, form, ("Form.Scope", "Establishment"), ("Form.Value", SamplePeople.LyceeLesFalaises.Rne.ToString()))).Status.Should().Be(HttpStatusCode.Forbidden);

    [Fact]
    public async Task The_start_page_shows_an_officer_of_a_departement_what_is_theirs()
    {
        var links = (await (await story.BrowserOfAsync(OfficerOfTheEure)).GetAsync("/")).Document.QuerySelectorAll("main a").Select(link => link.GetAttribute("href"));

        links.Should().Contain("/comptes").And.NotContain(["/chargements", "/courriers"]);
    }

    [Fact]
    public async Task An_officer_reads_the_account_of_an_administrator_and_decides_nothing_about_it()
    {
        var sheet = await (await story.BrowserOfAsync(Officer)).GetAsync($"/comptes/{Administrator.Login}");
        var forced = await ForceAsync(Officer, $"/comptes/{Administrator.Login}?handler=Suspend", ("Form.Reason", "parce que"));

        sheet.Main.Should().Contain("Cette personne a plus de droits que vous");
        sheet.Document.QuerySelectorAll("main form").Should().BeEmpty();
        forced.Main.Should().Contain("un administrateur décide de son compte");
        (await StateOfAsync(Administrator)).Should().Be(AccountState.Active);
    }

    [Fact]
    public async Task A_closed_account_of_an_administrator_is_reopened_by_no_officer()
    {
        await SuspendInRecordsAsync(Administrator);

        var forced = await ForceAsync(Officer, $"/comptes/{Administrator.Login}?handler=Restore", ("Form.Reason", "parce que"));

        forced.Main.Should().Contain("un administrateur décide de son compte");
        (await StateOfAsync(Administrator)).Should().Be(AccountState.Suspended);
    }

    [Fact]
    public async Task An_officer_asks_no_letter_for_themselves_nor_for_an_administrator()
    {
        var own = await AskLetterAsync(Officer);
        var powerful = await AskLetterAsync(Administrator);
        var teacher = await AskLetterAsync(Far);

        own.Main.Should().Contain("Personne ne demande un courrier pour soi-même");
        powerful.Main.Should().Contain("Cette personne a plus de droits que vous");
        teacher.Redirect!.AbsolutePath.Should().Be("/courriers/1");
    }

    private Task<WebPage> AskLetterAsync(Person person) =>
        ForceAsync(Officer, "/courriers", ("Form.Kind", "InaRenewal"), ("Form.Scope", "Person"), ("Form.Value", $" {person.Login.ToString().ToUpperInvariant()} "));

    private async Task<WebPage> DecideAsync(Person officer, Person person, string button)
    {
        var browser = await story.BrowserOfAsync(officer);
        return await browser.FollowAsync(await browser.PressAsync(await browser.GetAsync($"/comptes/{person.Login}"), button, ("Form.Reason", "Enquête")));
    }

    private async Task SuspendInRecordsAsync(Person person)
    {
        var decided = await story.Host.AskAsync<Features.Provisioning.People.PersonDesk, Features.Provisioning.People.PersonDecision>(
            desk => desk.SuspendAsync(person.Login, null, new Features.Provisioning.People.Decider("machine", "Enquête"), default));
        decided.Should().Be(Features.Provisioning.People.PersonDecision.Done);
    }

    private async Task<AccountState> StateOfAsync(Person person) => (await story.Host.Directory.FindAsync(person.Key, default))!.State;

    /// <summary>Sends what no button of the page would.</summary>
    private async Task<WebPage> ForceAsync(Person who, string path, params (string Name, string Value)[] fields)
    {
        var browser = await story.BrowserOfAsync(who);
        var token = (await browser.GetAsync("/")).Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        return await story.PostAsync(who, path, [.. fields, ("__RequestVerificationToken", token)]);
    }
}
