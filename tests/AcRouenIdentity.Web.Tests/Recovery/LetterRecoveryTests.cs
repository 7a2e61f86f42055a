using System.Net;
using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Domain.Letters;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;
using AcRouenIdentity.Testing.Recovery;
using AcRouenIdentity.Web.Tests.Letters;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Tests.Recovery;

/// <summary>The way by a <i>courrier INA</i>, from asking for it to the password that ends it.</summary>
public sealed class LetterRecoveryTests : IAsyncLifetime
{
    private const string Ask = "/mot-de-passe-oublie/demander-un-courrier";
    private const string Letter = "/mot-de-passe-oublie/courrier";
    private RecoveryLetterStory story = null!;
    private PlainBrowser browser = null!;

    private ProviderHost Host => story.Host;

    public async Task InitializeAsync()
    {
        story = await RecoveryLetterStory.OpenAsync();
        browser = Host.NewBrowser();
    }

    public async Task DisposeAsync()
    {
        browser.Dispose();
        await story.DisposeAsync();
    }

    [Fact]
    public async Task Asked_for_printed_and_typed_it_lets_its_owner_choose_a_password_and_is_over()
    {
        var owner = await story.FindAsync(story.Forgetful);
        var asked = await AskAsync(browser, owner.Login.ToString());
        await DecidedAsync();
        await story.PrintAsync();
        var letter = story.Letters.Printer.Of(story.Forgetful);
        var proven = await TypeAsync(browser, letter);
        var arrived = await browser.ChoosePasswordAsync();
        using var other = Host.NewBrowser();
        var again = await TypeAsync(other, letter);

        asked.Main.Should().Contain("Votre demande est notée");
        letter.Login.Should().Be(owner.Login, "a forgotten identifier is printed on it");
        proven.Redirect!.AbsolutePath.Should().Be(RecoveryStory.PasswordPage);
        arrived.Address.AbsolutePath.Should().Be("/");
        again.Main.Should().Contain("ne vont pas ensemble");
        (await LetterAsync()).End.Should().Be(LetterEnd.Used);
        (await Host.AskAsync<IdentityDb, int>(db => db.AuditEntries.CountAsync(entry => entry.Kind == AuditKind.RecoveryProven))).Should().Be(1);
    }

    [Fact]
    public async Task An_outage_between_code_and_password_burns_no_letter()
    {
        var letter = await story.GetLetterAsync(story.Forgetful);
        await TypeAsync(browser, letter);
        Host.Directory.IsDown = true;
        var away = await browser.GetAsync(RecoveryStory.PasswordPage);
        var form = away.Status == HttpStatusCode.OK ? await browser.SubmitAsync(away, ("Form.Password", SamplePeople.AnotherPassword), ("Form.Confirmation", SamplePeople.AnotherPassword)) : away;
        Host.Directory.IsDown = false;
        story.Pass(TimeSpan.FromMinutes(20));
        using var later = Host.NewBrowser();
        var again = await TypeAsync(later, letter);
        var arrived = await later.ChoosePasswordAsync();

        form.Status.Should().Be(HttpStatusCode.ServiceUnavailable);
        again.Redirect!.AbsolutePath.Should().Be(RecoveryStory.PasswordPage, "the right of the first evening has lapsed, and the letter has not");
        arrived.Address.AbsolutePath.Should().Be("/");
    }

    [Fact]
    public async Task Wrong_tries_of_a_stranger_slow_the_stranger_and_never_burn_the_letter_of_its_owner()
    {
        var letter = await story.GetLetterAsync(story.Forgetful);
        using var stranger = Host.NewBrowser();
        WebPage last = null!;
        for (var attempt = 0; attempt < 7; attempt++)
            last = await TypeAsync(stranger, letter, "ZZZZ-ZZZZ-ZZZZ");
        story.Pass(TimeSpan.FromHours(2));

        last.Main.Should().Contain("Trop d’essais");
        (await TypeAsync(browser, letter)).Redirect!.AbsolutePath.Should().Be(RecoveryStory.PasswordPage);
    }

