using System.Globalization;
using System.Net;
using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Domain.Letters;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Feeds;
using AcRouenIdentity.Testing.Hosts;
using AcRouenIdentity.Web.Features.Letters.Batches;
using AcRouenIdentity.Web.Features.Letters.FollowUp;
using AcRouenIdentity.Web.Tests.Provisioning;
using AcRouenIdentity.Web.Tests.Provisioning.Pages;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Tests.Letters;

public sealed class FollowUpTests
{
    private const string Overview = "/courriers/suivi";
    private const string People = "/courriers/suivi/personnes";

    private static readonly (string, string) Officer = ("Roles:ProvisioningOfficers:0", OfficerStory.Officer.Login.ToString());

    [Fact]
    public async Task Officers_see_how_many_have_not_opened_their_account_by_school_and_by_age_of_the_letter()
    {
        await using var story = await LetterStory.OpenAsync(Officer);
        await story.PrintSchoolAsync();
        await PassAsync(story, days: 10);
        using var officer = await story.Academy.SignedInAsync(OfficerStory.Officer);

        var page = await officer.GetAsync(Overview);
        var rows = page.Document.QuerySelectorAll("table[aria-labelledby=etablissements] tbody tr");

        var school = story.PeopleOfSchool.Count;
        Figures(page).Should().Equal(
            ("En attente", Academy.People), ("Sans courrier valable", Academy.People - school), ("7 jours au plus", 0), ("8 à 30 jours", school), ("Plus de 30 jours", 0), ("Codes périmés", 0));
        var own = rows.Single(row => row.TextContent.Contains(story.School, StringComparison.Ordinal));
        own.QuerySelector("[data-label='8 à 30 jours']")!.TextContent.Should().Be($"{school}");
        own.QuerySelector("[data-label='En attente']")!.TextContent.Should().Be($"{school}");
    }

    [Fact]
    public async Task A_letter_grows_old_and_then_its_codes_expire_and_whoever_opened_the_account_is_not_counted_any_more()
    {
        await using var story = await LetterStory.OpenAsync(Officer);
        await story.PrintSchoolAsync();
        await ActivateAsync(story, story.PeopleOfSchool[0]);
        var school = story.PeopleOfSchool.Count - 1;

        var counts = new List<WaitingSchool>();
        foreach (var days in new[] { 0, 7, 1, 22, 1, 30 })
        {
            await PassAsync(story, days);
            counts.Add((await story.Host.AskAsync<WaitingPeople, IReadOnlyList<WaitingSchool>>(people => people.BySchoolAsync(default))).Single(one => one.Establishment == story.School));
        }

        counts.Select(one => (one.None, one.Week, one.Month, one.Older, one.Expired)).Should().Equal(
            (0, school, 0, 0, 0), (0, school, 0, 0, 0), (0, 0, school, 0, 0), (0, 0, school, 0, 0), (0, 0, 0, school, 0), (0, 0, 0, 0, school));
    }

    [Fact]
    public async Task The_list_is_filtered_by_school_and_age_and_read_a_sheet_at_a_time()
    {
        await using var story = await LetterStory.OpenAsync(Officer);
        await story.PrintSchoolAsync();
        using var officer = await story.Academy.SignedInAsync(OfficerStory.Officer);

        var all = await officer.GetAsync(People);
        var last = await officer.GetAsync($"{People}?feuille=6");
        var ofSchool = await officer.GetAsync($"{People}?uai={story.School}&anciennete=Week");
        var older = await officer.GetAsync($"{People}?uai={story.School}&anciennete=Older");
        var malformed = await officer.GetAsync($"{People}?uai=76");

        Boxes(all).Should().HaveCount(50);
        all.Main.Should().Contain("Page 1 sur 6");
        Boxes(last).Should().HaveCount(Academy.People - 250).And.NotIntersectWith(Boxes(all));
        Boxes(ofSchool).Should().BeEquivalentTo(story.PeopleOfSchool.Take(50).Select(person => person.Key.Value), options => options.WithoutStrictOrdering());
        ofSchool.Main.Should().Contain("imprimé aujourd’hui");
        Boxes(older).Should().BeEmpty();
        malformed.Main.Should().Contain("Ce n’est pas un UAI");
    }

    [Fact]
    public async Task The_list_is_a_file_for_a_spreadsheet_too_and_holds_nothing_secret()
    {
        await using var story = await LetterStory.OpenAsync(Officer);
        await story.PrintSchoolAsync();
        using var officer = await story.Academy.SignedInAsync(OfficerStory.Officer);

        var answer = await officer.GetAsync($"{People}?uai={story.School}&handler=Csv");

        answer.Response.Content.Headers.ContentType!.MediaType.Should().Be("text/csv");
        answer.Html.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Should().HaveCount(story.PeopleOfSchool.Count + 1);
        answer.Html.Should().Contain("Établissement").And.Contain(story.PeopleOfSchool[0].Surname);
        foreach (var letter in story.Printer.Letters)
            answer.Html.Should().NotContain(letter.Secret!.Value.Reveal()).And.NotContain(letter.ConfirmationCode!.Value.Reveal()).And.NotContain(letter.Ina!.Value.Reveal());
    }

