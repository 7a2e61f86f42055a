using System.Net;
using AcRouenIdentity.Domain.Letters;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Testing.Feeds;
using AcRouenIdentity.Testing.Hosts;
using AcRouenIdentity.Web.Features.Letters.Batches;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Tests.Letters;

public sealed class FirstAccessTests
{
    private const string Password = "trois ânes gris sous la pluie";

    [Fact]
    public async Task A_letter_and_the_birth_date_open_the_account_with_the_password_that_the_person_chose()
    {
        await using var story = await LetterStory.OpenAsync();
        await story.PrintSchoolAsync();
        var (person, letter) = Somebody(story);
        using var browser = story.Host.NewBrowser();

        var proven = await LetterStory.ActivateAsync(browser, letter, person.BirthDate);
        var chosen = await ChooseAsync(browser, proven);
        await browser.FollowAsync(chosen);

        proven.Redirect!.AbsolutePath.Should().Be("/mot-de-passe/nouveau");
        (await browser.IsSignedInAsync()).Should().BeTrue();
        (await story.Academy.Directory.FindAsync(person.Key, default))!.State.Should().Be(AccountState.Active);
        (await RecordAsync(story, person)).State.Should().Be(AccountState.Active);
        (await LetterAsync(story, person)).End.Should().Be(LetterEnd.Used);
        using var later = story.Host.NewBrowser();
        await later.SignInAsync(letter.Login.ToString(), Password);
        (await later.IsSignedInAsync()).Should().BeTrue();
    }

    [Theory]
    [InlineData("login")]
    [InlineData("address")]
    [InlineData("code")]
    public async Task The_provisional_password_typed_on_the_sign_in_page_leads_to_the_birth_date_and_on(string name)
    {
        await using var story = await LetterStory.OpenAsync();
        await story.PrintSchoolAsync();
        var (person, letter) = Somebody(story);
        using var browser = story.Host.NewBrowser();
        var typed = name switch
        {
            "login" => letter.Login.ToString(),
            "address" => letter.Address.ToString(),
            _ => letter.ConfirmationCode!.Value.RevealInGroups(),
        };

        var asked = await browser.FollowAsync(await browser.SignInAsync(typed, letter.Secret!.Value.RevealInGroups().ToLowerInvariant()));
        var proven = await browser.SubmitAsync(asked, ("Form.BirthDate", person.BirthDate.ToString("ddMMyyyy", System.Globalization.CultureInfo.InvariantCulture)));
        await browser.FollowAsync(await ChooseAsync(browser, proven));

        asked.Document.QuerySelector("[name='Form.ProvisionalPassword']").Should().BeNull();
        (await browser.IsSignedInAsync()).Should().BeTrue();
    }

    [Fact]
    public async Task Whatever_is_wrong_the_answer_is_the_same_and_the_letter_stays_good()
    {
        await using var story = await LetterStory.OpenAsync();
        await story.PrintSchoolAsync();
        var (person, letter) = Somebody(story);
        var other = story.Printer.Letters.First(one => one.Reference != letter.Reference);

        var answers = new List<string>();
        foreach (var (claim, birthDate, secret) in new[]
        {
            (letter, person.BirthDate.AddDays(1), letter.Secret!.Value.RevealInGroups()),
            (letter, person.BirthDate, other.Secret!.Value.RevealInGroups()),
            (letter, person.BirthDate, "ZZZZ-ZZZZ-ZZZZ"),
            (letter, person.BirthDate, "pas un code"),
        })
        {
            using var browser = story.Host.NewBrowser();
            answers.Add(Alert(await LetterStory.ActivateAsync(browser, claim, birthDate, secret)));
        }

        using var stranger = story.Host.NewBrowser();
        answers.Add(Alert(await stranger.SubmitAsync(
            await stranger.GetAsync("/activer"), ("Form.Name", "inconnu9"), ("Form.ProvisionalPassword", "ZZZZ-ZZZZ-ZZZZ"), ("Form.BirthDate", "14/07/1980"))));

        answers.Should().OnlyContain(answer => answer == answers[0] && answer.Contains("ne correspondent"));
        (await LetterAsync(story, person)).End.Should().BeNull();
    }

