using System.Net;
using AcRouenIdentity.Domain.ApplicationPasswords;
using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;
using AcRouenIdentity.Testing.Recovery;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Tests.MailClients;

/// <summary>Passwords of mail programs: made, shown once, told of, seen in use, ended by their owner.</summary>
public sealed class ApplicationPasswordTests : IAsyncLifetime
{
    private static readonly Person Claire = SamplePeople.ClaireMartin;
    private ProviderHost host = null!;
    private PlainBrowser browser = null!;

    public async Task InitializeAsync()
    {
        host = await MailSettings.StartAsync(("PasswordsPerPerson", "3"));
        browser = host.NewBrowser();
        await browser.SignInAsync(Claire);
    }

    public async Task DisposeAsync()
    {
        browser.Dispose();
        await host.DisposeAsync();
    }

    [Fact]
    public async Task A_password_is_shown_once_with_the_address_and_opens_the_mailbox()
    {
        var page = await browser.AskForPasswordAsync("Téléphone");
        var password = ApplicationPasswordStory.PasswordIn(page)!;

        password.Should().MatchRegex("^[0-9a-hjkmnp-tv-z]{4}(-[0-9a-hjkmnp-tv-z]{4}){4}$");
        page.Main.Should().Contain("claire.martin@ac-rouen.fr").And.Contain("Téléphone");
        page.Response.Headers.CacheControl!.NoStore.Should().BeTrue();
        page.Document.QuerySelectorAll($"main [data-copy='{password}']").Should().ContainSingle();
        host.Reads(Claire, password).Should().BeTrue();
        host.ApplicationPasswords.SignsIn("claire.martin@ac-rouen.fr", password, "smtp").Should().BeTrue();
        var list = await browser.GetAsync(ApplicationPasswordStory.Place);
        list.Main.Should().Contain("Téléphone").And.Contain(password[..4]);
        list.Html.Should().NotContain(password);
    }

    [Theory]
    [InlineData(MailUse.ReadAndSend, true, true), InlineData(MailUse.Read, true, false), InlineData(MailUse.Send, false, true)]
    public async Task A_password_opens_what_its_owner_said(MailUse use, bool reads, bool sends)
    {
        var password = await browser.MakePasswordAsync("Tablette", use);

        (host.ApplicationPasswords.SignsIn("cmartin1", password, "imap"), host.ApplicationPasswords.SignsIn("cmartin1", password, "smtp")).Should().Be((reads, sends));
    }

    [Fact]
    public async Task Every_address_known_is_told_and_the_account_shows_it()
    {
        await host.GiveBackupAddressAsync(Claire, "claire@exemple.fr", host.Clock.GetUtcNow());

        var password = await browser.MakePasswordAsync("Téléphone");

        var mails = (await host.ReadMailsAsync()).Where(mail => mail.Subject == "Un mot de passe d'application a été fait pour votre compte").ToList();
        mails.Select(mail => mail.To).Should().BeEquivalentTo("claire.martin@ac-rouen.fr", "claire@exemple.fr");
        mails.Should().OnlyContain(mail => !mail.Text.Contains(password, StringComparison.Ordinal));
        (await browser.GetAsync("/compte")).Main.Should().Contain("Un logiciel de messagerie en a un");
        (await browser.GetAsync("/compte/activite")).Main.Should().Contain("Mot de passe d’application fait").And.Contain("Pour lire et envoyer");
    }

    [Fact]
    public async Task When_a_program_last_read_is_shown_in_words()
    {
        var password = await browser.MakePasswordAsync("Téléphone");
        (await browser.GetAsync(ApplicationPasswordStory.Place)).Main.Should().Contain("jamais utilisé");

        host.Reads(Claire, password);

        (await browser.GetAsync(ApplicationPasswordStory.Place)).Main.Should().NotContain("jamais utilisé").And.Contain("utilisé le");
    }

    [Fact]
    public async Task Its_owner_ends_one_or_all()
    {
        var (first, second, third) = (await browser.MakePasswordAsync("Téléphone"), await browser.MakePasswordAsync("Tablette"), await browser.MakePasswordAsync("Portable"));

        var page = await browser.FollowAsync(await browser.PressAsync(await browser.GetAsync(ApplicationPasswordStory.Place), "Supprimer Téléphone"));
        await Eventually.BeTrueAsync(() => Task.FromResult(host.ApplicationPasswords.Count == 2));
        (host.Reads(Claire, first), host.Reads(Claire, second), host.Reads(Claire, third)).Should().Be((false, true, true));
        page.Main.Should().Contain("Mot de passe supprimé");

        await browser.PressAsync(page, "Supprimer tous ces mots de passe");

        await host.AreGoneAsync();
        (await host.ReadMailsAsync()).Count(mail => mail.Subject == "Des mots de passe d'applications ont été supprimés").Should().Be(2);
        var ended = await host.AskAsync<IdentityDb, List<string>>(db => db.AuditEntries.Where(entry => entry.Kind == AuditKind.ApplicationPasswordsEnded).OrderBy(entry => entry.Sequence).Select(entry => entry.Json).ToListAsync());
        ended.Should().HaveCount(2);
        ended.Should().Contain(facts => facts.Contains("\"count\":1", StringComparison.Ordinal)).And.Contain(facts => facts.Contains("\"count\":2", StringComparison.Ordinal));
    }