    [Fact]
    public async Task Those_who_are_ticked_get_another_letter_that_ends_their_first_one_and_nobody_else_does()
    {
        await using var story = await LetterStory.OpenAsync(Officer);
        var first = await story.PrintSchoolAsync();
        await story.Host.AskAsync<BatchDesk, bool>(desk => desk.ConfirmAsync(first.Id, "oroux1", default));
        using var officer = await story.Academy.SignedInAsync(OfficerStory.Officer);
        var chosen = story.PeopleOfSchool.Take(2).Select(person => person.Key.Value).ToArray();

        var nobody = await officer.PressAsync(await officer.GetAsync($"{People}?uai={story.School}"), "Nouveau courrier pour les personnes cochées");
        var asked = await officer.PressAsync(
            await officer.GetAsync($"{People}?uai={story.School}"), "Nouveau courrier pour les personnes cochées", [.. chosen.Select(key => ("personne", key))]);
        var batch = await story.BatchAsync(first.Id + 1);
        await story.WorkAsync(batch.Id);

        nobody.Main.Should().Contain("Cochez");
        asked.Redirect!.AbsolutePath.Should().Be($"/courriers/{batch.Id}");
        (batch.Scope, batch.Total).Should().Be((BatchScope.Chosen, 2));
        var letters = await story.LettersAsync();
        letters.Where(letter => letter.BatchId == batch.Id).Select(letter => letter.DirectoryKey).Should().BeEquivalentTo(chosen);
        letters.Where(letter => letter.End == LetterEnd.Replaced).Select(letter => letter.DirectoryKey).Should().BeEquivalentTo(chosen);
        (await officer.GetAsync($"/courriers/{batch.Id}")).Main.Should().Contain("2 personnes choisies");
    }

    [Fact]
    public async Task The_whole_list_gets_another_letter_whatever_sheet_is_looked_at()
    {
        await using var story = await LetterStory.OpenAsync(Officer);
        using var officer = await story.Academy.SignedInAsync(OfficerStory.Officer);

        var asked = await officer.PressAsync(await officer.GetAsync($"{People}?anciennete=None&feuille=2"), "Nouveau courrier pour toute la liste");

        asked.Redirect!.AbsolutePath.Should().Be("/courriers/1");
        (await story.BatchAsync(1)).Total.Should().Be(Academy.People);
    }

    [Fact]
    public async Task Activations_are_drawn_over_time_and_stand_in_a_table_without_style_or_script_in_the_page()
    {
        await using var story = await LetterStory.OpenAsync(Officer);
        await story.PrintSchoolAsync();
        await PassAsync(story, days: 3);
        await ActivateAsync(story, story.PeopleOfSchool[0]);
        await PassAsync(story, days: 2);
        using var officer = await story.Academy.SignedInAsync(OfficerStory.Officer);

        var page = await officer.GetAsync(Overview);

        var cells = page.Document.QuerySelectorAll("table[aria-labelledby=courbe] tbody tr").Select(row => row.QuerySelectorAll("td").Select(cell => cell.TextContent).ToArray()).ToList();
        var school = story.PeopleOfSchool.Count;
        cells.Select(row => (row[1], row[2])).Should().Equal(("1", $"{school - 1}"), ("1", $"{school - 1}"), ("1", $"{school - 1}"), ("0", $"{school}"), ("0", $"{school}"), ("0", $"{school}"));
        page.Document.QuerySelectorAll("svg polyline").Select(line => line.GetAttribute("points")!.Split(' ').Length).Should().Equal(cells.Count, cells.Count);
        page.Document.QuerySelector("svg[role=img] title")!.TextContent.Should().Contain($"1 comptes activés par un courrier, {school - 1} courriers en attente");
        page.Document.QuerySelectorAll("main [style], main style, main script").Should().BeEmpty();
        page.Document.QuerySelectorAll("svg text").Should().NotBeEmpty();
    }