    [Fact]
    public async Task Many_wrong_tries_of_a_colleague_are_slowed_and_the_owner_still_gets_in()
    {
        await using var story = await LetterStory.OpenAsync();
        await story.PrintSchoolAsync();
        var (person, letter) = Somebody(story);
        using var colleague = story.Host.NewBrowser();
        WebPage last = null!;
        for (var attempt = 0; attempt < 12; attempt++)
            last = await LetterStory.ActivateAsync(colleague, letter, person.BirthDate, "ZZZZ-ZZZZ-ZZZZ");

        story.Host.Clock.AdjustTime(story.Host.Clock.GetUtcNow().AddDays(1));
        using var owner = story.Host.NewBrowser();
        var proven = await LetterStory.ActivateAsync(owner, letter, person.BirthDate);

        Alert(last).Should().Contain("Trop d’essais");
        proven.Redirect!.AbsolutePath.Should().Be("/mot-de-passe/nouveau");
    }

    [Fact]
    public async Task An_expired_letter_a_replaced_one_and_a_used_one_open_nothing()
    {
        await using var story = await LetterStory.OpenAsync();
        var first = await story.PrintSchoolAsync();
        var (person, replaced) = Somebody(story);
        await story.Host.AskAsync<BatchDesk, bool>(desk => desk.ConfirmAsync(first.Id, "oroux1", default));
        await story.PrintSchoolAsync(BatchChoice.Everybody);
        var letter = story.Printer.Of(person);

        using var browser = story.Host.NewBrowser();
        var withReplaced = await LetterStory.ActivateAsync(browser, replaced, person.BirthDate);
        story.Host.Clock.AdjustTime(story.Host.Clock.GetUtcNow().AddDays(61));
        using var late = story.Host.NewBrowser();
        var withExpired = await LetterStory.ActivateAsync(late, letter, person.BirthDate);

        withReplaced.Status.Should().Be(HttpStatusCode.OK);
        Alert(withReplaced).Should().Contain("ne correspondent");
        Alert(withExpired).Should().Contain("ne correspondent");
    }

    [Fact]
    public async Task Where_the_policy_asks_for_it_a_letter_counts_once_its_hand_over_is_recorded()
    {
        await using var story = await LetterStory.OpenAsync(("Letters:OnlyOnceHandedOver", "true"));
        await story.PrintSchoolAsync();
        var (person, letter) = Somebody(story);
        using var browser = story.Host.NewBrowser();

        var early = await LetterStory.ActivateAsync(browser, letter, person.BirthDate);
        await story.Host.AskAsync<IdentityDb, int>(async db =>
        {
            var row = await db.Letters.SingleAsync(one => one.DirectoryKey == person.Key.Value);
            row.Record(HandOver.HandedOver, "hlefevre1", story.Host.Clock.GetUtcNow());
            return await db.SaveChangesAsync();
        });
        var then = await LetterStory.ActivateAsync(browser, letter, person.BirthDate);

        Alert(early).Should().Contain("n’a pas encore noté");
        then.Redirect!.AbsolutePath.Should().Be("/mot-de-passe/nouveau");
    }

    private static (FictionalPerson Person, LetterContent Letter) Somebody(LetterStory story)
    {
        var names = story.PeopleOfSchool.GroupBy(person => $"{person.GivenName} {person.Surname}").Where(group => group.Count() == 1).Select(group => group.Single());
        var person = names.First();
        return (person, story.Printer.Of(person));
    }

    private static async Task<WebPage> ChooseAsync(PlainBrowser browser, WebPage proven)
    {
        var page = await browser.FollowAsync(proven);
        return await browser.SubmitAsync(page, ("Form.Password", Password), ("Form.Confirmation", Password));
    }

    private static string Alert(WebPage page) => page.Document.QuerySelector(".fr-alert")?.TextContent.Trim() ?? "";

    private static Task<Letter> LetterAsync(LetterStory story, FictionalPerson person) =>
        story.Host.AskAsync<IdentityDb, Letter>(db => db.Letters.AsNoTracking().SingleAsync(letter => letter.DirectoryKey == person.Key.Value));

    private static Task<Domain.Provisioning.Records.PersonRecord> RecordAsync(LetterStory story, FictionalPerson person) =>
        story.Host.AskAsync<IdentityDb, Domain.Provisioning.Records.PersonRecord>(db => db.People.AsNoTracking().SingleAsync(record => record.DirectoryKey == person.Key.Value));
}