    [Fact]
    public async Task There_are_so_many_at_most_and_an_ended_one_makes_room()
    {
        foreach (var name in new[] { "un", "deux", "trois" })
            await browser.MakePasswordAsync(name);

        var refused = await browser.AskForPasswordAsync("quatre");
        refused.Main.Should().Contain("le plus possible");
        await browser.PressAsync(await browser.GetAsync(ApplicationPasswordStory.Place), "Supprimer deux");

        (await browser.MakePasswordAsync("quatre")).Should().NotBeNull();
    }

    [Theory]
    [InlineData("téléphone"), InlineData("  TÉLÉPHONE  ")]
    public async Task A_name_names_one_program(string again)
    {
        await browser.MakePasswordAsync("Téléphone");

        var refused = await browser.AskForPasswordAsync(again);

        refused.Main.Should().Contain("s’appelle déjà ainsi");
        host.ApplicationPasswords.Count.Should().Be(1);
    }

    [Theory]
    [InlineData("<script>alert(1)</script>"), InlineData("电话"), InlineData("هاتف"), InlineData("*)(uid=*"), InlineData("' OR 1=1 --"), InlineData("📱 d’Élise")]
    public async Task People_call_their_programs_as_they_like(string name)
    {
        await browser.MakePasswordAsync(name);

        var page = await browser.GetAsync(ApplicationPasswordStory.Place);

        page.Document.QuerySelectorAll("main .state strong").Select(one => one.TextContent).Should().Equal(name);
        page.Document.QuerySelectorAll("main .state script").Should().BeEmpty();
    }

    [Theory]
    [InlineData(""), InlineData("   "), InlineData("a\u202Eb"), InlineData("a\u0000b"), InlineData("long")]
    public async Task A_name_that_says_nothing_or_too_much_makes_nothing(string name)
    {
        var page = await browser.AskForPasswordAsync(name == "long" ? new string('é', 51) : name);

        ApplicationPasswordStory.PasswordIn(page).Should().BeNull();
        host.ApplicationPasswords.Count.Should().Be(0);
        (await host.ApplicationPasswordsAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task Making_one_asks_for_a_fresh_proof_and_ending_one_does_not()
    {
        await browser.MakePasswordAsync("Téléphone");
        await host.ReadMailsAsync();
        var page = await browser.GetAsync(ApplicationPasswordStory.Making);
        host.Clock.AdjustTime(host.Clock.GetUtcNow() + TimeSpan.FromMinutes(5));

        var asked = await browser.PressAsync(page, "Faire le mot de passe", ("Form.Name", "Tablette"), ("Form.Use", "Read"));
        var opened = await browser.GetAsync(ApplicationPasswordStory.Making);
        await browser.PressAsync(await browser.GetAsync(ApplicationPasswordStory.Place), "Supprimer Téléphone");

        asked.Redirect!.AbsolutePath.Should().Be("/connexion");
        opened.Redirect!.AbsolutePath.Should().Be("/connexion");
        await host.AreGoneAsync();
    }

    [Fact]
    public async Task The_setup_page_leads_to_where_one_is_made()
    {
        var page = await browser.GetAsync("/messagerie/configurer?appareil=Outlook");

        page.Document.QuerySelectorAll("main a").Select(link => link.GetAttribute("href")).Should().Contain(ApplicationPasswordStory.Making);
    }

    [Fact]
    public async Task What_is_held_of_them_is_told_without_the_passwords()
    {
        var password = await browser.MakePasswordAsync("Telephone de Claire");

        var file = await browser.PressAsync(await browser.GetAsync("/compte/donnees"), "Télécharger le JSON");

        file.Html.Should().Contain("Telephone de Claire").And.Contain(password[..4]).And.NotContain(password[5..]);
    }

    [Fact]
    public async Task The_pages_speak_english_too()
    {
        await browser.GetAsync("/langue?vers=en");

        (await browser.GetAsync(ApplicationPasswordStory.Place)).Heading.Should().Be("Application passwords");
        (await browser.GetAsync(ApplicationPasswordStory.Making)).Heading.Should().Be("Make an application password");
    }

    [Theory]
    [InlineData(ApplicationPasswordStory.Place), InlineData(ApplicationPasswordStory.Making)]
    public async Task An_académie_that_takes_none_shows_none_and_ends_those_there_are(string path)
    {
        var password = await browser.MakePasswordAsync("Téléphone");
        await using var without = await MailSettings.StartAsync(("Passwords", "false"));
        using var other = without.NewBrowser();
        await other.SignInAsync(Claire);

        (await other.GetAsync(path)).Status.Should().Be(HttpStatusCode.NotFound);
        (await other.GetAsync("/compte")).Main.Should().NotContain("Mots de passe d’applications");
        host.Reads(Claire, password).Should().BeTrue("another académie's");
    }
}
