using System.Net;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Feeds;
using AcRouenIdentity.Testing.Hosts;
using AcRouenIdentity.Web.Features.Shared.Notices;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Tests.Provisioning.Pages;

public sealed class DelegationPageTests : IAsyncLifetime
{
    private const string Page = "/comptes/delegation";
    private Academy academy = null!;
    private PlainBrowser browser = null!;

    public async Task InitializeAsync()
    {
        academy = await OfficerStory.OpenAsync(("Roles:Grants:0:Role", "Agent"), ("Roles:Grants:0:Group", "assistance"), ("Roles:Grants:0:Scope", "academie"));
        await academy.ApplyAsync(academy.ExportWithStaff(0));
        browser = await academy.SignedInAsync(OfficerStory.Head);
    }

    public async Task DisposeAsync()
    {
        browser.Dispose();
        await academy.DisposeAsync();
    }

    [Fact]
    public async Task A_head_of_school_gets_an_account_for_somebody_whom_no_feed_names()
    {
        var asked = await browser.PressAsync(await browser.GetAsync(Page), "Créer le compte", Somebody());

        var done = await browser.FollowAsync(asked);
        var person = await FindAsync("zdelegue1");
        done.Main.Should().Contain("Le compte de Zoé Délégué est créé").And.Contain("zdelegue1").And.Contain("zoe.delegue@ac-rouen.fr");
        person!.Postings.Should().Equal(new Posting(SamplePeople.CollegeJacquesTati.Rne, "MIS", "Intervenante théâtre", null, null));
        person.State.Should().Be(AccountState.Announced);
        (await academy.HistoryOfAsync(person.Key)).Should().ContainSingle().Which.By.Should().Be("hlefevre1");
    }

    [Fact]
    public async Task Another_school_is_refused_whatever_the_form_says()
    {
        var asked = await browser.PressAsync(await browser.GetAsync(Page), "Créer le compte", [.. Somebody(), ("Form.School", SamplePeople.LyceeLesFalaises.Rne.ToString())]);

        asked.Status.Should().Be(HttpStatusCode.Forbidden);
        (await FindAsync("zdelegue1")).Should().BeNull();
    }

    [Theory, InlineData("DIR"), InlineData("99"), InlineData("ProvisioningOfficer")]
    public async Task No_form_makes_somebody_a_head_of_school(string function)
    {
        await browser.PressAsync(await browser.GetAsync(Page), "Créer le compte", [.. Somebody(), ("Form.Function", function)]);

        (await FindAsync("zdelegue1")).Should().BeNull();
    }

    [Fact]
    public async Task A_mission_that_looks_like_a_line_of_the_feed_is_refused()
    {
        var asked = await browser.PressAsync(await browser.GetAsync(Page), "Créer le compte", [.. Somebody(), ("Form.Mission", "x$y$0769001W$DIR$DIRECTION")]);

        asked.Main.Should().Contain("Utilisez des lettres");
        (await FindAsync("zdelegue1")).Should().BeNull();
    }

    [Fact]
    public async Task Somebody_who_resembles_a_person_of_the_feeds_is_asked_about_and_created_only_as_somebody_else()
    {
        var known = academy.Generator.PeopleOf(0).First(person => person.GivenName.All(char.IsLetter) && person.Surname.All(char.IsLetter));
        (string, string)[] alike = [.. Somebody(), ("Form.GivenName", known.GivenName), ("Form.Surname", known.Surname), ("Form.BirthDate", Iso(known.BirthDate))];
        var before = await CountAsync();

        var question = await browser.PressAsync(await browser.GetAsync(Page), "Créer le compte", alike);
        var after = await CountAsync();
        var done = await browser.FollowAsync(await browser.PressAsync(question, "C’est quelqu’un d’autre : créer le compte"));

        question.Main.Should().Contain("Cette personne a peut-être déjà un compte").And.Contain((await academy.Directory.FindAsync(known.Key, default))!.Login.ToString());
        after.Should().Be(before);
        done.Main.Should().Contain("est créé");
        (await CountAsync()).Should().Be(before + 1);
    }