    [Fact]
    public async Task A_secretariat_is_reminded_of_how_many_letters_wait_and_never_twice_within_the_interval()
    {
        await using var story = await LetterStory.OpenAsync(Officer);
        var secretary = await WaitAtSchoolAsync(story);
        using var officer = await story.Academy.SignedInAsync(OfficerStory.Officer);

        var sent = await officer.PressAsync(await officer.GetAsync(Overview), "Envoyer les messages");
        var again = await story.Host.AskAsync<SecretariatReminding, int>(reminding => reminding.RemindAsync(only: null, by: null, default));
        var mail = (await story.Host.ReadMailsAsync()).Should().ContainSingle().Subject;

        sent.Redirect!.Query.Should().Be("?relances=1");
        again.Should().Be(0);
        var count = (await story.LettersAsync()).Count(letter => letter.Establishment == story.School);
        mail.To.Should().Be(secretary);
        mail.Subject.Should().Be($"Courriers à remettre : {count} en attente");
        mail.Text.Should().Contain($"depuis 8 à 30 jours : {count}").And.Contain("/courriers/remise").And.NotContain("plus de 30 jours");
        foreach (var person in story.PeopleOfSchool)
            mail.Text.Should().NotContain(person.Surname);
        var entry = await story.Host.AskAsync<IdentityDb, string>(db => db.AuditEntries.Where(one => one.Kind == AuditKind.SecretariatReminded).Select(one => one.Json).SingleAsync());
        entry.Should().Contain(story.School).And.Contain("\"officer\":\"").And.NotContain("oroux1");
        (await officer.GetAsync(Overview)).Document.QuerySelectorAll("main button").Should().BeEmpty();

        await PassAsync(story, days: 7);
        (await story.Host.AskAsync<SecretariatReminding, int>(reminding => reminding.RemindAsync(only: null, by: null, default))).Should().Be(1);
        (await story.Host.ReadMailsAsync()).Should().HaveCount(2);
    }

