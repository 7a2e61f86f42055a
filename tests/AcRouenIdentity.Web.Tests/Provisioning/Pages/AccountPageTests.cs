using System.Net;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;
using AcRouenIdentity.Web.Features.Shared.Notices;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Tests.Provisioning.Pages;

public sealed class AccountPageTests : IAsyncLifetime
{
    private Academy academy = null!;
    private PlainBrowser browser = null!;

    public async Task InitializeAsync()
    {
        academy = await OfficerStory.OpenAsync();
        await academy.ApplyAsync(academy.ExportWithStaff(0));
        browser = await academy.SignedInAsync(OfficerStory.Officer);
    }

    public async Task DisposeAsync()
    {
        browser.Dispose();
        await academy.DisposeAsync();
    }

    [Fact]
    public async Task People_are_found_by_the_beginning_of_their_names_whatever_the_accents()
    {
        var empty = await browser.GetAsync("/comptes");
        var found = await browser.GetAsync("/comptes?q=NGUYEN+b");
        var nobody = await browser.GetAsync("/comptes?q=nobody+at+all");
        var many = await browser.GetAsync("/comptes?etat=Announced");
        var there = await browser.GetAsync($"/comptes?uai={SamplePeople.CollegeJacquesTati.Rne}&etat=Active");

        empty.Document.QuerySelectorAll("table").Should().BeEmpty();
        found.Main.Should().Contain("Nguyễn Bảo").And.Contain("bnguyen1").And.Contain("Une personne trouvée.");
        nobody.Main.Should().Contain("Personne ne correspond");
        many.Main.Should().Contain("précisez la recherche");
        many.Document.QuerySelectorAll("tbody tr").Should().HaveCount(50);
        there.Main.Should().Contain("Durand").And.NotContain("Martin Claire");
        (await browser.GetAsync("/comptes?uai=x")).Main.Should().Contain("Un UAI a sept chiffres");
        (await browser.GetAsync($"/comptes?q={new string('a', 3000)}%25_'--")).Status.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_sheet_tells_all_but_what_is_confidential()
    {
        var somebody = academy.Generator.PeopleOf(0).First(person => person.Numen is not null && person.BirthName != person.Surname);
        var person = (await academy.Directory.FindAsync(somebody.Key, default))!;

        var sheet = await browser.GetAsync($"/comptes/{person.Login}");

        sheet.Main.Should().Contain(person.Address.ToString()).And.Contain("compte annoncé").And.Contain(somebody.School.Uai).And.Contain("Attribué").And.Contain("Création");
        sheet.Html.Should().NotContain(somebody.Numen!).And.NotContain(somebody.Address[0]).And.NotContain($"{somebody.BirthDate:dd/MM/yyyy}").And.NotContain($"{somebody.BirthDate:yyyy-MM-dd}");
        (await browser.GetAsync("/comptes/nobody1")).Status.Should().Be(HttpStatusCode.NotFound);
        (await browser.GetAsync("/comptes/%3Cscript%3E")).Status.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_suspension_ends_the_sessions_at_once_and_only_the_right_password_learns_of_it()
    {
        using var victim = await academy.SignedInAsync(OfficerStory.Teacher);
        var sheet = await browser.GetAsync("/comptes/cmartin1");

        var done = await browser.FollowAsync(await browser.PressAsync(sheet, "Suspendre", ("Form.Reason", "Enquête <b>administrative</b>"), ("Form.Until", Day(10))));

        done.Main.Should().Contain("C’est fait.").And.Contain("Suspendu jusqu’au").And.Contain("Enquête <b>administrative</b>").And.Contain("Par oroux1");
        (await victim.IsSignedInAsync()).Should().BeFalse();
        (await victim.SignInAsync(OfficerStory.Teacher)).Main.Should().Contain("l’accès de ce compte a été retiré");
        (await victim.SignInAsync("cmartin1", "not the password at all")).Main.Should().NotContain("a été retiré");

        var restored = await browser.FollowAsync(await browser.PressAsync(done, "Rétablir", ("Form.Reason", "Fin de l’enquête")));

        restored.Main.Should().Contain("compte actif").And.Contain("Fin de l’enquête");
        await victim.SignInAsync(OfficerStory.Teacher);
        (await victim.IsSignedInAsync()).Should().BeTrue();
    }

    [Fact]
    public async Task A_suspension_is_given_another_reason_and_end_and_stays_closed()
    {
        var sheet = await browser.GetAsync("/comptes/cmartin1");
        var suspended = await browser.FollowAsync(await browser.PressAsync(sheet, "Suspendre", ("Form.Reason", "Enquête"), ("Form.Until", Day(10))));

        var changed = await browser.FollowAsync(await browser.PressAsync(suspended, "Changer le motif et la fin", ("Form.Reason", "Enquête prolongée"), ("Form.Until", Day(40))));
        var endless = await browser.FollowAsync(await browser.PressAsync(changed, "Changer le motif et la fin", ("Form.Reason", "Décision du recteur"), ("Form.Until", "")));

        suspended.Document.QuerySelector("[name='Form.Until']")!.GetAttribute("value").Should().Be(Day(10));
        changed.Main.Should().Contain($"Suspendu jusqu’au {DateOnly.Parse(Day(40), System.Globalization.CultureInfo.InvariantCulture):dd/MM/yyyy}").And.Contain("Enquête prolongée");
        endless.Main.Should().Contain("Suspendu sans date de fin").And.Contain("Décision du recteur");
        (await academy.HistoryOfAsync(OfficerStory.Teacher.Key)).Where(change => change.By == "oroux1").Should().HaveCount(3);
        (await academy.Directory.FindAsync(OfficerStory.Teacher.Key, default))!.State.Should().Be(AccountState.Suspended);
        (await browser.PressAsync(endless, "Changer le motif et la fin", ("Form.Reason", "x"), ("Form.Until", Day(-1)))).Main.Should().Contain("Cette date est passée.");

        var restored = await browser.FollowAsync(await browser.PressAsync(endless, "Rétablir", ("Form.Reason", "Fin")));
        restored.Main.Should().Contain("compte actif");
        (await academy.AskDatabaseAsync(db => db.People.SingleAsync(person => person.Login == "cmartin1"))).SuspensionReason.Should().BeNull();
    }

    [Fact]
    public async Task A_suspension_without_a_reason_or_until_a_day_that_is_past_is_refused()
    {
        var sheet = await browser.GetAsync("/comptes/cmartin1");

        (await browser.PressAsync(sheet, "Suspendre")).Main.Should().Contain("Indiquez le motif.");
        (await browser.PressAsync(sheet, "Suspendre", ("Form.Reason", "x"), ("Form.Until", Day(-1)))).Main.Should().Contain("Cette date est passée.");
        (await browser.PressAsync(sheet, "Suspendre", ("Form.Reason", "x"), ("Form.Until", "demain"))).Main.Should().Contain("Ce n’est pas fait");
        (await academy.Directory.FindAsync(OfficerStory.Teacher.Key, default))!.State.Should().Be(AccountState.Active);
    }

    [Fact]
    public async Task Officers_do_not_decide_about_their_own_account()
    {
        var own = await browser.GetAsync("/comptes/oroux1");
        var other = await browser.GetAsync("/comptes/cmartin1");
        other.ButtonOf("Suspendre").Closest("form")!.SetAttribute("action", "/comptes/ORoux1?handler=Suspend");

        var tried = await browser.PressAsync(other, "Suspendre", ("Form.Reason", "vacances"));

        own.Main.Should().Contain("C’est votre compte");
        own.Document.QuerySelectorAll("main form").Should().BeEmpty();
        tried.Main.Should().Contain("Personne ne décide de son propre compte.");
        (await academy.Directory.FindAsync(OfficerStory.Officer.Key, default))!.State.Should().Be(AccountState.Active);
    }

    [Fact]
    public async Task A_form_of_another_site_decides_nothing()
    {
        using var content = new FormUrlEncodedContent([new("Form.Reason", "x")]);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/comptes/cmartin1?handler=Suspend") { Content = content };

        (await browser.SendAsync(request)).Status.Should().Be(HttpStatusCode.BadRequest);
        (await academy.Directory.FindAsync(OfficerStory.Teacher.Key, default))!.State.Should().Be(AccountState.Active);
    }

    [Fact]
    public async Task A_directory_that_goes_away_is_told_as_an_outage_and_the_decision_can_be_said_again()
    {
        var sheet = await browser.GetAsync("/comptes/cmartin1");
        academy.Directory.IsDown = true;
        (await browser.PressAsync(sheet, "Suspendre", ("Form.Reason", "x"))).Status.Should().Be(HttpStatusCode.ServiceUnavailable);
        academy.Directory.IsDown = false;

        var done = await browser.FollowAsync(await browser.PressAsync(sheet, "Suspendre", ("Form.Reason", "x")));

        done.Main.Should().Contain("Suspendu sans date de fin");
    }

    private string Day(int fromNow) => PublicDay.Of(academy.Clock).AddDays(fromNow).ToString("O", System.Globalization.CultureInfo.InvariantCulture);
}