    [Fact]
    public async Task The_end_is_asked_and_lies_within_a_year()
    {
        var page = await browser.GetAsync(Page);

        (await browser.PressAsync(page, "Créer le compte", [.. Somebody(), ("Form.End", "")])).Main.Should().Contain("Indiquez le dernier jour.");
        (await browser.PressAsync(page, "Créer le compte", [.. Somebody(), ("Form.End", Day(400))])).Main.Should().Contain("dans un an au plus tard");
        (await browser.PressAsync(page, "Créer le compte", [.. Somebody(), ("Form.End", Day(-1))])).Main.Should().Contain("aujourd’hui au plus tôt");
        (await browser.PressAsync(page, "Créer le compte", [.. Somebody(), ("Form.BirthDate", Day(0))])).Main.Should().Contain("n’est pas possible");
        (await FindAsync("zdelegue1")).Should().BeNull();
    }

    [Fact]
    public async Task The_end_is_brought_forward_and_put_off_and_kept_in_the_history()
    {
        var created = await browser.FollowAsync(await browser.PressAsync(await browser.GetAsync(Page), "Créer le compte", Somebody()));

        var changed = await browser.FollowAsync(await browser.PressAsync(created, "Changer", ("end", Day(200))));
        var tooFar = await browser.PressAsync(created, "Changer", ("end", Day(500)));

        changed.Main.Should().Contain("Le service de Zoé Délégué se termine le");
        tooFar.Main.Should().Contain("dans un an au plus tard");
        (await academy.AskDatabaseAsync(db => db.People.SingleAsync(person => person.Login == "zdelegue1"))).ServiceEnd.Should().Be(Today.AddDays(200));
        using var officer = await academy.SignedInAsync(OfficerStory.Officer);
        (await officer.GetAsync("/comptes/zdelegue1")).Main.Should().Contain("Demandé par").And.Contain("Modification").And.Contain("fin de service");
    }

    [Fact]
    public async Task Nobody_changes_the_end_of_somebody_who_has_more_power_since()
    {
        var created = await browser.FollowAsync(await browser.PressAsync(await browser.GetAsync(Page), "Créer le compte", Somebody()));
        var person = (await FindAsync("zdelegue1"))!;
        academy.Directory.Put(person with { Groups = ["assistance"] });

        var changed = await browser.PressAsync(created, "Changer", ("end", Day(0)));

        changed.Status.Should().Be(HttpStatusCode.NotFound);
        (await academy.AskDatabaseAsync(db => db.People.SingleAsync(row => row.Login == "zdelegue1"))).ServiceEnd.Should().NotBe(Today);
    }

    [Fact]
    public async Task Nobody_changes_the_end_of_people_of_another_school_or_of_the_feeds()
    {
        var created = await browser.FollowAsync(await browser.PressAsync(await browser.GetAsync(Page), "Créer le compte", Somebody()));
        academy.Directory.Put(SamplePeople.AichaGarcia with { Postings = [new Posting(SamplePeople.LyceeLesFalaises.Rne, "DIR", "DIRECTION", null, null)] });
        using var other = await academy.SignedInAsync(SamplePeople.AichaGarcia);
        var theirs = await other.GetAsync(Page);

        theirs.Main.Should().NotContain("zdelegue1");
        var fromOther = await other.SubmitAsync(theirs with { Address = new Uri(theirs.Address, "?handler=End") }, ("login", "zdelegue1"), ("end", Day(1)));
        var ofTheFeeds = await browser.PressAsync(created, "Changer", ("login", "fdurand1"), ("end", Day(1)));
        var own = await browser.PressAsync(created, "Changer", ("login", "hlefevre1"), ("end", Day(1)));

        fromOther.Status.Should().Be(HttpStatusCode.NotFound);
        ofTheFeeds.Status.Should().Be(HttpStatusCode.NotFound);
        own.Status.Should().Be(HttpStatusCode.NotFound);
        (await academy.AskDatabaseAsync(db => db.People.SingleAsync(person => person.Login == "zdelegue1"))).ServiceEnd.Should().Be(Today.AddDays(90));
    }