    [Fact]
    public async Task Officers_who_remind_at_once_send_one_mail()
    {
        await using var story = await LetterStory.OpenAsync(Officer);
        await WaitAtSchoolAsync(story);

        var reminded = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
            story.Host.AskAsync<SecretariatReminding, int>(reminding => reminding.RemindAsync(story.School, "oroux1", default)))));

        reminded.Sum().Should().Be(1);
        (await story.Host.ReadMailsAsync()).Should().ContainSingle();
    }

    [Fact]
    public async Task What_is_fresh_handed_over_or_never_left_the_provider_is_not_reminded_of()
    {
        await using var story = await LetterStory.OpenAsync(Officer);
        var batch = await story.PrintSchoolAsync();
        await MakeSecretaryAsync(story, story.PeopleOfSchool[0]);
        await PassAsync(story, days: 1);
        var neverLeft = await LookAsync(story);
        await story.Host.AskAsync<BatchDesk, IReadOnlyList<TakenPart>>(desk => desk.TakeAsync(batch.Id, null, "oroux1", default));
        var fresh = await LookAsync(story);
        await PassAsync(story, days: 10);
        var old = await LookAsync(story);
        await story.Host.AskAsync<IdentityDb, int>(db => db.Letters.ExecuteUpdateAsync(update => update.SetProperty(letter => letter.HandOver, HandOver.HandedOver)));
        var handedOver = await LookAsync(story);

        (neverLeft.Ready, fresh.Ready, old.Ready, handedOver.Ready).Should().Be((0, 0, 1, 0));
    }

    [Fact]
    public async Task Where_nobody_of_a_secretariat_has_an_address_officers_are_told_and_nothing_is_sent()
    {
        await using var story = await LetterStory.OpenAsync(Officer);
        await PrintAndTakeAsync(story);
        await PassAsync(story, days: 10);

        var outlook = await LookAsync(story);
        var reminded = await story.Host.AskAsync<SecretariatReminding, int>(reminding => reminding.RemindAsync(only: null, by: null, default));

        outlook.Should().Be(new ReminderOutlook(Ready: 0, Recent: 0, Unreachable: 1));
        reminded.Should().Be(0);
    }

    [Fact]
    public async Task Where_the_configuration_asks_for_it_secretariats_are_reminded_without_an_officer()
    {
        await using var story = await LetterStory.OpenAsync(Officer, ("Letters:RemindsByItself", "true"), ("Letters:ReminderDays", "3"));
        await PrintAndTakeAsync(story);
        await MakeSecretaryAsync(story, story.PeopleOfSchool[0]);
        await PassAsync(story, days: 4);

        story.Host.Clock.Advance(TimeSpan.FromHours(1));
        await Eventually.BeTrueAsync(() => story.Host.AskAsync<IdentityDb, bool>(db => db.SecretariatReminders.AnyAsync()));
        var first = await story.Host.ReadMailsAsync();
        story.Host.Clock.Advance(TimeSpan.FromHours(3));
        var later = await story.Host.ReadMailsAsync();

        first.Should().ContainSingle();
        later.Should().HaveCount(1);
        var entry = await story.Host.AskAsync<IdentityDb, string>(db => db.AuditEntries.Where(one => one.Kind == AuditKind.SecretariatReminded).Select(one => one.Json).SingleAsync());
        entry.Should().Contain("\"officer\":null");
    }

    [Fact]
    public async Task A_secretary_sees_how_long_each_letter_has_waited()
    {
        await using var story = await LetterStory.OpenAsync(Officer);
        await PrintAndTakeAsync(story);
        await PassAsync(story, days: 31);
        story.Academy.Directory.Put(SamplePeople.HeleneLefevre with { Postings = [new Posting(Rne.Parse(story.School), "DIR", "DIRECTION", null, null)] }, SamplePeople.Password);
        using var secretary = story.Host.NewBrowser();
        await secretary.SignInAsync(SamplePeople.HeleneLefevre);

        var page = await secretary.GetAsync("/courriers/remise");

        var since = page.Document.QuerySelectorAll("[data-label='Imprimé le']").Select(cell => cell.TextContent).ToList();
        since.Should().HaveCount(story.PeopleOfSchool.Count).And.OnlyContain(text => text.Contains("attend depuis 31 jours") && text.Contains("Plus de 30 jours"));
    }

    [Theory]
    [InlineData(Overview)]
    [InlineData(People)]
    [InlineData($"{People}?handler=Csv")]
    public async Task Whoever_is_no_officer_is_refused(string path)
    {
        await using var story = await LetterStory.OpenAsync(Officer);
        using var teacher = await story.Academy.SignedInAsync(OfficerStory.Teacher);
        using var nobody = story.Host.NewBrowser();

        (await teacher.GetAsync(path)).Status.Should().Be(HttpStatusCode.Forbidden);
        (await nobody.GetAsync(path)).Redirect!.AbsolutePath.Should().Be("/connexion");
    }

    private static IEnumerable<(string, int)> Figures(WebPage page) => page.Document.QuerySelectorAll("dl[aria-labelledby=attente] div")
        .Select(figure => (figure.QuerySelector("dt")!.TextContent, int.Parse(figure.QuerySelector("dd")!.TextContent.Trim(), CultureInfo.InvariantCulture)));

    private static IReadOnlyList<string> Boxes(WebPage page) => [.. page.Document.QuerySelectorAll("main input[name=personne]").Select(box => box.GetAttribute("value")!)];

    private static Task<ReminderOutlook> LookAsync(LetterStory story) => story.Host.AskAsync<SecretariatReminding, ReminderOutlook>(reminding => reminding.LookAsync(default));

    /// <summary>No timer ticks through all these days one by one.</summary>
    private static Task PassAsync(LetterStory story, int days)
    {
        story.Host.Clock.AdjustTime(story.Host.Clock.GetUtcNow().AddDays(days));
        return Task.CompletedTask;
    }

    /// <summary>The letters of the school have left the provider on paper.</summary>
    private static async Task PrintAndTakeAsync(LetterStory story)
    {
        var batch = await story.PrintSchoolAsync();
        await story.Host.AskAsync<BatchDesk, IReadOnlyList<TakenPart>>(desk => desk.TakeAsync(batch.Id, null, "oroux1", default));
    }

    /// <summary>They have lain there for eight days, and somebody of the secretariat has an address, which is given.</summary>
    private static async Task<string> WaitAtSchoolAsync(LetterStory story)
    {
        await PrintAndTakeAsync(story);
        var address = await MakeSecretaryAsync(story, story.PeopleOfSchool[0]);
        await PassAsync(story, days: 8);
        return address;
    }

    private static Task<string> MakeSecretaryAsync(LetterStory story, FictionalPerson person) => story.Host.AskAsync<IdentityDb, string>(async db =>
    {
        var record = await db.People.SingleAsync(one => one.DirectoryKey == person.Key.Value);
        record.State = AccountState.Active;
        record.Postings = Infrastructure.Provisioning.PostingLine.Write(new Posting(Rne.Parse(story.School), "ADF", "PERSONNELS ADMINISTRATIFS", null, null));
        await db.SaveChangesAsync();
        return record.Address!;
    });

    /// <summary>As the person does: by the letter, with a password of their own.</summary>
    private static async Task ActivateAsync(LetterStory story, FictionalPerson person)
    {
        const string password = "trois ânes gris sous la pluie";
        using var browser = story.Host.NewBrowser();
        // By its reference: two people may have one name.
        var own = (await story.LettersAsync()).Single(one => one.DirectoryKey == person.Key.Value);
        var letter = story.Printer.Letters.Single(one => one.Reference == Letter.ReferenceOf(own.BatchId, own.Rank));
        var proven = await LetterStory.ActivateAsync(browser, letter, person.BirthDate);
        await browser.SubmitAsync(await browser.FollowAsync(proven), ("Form.Password", password), ("Form.Confirmation", password));
        (await story.LettersAsync()).Single(one => one.DirectoryKey == person.Key.Value).End.Should().Be(LetterEnd.Used);
    }
}