    [Fact]
    public async Task Known_and_unknown_closed_and_open_are_answered_alike_and_cost_alike()
    {
        var owner = await story.FindAsync(story.Forgetful);
        var suspended = await story.FindAsync(story.Other);
        await story.SetStateAsync(story.Other, AccountState.Suspended);
        var answers = new List<string>();
        foreach (var name in new[] { owner.Login.ToString(), owner.Address!.Value.ToString(), owner.Login.ToString(), suspended.Login.ToString(), "inconnu9", "personne.inconnue@ac-rouen.fr" })
        {
            using var one = Host.NewBrowser();
            answers.Add(EqualSilence.Of(await AskAsync(one, name)));
        }

        await DecidedAsync();
        answers.Distinct().Should().ContainSingle();
        (await story.RequestsAsync()).Should().ContainSingle("one waits, whoever asks again").Which.DirectoryKey.Should().Be(owner.Key.Value);
    }

    [Fact]
    public async Task Wrong_INA_wrong_code_and_a_closed_account_are_refused_alike()
    {
        var letter = await story.GetLetterAsync(story.Forgetful);
        var refusals = new List<string>();
        foreach (var (ina, code) in new[]
        {
            (letter.Ina!.Value.RevealInGroups(), "ZZZZ-ZZZZ-ZZZZ"),
            (Ina.Of([7, 6, 5, 4, 3, 2, 1]).RevealInGroups(), letter.Secret!.Value.RevealInGroups()),
            (letter.Ina!.Value.RevealInGroups(), "trop court"),
        })
        {
            using var one = Host.NewBrowser();
            refusals.Add(Told(await TypeAsync(one, ina, code)));
        }

        await story.SetStateAsync(story.Forgetful, AccountState.Departed);
        using var departed = Host.NewBrowser();
        refusals.Add(Told(await TypeAsync(departed, letter)));

        refusals.Distinct().Should().ContainSingle().Which.Should().Contain("ne vont pas ensemble");
    }

    [Fact]
    public async Task A_request_is_decided_when_the_directory_is_back()
    {
        var owner = await story.FindAsync(story.Forgetful);
        Host.Directory.IsDown = true;
        var asked = await AskAsync(browser, owner.Login.ToString());
        Host.Directory.IsDown = false;
        await DecidedAsync();

        asked.Main.Should().Contain("Votre demande est notée");
        (await story.RequestsAsync()).Should().ContainSingle();
    }

    [Fact]
    public async Task Whoever_gets_in_by_mail_meanwhile_wants_no_letter_any_more()
    {
        var owner = await story.FindAsync(story.Forgetful);
        await story.AskAsync(story.Forgetful);
        var ina = (await Host.PrepareRecoveryAsync(owner, "autre@exemple.fr")).RevealInGroups();
        await browser.GiveMailCodeAsync(await browser.AskForCodeAsync(ina, "autre@exemple.fr"), await Host.LastCodeAsync("autre@exemple.fr"));
        await browser.ChoosePasswordAsync();

        (await story.RequestsAsync()).Should().ContainSingle().Which.End.Should().Be(LetterRequestEnd.Recovered);
    }

    private static string Told(WebPage page) => $"{(int)page.Status} {page.Document.QuerySelector("#Form-Code-messages, .fr-messages-group, .fr-alert")?.TextContent} {page.Heading} {page.Document.QuerySelectorAll("main p").Length}";

    private static async Task<WebPage> AskAsync(PlainBrowser who, string name) => await who.FollowAsync(await who.SubmitAsync(await who.GetAsync(Ask), ("Form.Name", name)));

    private static Task<WebPage> TypeAsync(PlainBrowser who, LetterContent letter, string? code = null) => TypeAsync(who, letter.Ina!.Value.RevealInGroups(), code ?? letter.Secret!.Value.RevealInGroups());

    private static async Task<WebPage> TypeAsync(PlainBrowser who, string ina, string code) => await who.SubmitAsync(await who.GetAsync(Letter), ("Form.Ina", ina), ("Form.Code", code));

    private Task DecidedAsync() => Eventually.BeTrueAsync(() => Host.AskAsync<IdentityDb, bool>(async db => !await db.RecoveryRequests.AnyAsync()));

    private Task<Letter> LetterAsync() => Host.AskAsync<IdentityDb, Letter>(db => db.Letters.AsNoTracking().SingleAsync(letter => letter.Kind == LetterKind.Recovery));
}