    [Fact]
    public async Task A_feed_that_brings_the_person_asks_and_an_officer_says_that_it_is_the_same()
    {
        var (key, planned, officer) = await MeetAsync();
        using var _ = officer;

        var decided = await officer.FollowAsync(await officer.PressAsync(planned, "C’est la même personne"));
        await academy.ApplyAsync(academy.ExportWithStaff(1));

        decided.Main.Should().Contain("Relisez les fichiers");
        var person = await academy.AskDatabaseAsync(db => db.People.SingleAsync(record => record.FeedKey == key.Value));
        person.DelegatedBy.Should().Be("hlefevre1");
        (await academy.Directory.FindAsync(key, default)).Should().BeNull("nobody is created under the key of the feed");
    }

    [Fact]
    public async Task Or_an_officer_says_that_they_are_two()
    {
        var (key, planned, officer) = await MeetAsync();
        using var _ = officer;

        await officer.PressAsync(planned, "Ce sont deux personnes");
        await academy.ApplyAsync(academy.ExportWithStaff(1));

        (await academy.Directory.FindAsync(key, default)).Should().NotBeNull();
    }

    [Fact]
    public async Task A_question_that_the_run_does_not_ask_is_not_answered()
    {
        var (key, planned, officer) = await MeetAsync();
        using var _ = officer;

        (await officer.PressAsync(planned, "C’est la même personne", ("login", "cmartin1"))).Status.Should().Be(HttpStatusCode.NotFound);
        (await officer.PressAsync(planned, "C’est la même personne", ("key", "AC-ROUEN$2828"))).Status.Should().Be(HttpStatusCode.NotFound);
        (await officer.PressAsync(planned, "Ce sont deux personnes", ("key", "AC-ROUEN$2828"))).Status.Should().Be(HttpStatusCode.NotFound);
        (await academy.AskDatabaseAsync(db => db.People.CountAsync(record => record.FeedKey == key.Value))).Should().Be(0);
    }

    /// <summary>A head of school delegates somebody whom the next export brings; an officer looks at its plan.</summary>
    private async Task<(DirectoryKey Key, WebPage Planned, PlainBrowser Officer)> MeetAsync()
    {
        var arriving = academy.Changed(1, FictionalChangeKind.Arrived)[0];
        (string, string)[] form = [.. Somebody(), ("Form.GivenName", arriving.GivenName), ("Form.Surname", arriving.Surname), ("Form.BirthDate", Iso(arriving.BirthDate))];
        var asked = await browser.PressAsync(await browser.GetAsync(Page), "Créer le compte", form);
        asked.Redirect.Should().NotBeNull();
        var officer = await academy.SignedInAsync(OfficerStory.Officer);
        var planned = await academy.WaitAsync(officer, await officer.GetAsync($"/chargements/{await academy.AskAsync(academy.ExportWithStaff(1))}"));
        return (arriving.Key, await officer.GetAsync($"{planned.Address.AbsolutePath}?nature=Conflict"), officer);
    }

    private (string Name, string Value)[] Somebody() =>
    [
        ("Form.GivenName", "Zoé"), ("Form.Surname", "Délégué"), ("Form.Civility", "Madame"), ("Form.BirthDate", "1990-05-04"),
        ("Form.Function", "Mission"), ("Form.Mission", "Intervenante théâtre"), ("Form.End", Day(90)),
    ];

    private DateOnly Today => PublicDay.Of(academy.Clock);

    private string Day(int fromNow) => Iso(Today.AddDays(fromNow));

    private static string Iso(DateOnly day) => day.ToString("O", System.Globalization.CultureInfo.InvariantCulture);

    private Task<Person?> FindAsync(string login) => academy.Directory.FindAsync(SignInName.TryParse(login)!, default);

    private Task<int> CountAsync() => academy.AskDatabaseAsync(db => db.People.CountAsync());
}
